// The matrix is one stop of the Tab key: arrow keys walk its fields, Enter chooses one.
const STEP = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const EDGE = { Home: 0, End: -1 };

const lines = (table) => [...table.rows].map((row) => [...row.querySelectorAll("[data-cell]")]).filter((row) => row.length);

function rove(table, next) {
  for (const cell of table.querySelectorAll("[data-cell]")) cell.tabIndex = cell === next ? 0 : -1;
}

export function readMatrices(scope = document) {
  for (const table of scope.querySelectorAll("[data-matrix]")) {
    rove(table, table.querySelector("[data-cell][aria-current]") ?? table.querySelector("[data-cell]"));
  }
}

function nextOf(table, cell, key) {
  const rows = lines(table);
  const row = rows.findIndex((one) => one.includes(cell));
  if (key in EDGE) return rows[row].at(EDGE[key]);
  const [down, right] = STEP[key];
  return rows[row + down]?.[rows[row].indexOf(cell) + right];
}

function onKey(event) {
  const cell = event.target.closest?.("[data-matrix] [data-cell]");
  if (!cell || !(event.key in STEP || event.key in EDGE)) return;
  event.preventDefault();
  const table = cell.closest("[data-matrix]");
  const next = nextOf(table, cell, event.key);
  if (!next) return;
  rove(table, next);
  next.focus();
}

export function startMatrices() {
  document.addEventListener("keydown", onKey);
  document.addEventListener("htmx:afterSwap", ({ detail }) => readMatrices(detail.target));
  readMatrices();
}
