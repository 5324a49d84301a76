// Says that the data of an open page have changed, and leaves it to the reader when to load them: what was typed stays.
const page = document.querySelector("meta[name='svyaz-revision']");
const shown = Number(page?.content);

if (page && Number.isInteger(shown) && "EventSource" in window) {
  const source = new EventSource("/live");
  let strip = null;

  function say(words, text, address) {
    if (!strip) {
      // The look of a notice, as the pages have it.
      const note = document.createElement("div");
      note.className = "note warn";
      note.setAttribute("role", "status");
      strip = note.appendChild(document.createElement("div")).appendChild(document.createElement("p"));
      (document.querySelector("main") ?? document.body).prepend(note);
    }
    const link = document.createElement("a");
    link.href = address ?? location.href;
    link.textContent = text;
    // The page of a form that was sent has no address of its own to follow.
    if (!address) {
      link.addEventListener("click", (click) => {
        click.preventDefault();
        location.reload();
      });
    }
    strip.replaceChildren(words, link);
  }

  source.addEventListener("change", async (event) => {
    const revision = Number(event.data);
    if (!Number.isInteger(revision) || revision <= shown) return;
    const author = await authorOf(revision);
    say(author ? `Данные изменил(а) ${author}: ` : "Данные изменились: ", "показать");
  });

  // A plan that is open here, saved by somebody else; one's own page is loaded anew when it saves.
  source.addEventListener("variant", (event) => {
    const [id, version, author, address] = event.data.split(" ");
    const own = new URLSearchParams(location.search);
    const isOpen = location.pathname === address?.split("?")[0] && own.get("variant") === id;
    if (!isOpen || !(Number(version) > Number(own.get("version")))) return;
    say(`Вариант № ${id} сохранил(а) ${author}: `, "открыть сохранённый", address);
  });

  // The browser comes back from its cache of pages with a connection that is closed.
  addEventListener("pagehide", () => source.close());
}

// Who made the change; nothing where the reader may not see the history.
async function authorOf(revision) {
  if (!("history" in page.dataset)) return "";
  try {
    const answer = await fetch(`/api/v1/changes?before=${revision + 1}&limit=1`);
    if (!answer.ok) return "";
    const body = await answer.json();
    return body.changes?.[0]?.author ?? "";
  } catch {
    return "";
  }
}
