// On the phone the rows of a table are read one by one: each cell brings the words of its head along.
const PHONE = matchMedia("(max-width: 767px)");
const NAME = "th[scope=row], td:not(.tight, .acts):has(> a:first-child, > .b6, > .tree)";
const SPEAKS = ".mp-rag, .mp-badge, .mp-key, .btn"; // says by itself what it is

function mark(cell, words, isName) {
  const text = cell.textContent.trim();
  cell.toggleAttribute("data-name", isName);
  cell.toggleAttribute("data-none", (text === "" && !cell.childElementCount) || text === "–");
  if (words && !isName && !cell.querySelector(SPEAKS)) cell.dataset.label = words;
}

function read(table) {
  const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent.trim());
  for (const row of [...table.tBodies].flatMap((body) => [...body.rows])) {
    const cells = [...row.cells];
    const name = cells.find((cell) => cell.matches(NAME)) ?? cells[0];
    cells.forEach((cell, at) => mark(cell, heads[at], cell === name));
  }
  table.dataset.rows = "";
}

export function readRows(scope = document) {
  if (!PHONE.matches) return;
  for (const table of scope.querySelectorAll("#main .mp-table:not(.mp-week)")) if (table.tHead) read(table);
}

export function startRows() {
  PHONE.addEventListener("change", () => readRows());
  readRows();
}
