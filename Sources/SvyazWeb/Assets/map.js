// Maps: the wheel, buttons and keys change the scale, dragging moves the sheet, a school under the pointer or the
// focus lights its ties. Without this file the map is whole, and its schools are links all the same.

const zoomStep = 1.25;
const deepest = 8;

function control(label, text, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.textContent = text;
  button.setAttribute("aria-label", label);
  button.addEventListener("click", act);
  return button;
}

function enhance(holder) {
  const svg = holder.querySelector("svg");
  if (!svg || holder.dataset.ready) return;
  holder.dataset.ready = "true";
  const whole = svg.viewBox.baseVal;
  const home = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  // As written: numbers that were read are rounded to 32 bits.
  const homeText = svg.getAttribute("viewBox");
  let view = { ...home };

  function show(next) {
    const width = Math.min(home.width, Math.max(home.width / deepest, next.width));
    const height = (width * home.height) / home.width;
    view = {
      width, height,
      x: Math.min(home.x + home.width - width, Math.max(home.x, next.x)),
      y: Math.min(home.y + home.height - height, Math.max(home.y, next.y)),
    };
    const isHome = view.width >= home.width;
    svg.setAttribute("viewBox", isHome ? homeText : `${view.x} ${view.y} ${view.width} ${view.height}`);
    holder.classList.toggle("zoomed", view.width < home.width);
  }

  // The point of the sheet under a point of the window.
  function at(clientX, clientY) {
    const box = svg.getBoundingClientRect();
    return {
      x: view.x + ((clientX - box.left) / box.width) * view.width,
      y: view.y + ((clientY - box.top) / box.height) * view.height,
    };
  }

  // The point stays where it is, the sheet grows around it.
  function zoom(factor, point = { x: view.x + view.width / 2, y: view.y + view.height / 2 }) {
    const width = Math.min(home.width, Math.max(home.width / deepest, view.width / factor));
    const ratio = width / view.width;
    show({ width, x: point.x - (point.x - view.x) * ratio, y: point.y - (point.y - view.y) * ratio });
  }

  function pan(right, down) {
    show({ ...view, x: view.x + (right * view.width) / 8, y: view.y + (down * view.height) / 8 });
  }

  // The wheel alone scrolls the page until the map was enlarged or Ctrl is held.
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && view.width >= home.width && document.activeElement !== holder) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? zoomStep : 1 / zoomStep, at(event.clientX, event.clientY));
  }, { passive: false });

  let start = null;
  let moved = false;
  svg.addEventListener("pointerdown", (event) => {
    moved = false;
    if (event.button !== 0 || view.width >= home.width) return;
    start = { x: event.clientX, y: event.clientY, view: { ...view }, pointer: event.pointerId };
  });
  svg.addEventListener("pointermove", (event) => {
    if (!start) return;
    const [right, down] = [event.clientX - start.x, event.clientY - start.y];
    if (!moved && Math.hypot(right, down) < 5) return;
    if (!moved) svg.setPointerCapture(start.pointer);
    moved = true;
    const box = svg.getBoundingClientRect();
    show({
      ...start.view, x: start.view.x - (right / box.width) * view.width,
      y: start.view.y - (down / box.height) * view.height,
    });
  });
  const stop = () => { start = null; };
  svg.addEventListener("pointerup", stop);
  svg.addEventListener("pointercancel", stop);
  // The end of a drag is no click on a school.
  svg.addEventListener("click", (event) => { if (moved) event.preventDefault(); }, { capture: true });
  svg.addEventListener("dragstart", (event) => event.preventDefault());

  holder.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.key === "+" || event.key === "=") zoom(zoomStep);
    else if (event.key === "-") zoom(1 / zoomStep);
    else if (event.key === "0" || event.key === "Escape") show(home);
    else if (moves[event.key] && view.width < home.width) pan(...moves[event.key]);
    else return;
    event.preventDefault();
  });

  const ties = new Map();
  for (const link of svg.querySelectorAll("[data-tail]")) {
    const name = link.querySelector(":scope > title")?.textContent;
    for (const [end, other] of [[link.dataset.tail, link.dataset.head], [link.dataset.head, link.dataset.tail]]) {
      if (!ties.has(end)) ties.set(end, []);
      ties.get(end).push({ link, other, name });
    }
  }
  const said = document.createElement("p");
  said.className = "map-said sm";
  said.textContent = "Наведите на школу или перейдите к ней клавишей Tab: её связи станут ярче.";

  function light(node) {
    for (const lit of svg.querySelectorAll(".lit")) lit.classList.remove("lit");
    svg.classList.toggle("dimmed", node !== null);
    if (!node) return;
    node.classList.add("lit");
    const own = ties.get(node.id) ?? [];
    for (const { link, other } of own) {
      link.classList.add("lit");
      svg.querySelector(`#${CSS.escape(link.id)}-count`)?.classList.add("lit");
      svg.querySelector(`#${CSS.escape(other)}`)?.classList.add("lit");
    }
    const name = node.querySelector(":scope > title")?.textContent ?? "";
    said.textContent = `${name}. Связей на карте: ${own.length}.`;
  }

  // On a map of panels a school has no lines: dimming all others would say that it has no ties.
  if (ties.size > 0) {
    const node = (target) => target.closest?.(".node") ?? target.querySelector?.(".node") ?? null;
    svg.addEventListener("pointerover", (event) => light(event.target.closest(".node")));
    svg.addEventListener("pointerleave", () => light(null));
    svg.addEventListener("focusin", (event) => {
      const focused = node(event.target);
      light(focused);
      if (focused) reveal(focused);
    });
    svg.addEventListener("focusout", () => light(null));
  }

  // A school that has the focus must be on the visible part of the sheet.
  function reveal(focused) {
    const box = focused.getBBox();
    const inside = box.x >= view.x && box.y >= view.y
      && box.x + box.width <= view.x + view.width && box.y + box.height <= view.y + view.height;
    if (!inside) {
      show({ ...view, x: box.x + box.width / 2 - view.width / 2, y: box.y + box.height / 2 - view.height / 2 });
    }
  }

  const bar = document.createElement("div");
  bar.className = "map-bar acts";
  bar.append(
    control("Крупнее", "+", () => zoom(zoomStep)), control("Мельче", "−", () => zoom(1 / zoomStep)),
    control("Вся карта", "Вся карта", () => show(home)));
  if (ties.size > 0) bar.append(said);
  holder.before(bar);
}

export function enhanceAll(root = document) {
  for (const holder of root.querySelectorAll("[data-map]")) enhance(holder);
}

enhanceAll();
document.addEventListener("svyaz:shown", (event) => enhanceAll(event.target));
