// The associations' desk, quicker: drag a school to another group, or press m on it. The forms do the same without.
const form = document.querySelector("form[data-moves]");
const groups = [...document.querySelectorAll("[data-base]")];
let dragged = null;

if (form) {
  for (const item of document.querySelectorAll("[data-school]")) {
    item.draggable = true;
    item.addEventListener("dragstart", (event) => {
      dragged = item;
      item.classList.add("dragging");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", item.dataset.school);
    });
    item.addEventListener("dragend", () => {
      dragged = null;
      item.classList.remove("dragging");
      for (const group of groups) group.classList.remove("over");
    });
  }
  for (const group of groups) {
    const takes = () => dragged && dragged.closest("[data-base]") !== group;
    group.addEventListener("dragover", (event) => {
      if (!takes()) return;
      event.preventDefault();
      group.classList.add("over");
    });
    group.addEventListener("dragleave", (event) => {
      if (!group.contains(event.relatedTarget)) group.classList.remove("over");
    });
    group.addEventListener("drop", (event) => {
      if (!takes()) return;
      event.preventDefault();
      form.elements.school.value = dragged.dataset.school;
      form.elements.to.value = group.dataset.base;
      form.submit();
    });
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "m" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea") || localStorage.getItem("svyaz.keys") === "off") return;
  document.activeElement?.closest("[data-school]")?.querySelector(".mv")?.click();
});
