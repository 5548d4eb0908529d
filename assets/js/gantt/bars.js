// One row of the plan as one bar: days are whole, so a bar ends where its last day ends.
export const LINK_TYPES = { FS: "0", SS: "1", FF: "2", SF: "3" };
const KINDS = { summary: "project", milestone: "milestone" };
const ENDED = new Set(["done", "achieved", "cancelled", "missed"]);

const day = (text) => new Date(`${text}T00:00`);

function after(text) {
  const date = day(text);
  date.setDate(date.getDate() + 1);
  return date;
}

export function toTask(row) {
  const task = { id: row.id, text: row.name, parent: row.parent, type: KINDS[row.kind] ?? "task", row };
  if (!row.start || !row.end) return { ...task, unscheduled: true };
  const isPoint = row.kind === "milestone";
  return {
    ...task,
    start_date: day(isPoint ? row.end : row.start),
    end_date: isPoint ? day(row.end) : after(row.end),
    progress: row.percent / 100,
    was: row.was && { start: day(row.was), end: isPoint ? day(row.promised) : after(row.promised) },
  };
}

export function taskClass(start, end, { row }) {
  const ended = ENDED.has(row.state);
  return [row.critical && !ended ? "crit" : "", ended ? "ended" : "", row.slip.startsWith("+") ? "late" : ""].join(" ");
}

/** Beside the bar: by how much it slipped; beside a diamond also its day. */
export function milestoneText(start, end, { row }) {
  const parts = row.kind === "milestone" ? [row.to, row.slip] : [row.slip];
  const text = parts.filter(Boolean).join(" · ");
  return text && `<span class="${row.slip.startsWith("+") ? "r" : ""}">${text}</span>`;
}

const iso = (date) => `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;

/** Days off are tinted where a cell is a day. */
export function timelineClass(off) {
  return (task, date) => (off.has(iso(date)) ? "off" : "");
}
