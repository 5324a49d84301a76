// The matching desk, quicker: find a school as you type; j and k walk the rows, p pins, b bans. All of it can be done
// without this module.
const form = document.querySelector("form[data-keys]");
const find = document.querySelector("[data-find]");
const rows = form ? [...form.querySelectorAll("tbody tr")] : [];

if (find && rows.length) {
  const input = find.querySelector("input[type=search]");
  const texts = rows.map((row) => row.textContent.toLowerCase().replace(/\u00a0/g, " "));
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    rows.forEach((row, number) => { row.hidden = !words.every((word) => texts[number].includes(word)); });
  });
}

const inField = (target) => target.closest("input, select, textarea, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (!form || event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
  if (localStorage.getItem("svyaz.keys") === "off") return;
  const shown = rows.filter((row) => !row.hidden);
  const at = shown.indexOf(document.activeElement?.closest("tr"));
  const focus = (row) => row?.querySelector("a")?.focus();
  if (event.key === "j") focus(shown[Math.min(at + 1, shown.length - 1)]);
  else if (event.key === "k") focus(shown[Math.max(at - 1, 0)]);
  else if (event.key === "p" && at >= 0) shown[at].querySelector(".pin")?.click();
  else if (event.key === "b" && at >= 0) shown[at].querySelector(".ban")?.click();
  else if (event.key === "/" && find) { find.querySelector("input[type=search]").focus(); event.preventDefault(); }
});
