// @ in a comment: a list of people who may read the record; names stand in the text, identifiers go with it.
const MENTION = /@\[((?:[^\]\\\n]|\\.)*)\]\(person:([0-9a-f-]{36})\)/g;
const TYPED = /(?:^|[\s(（，。、：])@([^\s@]{0,30}(?: [^\s@]{0,30})?)$/u;
const WAIT = 150;
const names = new WeakMap(); // textarea -> Map of name -> person
let open = null; // { field, list, start }
let timer = 0;
let asked = 0;

const known = (field) => names.get(field) ?? names.set(field, new Map()).get(field);
const written = (name, id) => `@[${name.replace(/[\\`*_{}[\]()#+\-.!~|<>&]/g, "\\$&")}](person:${id})`;

/** The text as people read it: names without identifiers. */
export function unfold(field) {
  const own = known(field);
  field.value = field.value.replace(MENTION, (whole, escaped, id) => {
    const name = escaped.replace(/\\(.)/g, "$1");
    if (own.has(name) && own.get(name) !== id) return whole; // two of one name: the second keeps its identifier
    own.set(name, id);
    return `@${name}`;
  });
}

/** The text as it is sent. */
function fold(field) {
  const own = [...known(field)].sort(([a], [b]) => b.length - a.length);
  const kept = [];
  let text = field.value.replace(MENTION, (whole) => `\u0000${kept.push(whole) - 1}\u0000`);
  for (const [name, id] of own) text = text.replaceAll(`@${name}`, () => `\u0000${kept.push(written(name, id)) - 1}\u0000`);
  return text.replace(/\u0000(\d+)\u0000/g, (_whole, at) => kept[at]);
}

function onFormData({ target, formData }) {
  for (const field of target.querySelectorAll("textarea[data-mentions]")) {
    if (field.name) formData.set(field.name, fold(field));
  }
}

export function close() {
  open?.list.remove();
  open?.field.removeAttribute("aria-activedescendant");
  open?.field.setAttribute("aria-expanded", "false");
  open = null;
}

const options = () => [...(open?.list.querySelectorAll("[role=option]") ?? [])];
const present = () => options().find((one) => one.getAttribute("aria-selected") === "true");

function mark(option) {
  for (const one of options()) one.setAttribute("aria-selected", String(one === option));
  if (!option) return;
  open.field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function take(option) {
  const { field, start } = open;
  const { name, person } = option.dataset;
  const own = known(field);
  const isOther = own.has(name) && own.get(name) !== person;
  if (!isOther) own.set(name, person);
  field.setRangeText(`${isOther ? written(name, person) : `@${name}`} `, start, field.selectionStart, "end");
  close();
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

async function suggest(field) {
  const typed = field.value.slice(0, field.selectionStart).match(TYPED);
  if (!typed || known(field).has(typed[1].trim())) return close();
  const turn = ++asked;
  const answer = await fetch(`${field.dataset.mentions}?q=${encodeURIComponent(typed[1])}`, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok || turn !== asked || document.activeElement !== field) return;
  const list = document.createRange().createContextualFragment(await answer.text()).querySelector("ul");
  if (!list.querySelector("[role=option]") && typed[1].includes(" ")) return close(); // the sentence goes on
  show(field, list, field.selectionStart - typed[1].length - 1);
}

function show(field, list, start) {
  close();
  open = { field, list, start };
  list.id = "people";
  field.after(list);
  field.setAttribute("aria-controls", "people");
  field.setAttribute("aria-expanded", "true");
  mark(options()[0]);
}

function onKey(event) {
  if (!open || event.target !== open.field) return;
  const all = options();
  const at = all.indexOf(present());
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && all.length) mark(all.at((at + step) % all.length));
  else if ((event.key === "Enter" || event.key === "Tab") && present()) take(present());
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function onInput({ target }) {
  if (!target.matches?.("textarea[data-mentions]")) return;
  clearTimeout(timer);
  timer = setTimeout(suggest, WAIT, target);
}

export function startMentions() {
  document.addEventListener("formdata", onFormData);
  document.addEventListener("input", onInput);
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("focusout", ({ target }) => target === open?.field && close());
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest?.("#people [role=option]");
    if (!option) return;
    event.preventDefault(); // the text keeps the focus
    take(option);
  });
}
