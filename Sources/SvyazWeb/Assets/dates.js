// A slider of dates for forms that say between which days there is something to see; the page's part `#map-view` is
// replaced in place. Without this file the field of the date and the button do the same.

const dayLength = 86_400_000;
const number = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / dayLength);
const iso = (day) => new Date(day * dayLength).toISOString().slice(0, 10);
const russian = (day) => iso(day).split("-").reverse().join(".");

function addSlider(form) {
  const field = form.querySelector("input[name=on]");
  const [first, last] = [number(form.dataset.first), number(form.dataset.last)];
  if (!field || !(last > first)) return;
  const line = document.createElement("div");
  line.className = "field date-slider";
  const label = document.createElement("label");
  label.htmlFor = "date-slider";
  label.textContent = "Двигать дату";
  const slider = document.createElement("input");
  slider.type = "range";
  slider.id = "date-slider";
  slider.min = String(first);
  slider.max = String(last);
  slider.value = String(number(field.value));
  const say = () => slider.setAttribute("aria-valuetext", russian(Number(slider.value)));
  say();
  line.append(label, slider);
  field.closest(".field").after(line);

  let running = null;
  async function load() {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    const fields = [...new FormData(form)].filter(([, value]) => value !== "");
    const address = `${form.action}?${new URLSearchParams(fields)}`;
    const view = document.getElementById("map-view");
    view?.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: mine.signal, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("map-view");
      if (!fresh || !view) {
        location.assign(address);
        return;
      }
      view.replaceChildren(...fresh.childNodes);
      for (const part of [".title", ".map-tabs"]) {
        const [old, made] = [document.querySelector(part), page.querySelector(part)];
        if (old && made) old.replaceWith(made);
      }
      const head = document.querySelector(".asof input[name=on]");
      if (head) head.value = field.value;
      document.title = page.title;
      history.replaceState(null, "", address);
      view.dispatchEvent(new CustomEvent("svyaz:shown", { bubbles: true }));
    } catch (fault) {
      if (fault.name !== "AbortError") location.assign(address);
    } finally {
      if (running === mine) view?.removeAttribute("aria-busy");
    }
  }

  let timer = 0;
  slider.addEventListener("input", () => {
    field.value = iso(Number(slider.value));
    say();
    clearTimeout(timer);
    timer = setTimeout(load, 250);
  });
  field.addEventListener("change", () => {
    if (!field.value) return;
    slider.value = String(number(field.value));
    say();
  });
}

for (const form of document.querySelectorAll("form[data-dates]")) addSlider(form);
