// `/` leads to the search; tables that ask for it get a field that leaves only the rows with the words typed.

function folded(text) {
  return text.toLowerCase().replaceAll("ё", "е").replaceAll("№", " ").replace(/[\s\u00a0]+/g, " ").trim();
}

function addFinder(table) {
  if (table.dataset.ready) return;
  table.dataset.ready = "true";
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  if (rows.length < 8) return;
  const texts = rows.map((row) => folded(row.textContent));
  const label = document.createElement("label");
  label.className = "finder";
  label.append(document.createTextNode(table.dataset.find));
  const field = document.createElement("input");
  field.type = "search";
  field.className = "in-t";
  field.autocomplete = "off";
  const count = document.createElement("span");
  count.setAttribute("role", "status");
  count.className = "sm mute";
  label.append(field);
  field.addEventListener("input", () => {
    const words = folded(field.value).split(" ").filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      row.hidden = !words.every((word) => texts[index].includes(word));
      if (!row.hidden) shown += 1;
    });
    count.textContent = words.length ? `Показано строк: ${shown} из ${rows.length}` : "";
  });
  const line = document.createElement("div");
  line.className = "finder-line";
  line.append(label, count);
  (table.closest(".scroll") ?? table).before(line);
}

function addAll(root) {
  for (const table of root.querySelectorAll("table[data-find]")) addFinder(table);
}

addAll(document);
document.addEventListener("svyaz:shown", (event) => addAll(event.target));

// keys.js says when single keys are switched off.
document.addEventListener("svyaz:key", (event) => {
  if (event.detail.key !== "/") return;
  const fields = [...document.querySelectorAll("input[type=search]")];
  const field = fields.find((one) => one.checkVisibility?.() ?? one.offsetParent !== null);
  if (!field) return;
  event.detail.taken = true;
  field.focus();
  field.select();
});
