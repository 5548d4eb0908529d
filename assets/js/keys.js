// Single-letter keys, listed under "?" and switchable off there.
import { pick } from "./lists.js";
import { choose, chosen } from "./preferences.js";
import { toggleNavigation } from "./switches.js";

const ROWS = "#main .mp-table tbody tr:not(.grp):not([hidden]), #main .mp-work";
const typing = (node) => node.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=textbox]");
const current = () => document.querySelector("#main .cursor");

function move(by) {
  const rows = [...document.querySelectorAll(ROWS)];
  const at = rows.indexOf(current());
  const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
  if (!next) return;
  current()?.classList.remove("cursor");
  next.classList.add("cursor");
  next.scrollIntoView({ block: "nearest" });
  (next.hasAttribute("tabindex") ? next : next.querySelector("a, button"))?.focus({ preventScroll: true });
}

const ACTIONS = {
  j: () => move(1),
  k: () => move(-1),
  e: () => (current()?.querySelector("[data-edit], .acts a") ?? document.querySelector("#main [data-edit]"))?.click(),
  x: () => pick(current()),
  "/": () => document.querySelector("#list input[type=search]")?.focus(),
  "[": toggleNavigation,
  "?": () => document.getElementById("keys").showModal(),
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (chosen("keys") === "off") return;
  const action = ACTIONS[event.key.length === 1 ? event.key.toLowerCase() : ""];
  if (action) {
    event.preventDefault();
    action();
  }
}

export function startKeys() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", ({ target }) => target.closest("[data-keys]") && ACTIONS["?"]());
  const box = document.getElementById("keys-on");
  if (!box) return;
  box.checked = chosen("keys") !== "off";
  box.addEventListener("change", () => choose("keys", box.checked ? null : "off"));
}
