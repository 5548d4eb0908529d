// What people type into long forms stays in this browser until it is sent: a crash costs nothing.
const PREFIX = "milepost.draft.";
const SENT = "milepost.sent";
const WAIT = 600;
const SKIPPED = ":is([type=password], [type=hidden], [type=file], [data-secret], [autocomplete=one-time-code])";

function attempt(work) {
  try {
    return work();
  } catch {
    return null; // storage is full or switched off: the form works without
  }
}

const fields = (form) => [...form.elements].filter((field) => field.name && !field.matches(SKIPPED) && field.type !== "submit");
const isBox = (field) => field.type === "checkbox" || field.type === "radio";
const said = (field) => (isBox(field) ? field.checked : field.value);
const was = (field) => {
  if (isBox(field)) return field.defaultChecked;
  if (field.options) return [...field.options].find((one) => one.defaultSelected)?.value ?? field.options[0]?.value ?? "";
  return field.defaultValue;
};
const name = (field) => (isBox(field) ? `${field.name}=${field.value}` : field.name);

function keep(form) {
  const changed = fields(form).filter((field) => said(field) !== was(field));
  const key = PREFIX + form.dataset.draft;
  if (!changed.length) return attempt(() => localStorage.removeItem(key));
  const values = Object.fromEntries(changed.map((field) => [name(field), said(field)]));
  return attempt(() => localStorage.setItem(key, JSON.stringify({ at: new Date().toISOString(), values })));
}

function take(form, values) {
  for (const field of fields(form)) {
    if (!(name(field) in values)) continue;
    if (isBox(field)) field.checked = values[name(field)];
    else field.value = values[name(field)];
  }
}

function offer(form) {
  const key = PREFIX + form.dataset.draft;
  const kept = attempt(() => JSON.parse(localStorage.getItem(key)));
  const note = document.getElementById("draft");
  if (!kept || !note) return;
  const differs = fields(form).some((field) => name(field) in kept.values && kept.values[name(field)] !== said(field));
  if (!differs) return;
  note.querySelector("[data-draft-when]").textContent = new Date(kept.at).toLocaleString(document.documentElement.lang);
  note.hidden = false;
  note.querySelector("[data-draft-take]").addEventListener("click", () => {
    take(form, kept.values);
    note.hidden = true;
    form.querySelector("textarea")?.focus();
  });
  note.querySelector("[data-draft-drop]").addEventListener("click", () => {
    attempt(() => localStorage.removeItem(key));
    note.hidden = true;
  });
}

/** A form that was sent and does not come back with a refusal is done: its draft goes. */
function settle(form) {
  const sent = attempt(() => sessionStorage.getItem(SENT));
  if (!sent) return;
  attempt(() => sessionStorage.removeItem(SENT));
  if (form?.dataset.draft === sent && "answered" in form.dataset) return;
  attempt(() => localStorage.removeItem(PREFIX + sent));
}

function forgetAll() {
  attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => localStorage.removeItem(key)));
}

function onSubmit({ target }) {
  if (target.dataset.draft) attempt(() => sessionStorage.setItem(SENT, target.dataset.draft));
  if (/\/logout\/$/.test(new URL(target.action, location).pathname)) forgetAll();
}

export function startDrafts() {
  const form = document.querySelector("form[data-draft]");
  settle(form);
  if (form) offer(form);
  let timer = 0;
  document.addEventListener("input", ({ target }) => {
    const own = target.closest?.("form[data-draft]");
    if (!own) return;
    clearTimeout(timer);
    timer = setTimeout(() => keep(own), WAIT);
  });
  document.addEventListener("submit", onSubmit);
}
