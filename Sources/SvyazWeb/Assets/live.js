// Says that the data of an open page have changed, and leaves it to the reader when to load them: what was typed stays.
const page = document.querySelector("meta[name='svyaz-revision']");
const shown = Number(page?.content);

if (page && Number.isInteger(shown) && "EventSource" in window) {
  const source = new EventSource("/live");
  let strip = null;

  source.addEventListener("change", async (event) => {
    const revision = Number(event.data);
    if (!Number.isInteger(revision) || revision <= shown) return;
    const author = await authorOf(revision);
    if (!strip) {
      // The look of a notice, as the pages have it.
      const note = document.createElement("div");
      note.className = "note warn";
      note.setAttribute("role", "status");
      strip = note.appendChild(document.createElement("div")).appendChild(document.createElement("p"));
      (document.querySelector("main") ?? document.body).prepend(note);
    }
    const link = document.createElement("a");
    link.href = location.href;
    link.textContent = "показать";
    link.addEventListener("click", (click) => {
      click.preventDefault();
      location.reload();
    });
    strip.replaceChildren(author ? `Данные изменил(а) ${author}: ` : "Данные изменились: ", link);
  });

  // The browser comes back from its cache of pages with a connection that is closed.
  addEventListener("pagehide", () => source.close());
}

// Who made the change; nothing where the reader may not see the history.
async function authorOf(revision) {
  try {
    const answer = await fetch(`/api/v1/changes?before=${revision + 1}&limit=1`);
    if (!answer.ok) return "";
    const body = await answer.json();
    return body.changes?.[0]?.author ?? "";
  } catch {
    return "";
  }
}
