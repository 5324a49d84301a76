// Puts the shortest way into the page once it is found; without this the link does the same.
const link = document.querySelector("#way a[data-wait]");
if (link) {
  const place = document.getElementById("way");
  place.setAttribute("aria-busy", "true");
  const answer = await fetch(link.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (answer?.ok) {
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("way");
    if (found && !found.querySelector("a[data-wait]")) {
      place.replaceChildren(...found.childNodes);
      place.setAttribute("role", "status");
    }
  }
  place.removeAttribute("aria-busy");
}
