// Menus are <details>: one open at a time, closed by Escape, a click elsewhere or focus leaving.
const OPEN = "details.mp-menu[open]";

function closeAll(except) {
  for (const menu of document.querySelectorAll(OPEN)) if (menu !== except) menu.open = false;
}

function step(menu, by) {
  const items = [...menu.querySelectorAll(".pop a, .pop button, .pop input")].filter((item) => item.offsetParent);
  const at = items.indexOf(document.activeElement);
  items.at((at + by) % items.length)?.focus();
}

function onKey(event) {
  const menu = document.querySelector(OPEN);
  if (!menu) return;
  if (event.key === "Escape") {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (menu.contains(event.target) && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    step(menu, event.key === "ArrowDown" ? 1 : -1);
  }
}

export function startMenus() {
  document.addEventListener("click", (event) => closeAll(event.target.closest("details.mp-menu")));
  document.addEventListener("focusin", (event) => closeAll(event.target.closest("details.mp-menu")));
  document.addEventListener("keydown", onKey);
}
