// Tree grid: collapse and expand (kept on this device), arrow keys as in the ARIA treegrid pattern.
import { choose, chosen } from "./preferences.js";

const level = (row) => Number(row.dataset.level);
const isGroup = (row) => row.hasAttribute("aria-expanded");

class Tree {
  constructor(table) {
    this.table = table;
    this.store = `tree.${table.dataset.tree ?? location.pathname}`;
    this.closed = new Set(JSON.parse(chosen(this.store) ?? "[]"));
    this.show();
    table.addEventListener("click", (event) => this.onClick(event));
    table.addEventListener("keydown", (event) => this.onKey(event));
    const first = this.visible()[0];
    if (first) first.tabIndex = 0;
  }

  rows() {
    return [...this.table.tBodies[0].rows];
  }

  visible() {
    return this.rows().filter((row) => !row.hidden);
  }

  show() {
    let below = Infinity;
    for (const row of this.rows()) {
      row.hidden = level(row) > below;
      if (row.hidden) continue;
      const closed = isGroup(row) && this.closed.has(row.dataset.id);
      if (isGroup(row)) row.setAttribute("aria-expanded", String(!closed));
      below = closed ? level(row) : Infinity;
    }
  }

  set(row, open) {
    if (open) this.closed.delete(row.dataset.id);
    else this.closed.add(row.dataset.id);
    this.keep();
  }

  all(open) {
    this.closed = new Set(open ? [] : this.rows().filter(isGroup).map((row) => row.dataset.id));
    this.keep();
  }

  keep() {
    choose(this.store, this.closed.size ? JSON.stringify([...this.closed]) : null);
    this.show();
  }

  focus(row) {
    if (!row) return;
    for (const other of this.table.querySelectorAll('tr[tabindex="0"]')) other.tabIndex = -1;
    row.tabIndex = 0;
    row.focus();
    row.scrollIntoView({ block: "nearest" });
  }

  parent(row) {
    let above = row.previousElementSibling;
    while (above && level(above) >= level(row)) above = above.previousElementSibling;
    return above;
  }

  onClick(event) {
    const row = event.target.closest("tr[data-id]");
    if (row && event.target.closest(".twist")) this.set(row, row.getAttribute("aria-expanded") === "false");
  }

  onKey(event) {
    const row = event.target;
    if (!row.matches("tr[data-id]") || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = this.actions(row)[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  actions(row) {
    const rows = this.visible();
    const at = rows.indexOf(row);
    const open = row.getAttribute("aria-expanded");
    return {
      ArrowDown: () => this.focus(rows[at + 1]),
      ArrowUp: () => this.focus(rows[at - 1]),
      Home: () => this.focus(rows[0]),
      End: () => this.focus(rows.at(-1)),
      ArrowRight: () => (open === "false" ? this.set(row, true) : open === "true" && this.focus(rows[at + 1])),
      ArrowLeft: () => (open === "true" ? this.set(row, false) : this.focus(this.parent(row))),
      Enter: () => row.querySelector("a[href]")?.click(),
    };
  }
}

const trees = new WeakMap();
const GRIDS = "table[role=treegrid]";

function find() {
  for (const table of document.querySelectorAll(GRIDS)) if (!trees.has(table)) trees.set(table, new Tree(table));
}

function onClick({ target }) {
  const button = target.closest("[data-tree-all]");
  if (!button) return;
  for (const table of document.querySelectorAll(GRIDS)) trees.get(table)?.all(button.dataset.treeAll === "expand");
}

export function startTrees() {
  document.addEventListener("click", onClick);
  document.addEventListener("htmx:afterSwap", find);
  find();
}
