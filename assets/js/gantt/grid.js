// The columns left of the bars: the same texts as in the plan's table.
const escaped = (text) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const text = (name) => ({ row }) => escaped(row[name]);

function initials({ row }) {
  if (!row.owner) return "";
  const words = row.owner.split(/\s+/);
  const letters = words.length > 1 ? words[0][0] + words.at(-1)[0] : row.owner.slice(0, 2);
  return `<span class="mp-avatar s" title="${escaped(row.owner)}">${escaped(letters)}</span>`;
}

export function columns(labels, record) {
  const address = (task) => escaped(record.replace(/0\/$/, `${task.id}/`));
  const name = (task) => (record ? `<a href="${address(task)}">${escaped(task.row.name)}</a>` : escaped(task.row.name));
  const all = [
    { name: "key", label: labels.key, width: 52, template: ({ id }) => `T${id}` },
    { name: "text", label: labels.name, tree: true, width: "*", min_width: 150, template: name },
    { name: "days", label: labels.days, width: 54, align: "right", template: text("days") },
    { name: "from", label: labels.from, width: 78, align: "right", template: text("from") },
    { name: "to", label: labels.to, width: 84, align: "right", template: text("to") },
    { name: "slack", label: labels.slack, width: 50, align: "right", template: text("slack") },
    { name: "done", label: labels.done, width: 52, align: "right", template: text("done") },
    { name: "owner", label: labels.owner, width: 52, align: "center", template: initials },
  ].map((column) => ({ ...column, label: escaped(column.label) }));
  return innerWidth < 768 ? all.slice(1, 2) : all;
}
