// Single keys: `?` shows the list of them. They do nothing in fields, and can be switched off (WCAG 2.1.4).
// Other modules hear of a key by the event `svyaz:key`, and put `taken` where they did something.

const storage = "svyaz.keys";
// What a page adds: <script type="module"> may push to it, or an element may carry data-key and data-key-title.
const known = [
  ["?", "список клавиш"],
  ["/", "поиск на странице"],
  ["+ − 0", "на карте: крупнее, мельче, вся карта"],
  ["← ↑ → ↓", "на увеличенной карте: двигать лист"],
];

function isOn() {
  try {
    return localStorage.getItem(storage) !== "off";
  } catch {
    return true;
  }
}

function isField(target) {
  return target instanceof Element && (target.closest("input, select, textarea") || target.isContentEditable);
}

let dialog = null;

function makeDialog() {
  const made = document.createElement("dialog");
  made.className = "keys";
  made.setAttribute("aria-labelledby", "keys-title");
  const title = document.createElement("h2");
  title.id = "keys-title";
  title.textContent = "Клавиши";
  const list = document.createElement("dl");
  const own = [...document.querySelectorAll("[data-key][data-key-title]")].map((element) => [
    element.dataset.key, element.dataset.keyTitle,
  ]);
  const seen = new Set();
  for (const [key, text] of [...known, ...own]) {
    if (seen.has(key)) continue;
    seen.add(key);
    const term = document.createElement("dt");
    const name = document.createElement("kbd");
    name.textContent = key;
    term.append(name);
    const meaning = document.createElement("dd");
    meaning.textContent = text;
    list.append(term, meaning);
  }
  const label = document.createElement("label");
  label.className = "opt";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = isOn();
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(storage, box.checked ? "on" : "off");
    } catch {
      // A browser that keeps nothing: the choice holds until the page is left.
    }
  });
  label.append(box, document.createTextNode(" одиночные клавиши включены"));
  const close = document.createElement("button");
  close.className = "btn";
  close.type = "button";
  close.textContent = "Закрыть";
  close.addEventListener("click", () => made.close());
  made.append(title, list, label, close);
  document.body.append(made);
  return made;
}

function show() {
  dialog ??= makeDialog();
  if (!dialog.open) dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
  if (isField(event.target) || dialog?.open || !isOn()) return;
  if (event.key === "?") {
    event.preventDefault();
    show();
    return;
  }
  if (event.key.length !== 1) return;
  const detail = { key: event.key, taken: false };
  document.dispatchEvent(new CustomEvent("svyaz:key", { detail }));
  if (detail.taken) event.preventDefault();
});

// Also without a key: it is how the keys are switched on again.
const menu = document.querySelector(".user .drop form");
if (menu) {
  const opener = document.createElement("button");
  opener.type = "button";
  opener.textContent = "Клавиши";
  opener.addEventListener("click", show);
  menu.before(opener);
}
