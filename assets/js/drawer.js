// A row's link opens its record beside the list, where there is room: the address is the record's own.
import { word } from "./speak.js";

const WIDE = matchMedia("(min-width: 1024px)");
const LINKS = "#list tbody td:not(.acts) a[href]";
const drawer = () => document.getElementById("drawer");
let from = null; // the address and the link that it was opened from

function isOurs(event, link) {
  const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);
  return plain && WIDE.matches && link.origin === location.origin && !link.target && !link.hasAttribute("download");
}

async function open(link) {
  const answer = await fetch(link.href, { headers: { "HX-Request": "true", "HX-Target": "drawer" } });
  const isPart = answer.ok && !answer.redirected && answer.headers.get("HX-Part") === "drawer";
  if (!isPart) return location.assign(link.href); // no detail page, or not for this person: go there
  const box = drawer();
  from ??= { url: location.href, link };
  box.replaceChildren(document.createRange().createContextualFragment(await answer.text()));
  window.htmx?.process(box);
  if (!box.open) box.showModal();
  box.querySelector("[data-drawer-inner]")?.focus({ preventScroll: true });
  box.scrollTop = 0;
  history.pushState({ drawer: true }, "", link.href);
}

const isUnsaved = () =>
  [...drawer().querySelectorAll("textarea, input:not([type=hidden])")].some((field) => field.value !== field.defaultValue);

/** Back to the list; `moved` when the browser's own Back did it already. */
function close(moved = false) {
  const box = drawer();
  if (!box?.open) return;
  if (isUnsaved() && !confirm(word("unsaved"))) return;
  box.close();
  box.replaceChildren();
  if (!moved && from) history.pushState(null, "", from.url);
  from?.link.focus();
  from = null;
}

function onClick(event) {
  const link = event.target.closest(LINKS);
  if (link && isOurs(event, link)) {
    event.preventDefault();
    open(link);
  } else if (event.target === drawer() || event.target.closest("[data-drawer-close]")) close();
}

export function startDrawer() {
  const box = drawer();
  if (!box) return;
  document.addEventListener("click", onClick);
  addEventListener("popstate", ({ state }) => (state?.drawer ? location.reload() : close(true)));
  box.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
}
