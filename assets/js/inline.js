// A cell that is changed where it stands: Enter saves, Escape restores, Tab goes on.
const box = (node) => node.closest?.("[data-inline]");

function field(cell) {
  return cell.querySelector("form :is(input:not([type=hidden]), select, textarea)");
}

function open(cell) {
  cell.querySelector("form").hidden = false;
  cell.querySelector(".text").hidden = true;
  const control = field(cell);
  control.focus();
  control.select?.();
}

function close(cell, { focus = false } = {}) {
  const form = cell.querySelector("form");
  form.reset();
  form.hidden = true;
  const text = cell.querySelector(".text");
  text.hidden = false;
  if (focus) text.focus();
}

function onClick({ target }) {
  const cell = box(target);
  if (!cell) return;
  if (target.closest(".text")) open(cell);
  if (target.closest("[data-keep]")) close(cell, { focus: true });
}

/** Enter saves from every kind of control; a day or a choice would not send its form by itself. */
function onKey(event) {
  const cell = box(event.target);
  if (!cell || !event.target.matches("form :is(input, select)")) return;
  if (event.key === "Enter") {
    event.preventDefault();
    event.target.form.requestSubmit();
  } else if (event.key === "Escape") {
    event.stopPropagation();
    close(cell, { focus: true });
  }
}

/** Leaving without saving restores the text, unless an answer of the server is still to be read. */
function onLeave({ target, relatedTarget }) {
  const cell = box(target);
  if (!cell?.isConnected || !target.closest("form") || cell.contains(relatedTarget)) return;
  if (!cell.matches(".stale, .refused") && !cell.querySelector(".htmx-request") && document.hasFocus()) close(cell);
}

/** The answer takes the cell's place, and the focus stays where the person was. */
function onSwap({ detail }) {
  const cell = box(detail.elt);
  if (!cell) return;
  const control = cell.querySelector("form").hidden ? cell.querySelector(".text") : field(cell);
  control.focus();
}

export function startInline() {
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("focusout", onLeave);
  document.addEventListener("htmx:load", onSwap);
}
