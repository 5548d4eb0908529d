// The board: cards are dragged to columns, and the board does not read itself again under somebody's hands.

let dragged = null;

/** The address and version that a drop sends, from the card's own menu: only moves that are allowed. */
function moveOf(card, column) {
  return card?.querySelector(`form[data-column="${column}"], a[data-column="${column}"]`);
}

function columnAt(event) {
  return event.target.closest?.("[data-board-column]");
}

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-board-card]") ?? null;
  if (dragged) event.dataTransfer.effectAllowed = "move";
});

document.addEventListener("dragover", (event) => {
  const column = columnAt(event);
  if (!column || !moveOf(dragged, column.dataset.boardColumn)) return;
  event.preventDefault();
  for (const one of document.querySelectorAll(".mp-board .into")) one.classList.remove("into");
  column.classList.add("into");
});

document.addEventListener("drop", (event) => {
  const move = moveOf(dragged, columnAt(event)?.dataset.boardColumn);
  if (!move) return;
  event.preventDefault();
  if (move.matches("form")) move.requestSubmit();
  else move.click();
});

document.addEventListener("dragend", () => {
  dragged = null;
  for (const one of document.querySelectorAll(".mp-board .into")) one.classList.remove("into");
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const board = event.target.closest?.("#board");
  if (board && event.target === board && (dragged || board.querySelector("details[open]"))) event.preventDefault();
});
