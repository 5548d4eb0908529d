// The command palette (Ctrl K): the server says what fits, the keys choose, the browser remembers what was opened.
const KEPT = 8;
const SHOWN = 5;
const PREFIX = "recent:";

const dialog = () => document.getElementById("palette");
const field = () => document.getElementById("palette-text");
const list = () => document.getElementById("palette-list");
const options = () => [...list().querySelectorAll("[role=option]")];
const store = () => PREFIX + dialog().dataset.recent;

function recents() {
  try {
    const found = JSON.parse(localStorage.getItem(store()) ?? "[]");
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

/** Lists and records are remembered by their title, forms are not; the person is part of the place, so others see none. */
function remember() {
  const here = { url: location.pathname, title: document.title.replace(/ · Milepost$/, "").trim() };
  if (!["list", "detail"].includes(dialog().dataset.page) || !/^\/o\/[^/]+\/./.test(here.url)) return;
  const others = recents().filter(({ url }) => url !== here.url);
  localStorage.setItem(store(), JSON.stringify([here, ...others].slice(0, KEPT)));
}

function forget() {
  for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
}

function choose(option) {
  for (const one of options()) one.setAttribute("aria-selected", String(one === option));
  if (option) {
    field().setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else field().removeAttribute("aria-activedescendant");
}

function step(by) {
  const all = options();
  const at = all.findIndex((one) => one.ariaSelected === "true");
  if (all.length) choose(all.at((at + by) % all.length));
}

function showRecents() {
  const known = recents().filter(({ url, title }) => typeof title === "string" && /^\/o\//.test(url) && url !== location.pathname);
  if (field().value.trim() || !known.length) return;
  const group = document.getElementById("palette-recent").content.firstElementChild.cloneNode(true);
  for (const [at, { url, title }] of known.slice(0, SHOWN).entries()) {
    const option = document.getElementById("palette-option").content.firstElementChild.cloneNode(true);
    Object.assign(option, { href: url, id: `palette-recent-${at}` });
    option.querySelector("span").textContent = title;
    group.append(option);
  }
  list().prepend(group);
}

function open() {
  if (!dialog() || document.querySelector("dialog[open]")) return;
  dialog().showModal();
  field().select();
  window.htmx.trigger(field(), "look");
}

function onKey(event) {
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
    if (!dialog()) return;
    event.preventDefault();
    if (dialog().open) dialog().close();
    else open();
  }
}

const KEYS = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Enter: () => options().find((one) => one.ariaSelected === "true")?.click(),
};

function onFieldKey(event) {
  if (event.isComposing || !KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
}

function onSwap({ detail }) {
  if (detail.target !== list()) return;
  showRecents();
  choose(options()[0]);
}

export function startPalette() {
  document.addEventListener("submit", ({ target }) => /\/logout\/$/.test(target.action) && forget());
  if (!dialog()) return;
  remember();
  document.addEventListener("keydown", onKey);
  document.addEventListener("htmx:afterSwap", onSwap);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-palette]") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  dialog().addEventListener("click", (event) => event.target === dialog() && dialog().close());
  field().addEventListener("keydown", onFieldKey);
  list().addEventListener("mousemove", ({ target }) => target.closest("[role=option]") && choose(target.closest("[role=option]")));
}
