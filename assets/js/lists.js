// Lists: choosing rows for a verb on many, and the order of columns in their dialog.
const bar = () => document.getElementById("many");
const boxes = () => [...document.querySelectorAll('input[name="row"][form="many"]')];

function show() {
  const form = bar();
  if (!form) return;
  const all = boxes();
  const chosen = all.filter((box) => box.checked);
  const every = form.querySelector('[name="matching"]');
  const words = form.querySelector("[data-many-count]");
  form.hidden = chosen.length === 0;
  words.textContent = every?.checked
    ? every.closest("label").textContent.trim()
    : chosen.length === 1
      ? words.dataset.one
      : words.dataset.many.replace("%(n)s", chosen.length);
  for (const box of all) box.closest("tr").classList.toggle("on", box.checked);
  const head = document.querySelector("[data-pick-all]");
  if (!head) return;
  head.checked = chosen.length === all.length && all.length > 0;
  head.indeterminate = chosen.length > 0 && !head.checked;
}

function set(rows, on) {
  for (const box of rows) box.checked = on;
  if (!on && bar()?.elements.matching) bar().elements.matching.checked = false;
  show();
}

let last = null;

/** With Shift all rows between this one and the last chosen one follow it. */
function range(box, event) {
  const all = boxes();
  const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
  if (event.shiftKey && from >= 0) set(all.slice(from, to + 1), box.checked);
  last = box;
}

export function pick(row) {
  const box = row?.querySelector('input[name="row"]');
  if (box) set([box], !box.checked);
}

function move(button) {
  const item = button.closest("li");
  const other = button.dataset.move === "1" ? item.nextElementSibling : item.previousElementSibling;
  if (!other) return;
  if (button.dataset.move === "1") other.after(item);
  else other.before(item);
  button.focus();
}

function onClick(event) {
  const { target } = event;
  if (target.matches('input[name="row"]')) range(target, event);
  if (target.closest("[data-many-none]")) set(boxes(), false);
  const button = target.closest("[data-columns] [data-move]");
  if (button) move(button);
}

function onChange({ target }) {
  if (target.matches("[data-pick-all]")) set(boxes(), target.checked);
  else if (target.matches('input[name="row"], #many [name="matching"]')) show();
}

export function startLists() {
  document.addEventListener("click", onClick);
  document.addEventListener("change", onChange);
  document.addEventListener("htmx:afterSwap", show);
  addEventListener("pageshow", show);
}
