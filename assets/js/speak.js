// What just became true: toasts for the eye, one polite live region for the ear.
const STAY = 6000;

export const word = (name) => document.getElementById("words")?.dataset[name] ?? "";

export function announce(text) {
  const live = document.getElementById("live");
  if (!live || !text) return;
  live.textContent = "";
  setTimeout(() => (live.textContent = text), 60);
}

function leave(toast) {
  toast.classList.add("going");
  setTimeout(() => toast.remove(), 240);
}

/** A toast with an undo or a pointer on it waits. */
function retire(toast) {
  setTimeout(() => (toast.matches(":hover, :focus-within") ? retire(toast) : leave(toast)), STAY);
}

/** One click sends the opposite verb: `url`, and the `fields` that go with it. */
function wayBack({ url, fields }) {
  const form = Object.assign(document.createElement("form"), { method: "post", action: url });
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  for (const [name, value] of Object.entries({ csrfmiddlewaretoken: token, ...fields })) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  const label = document.getElementById("toasts").dataset.undo;
  form.append(Object.assign(document.createElement("button"), { type: "submit", textContent: label }));
  return form;
}

export function toast({ text, undo }) {
  const node = document.getElementById("toast-template").content.firstElementChild.cloneNode(true);
  node.querySelector(".text").textContent = text;
  if (undo) node.append(wayBack(undo));
  document.getElementById("toasts").append(node);
  retire(node);
}

/** An error stays in the page, above the content; it is never a toast. */
export function complain(text) {
  const main = document.getElementById("main");
  if (!main || !text) return;
  main.querySelector("#complaint")?.remove();
  const note = Object.assign(document.createElement("div"), { id: "complaint", className: "mp-note r", textContent: text });
  note.setAttribute("role", "alert");
  (main.querySelector(".mp-body") ?? main).prepend(note);
}

export function startToasts() {
  document.querySelectorAll("#toasts > .mp-toast").forEach(retire);
  document.addEventListener("milepost:toast", ({ detail }) => {
    toast(typeof detail.value === "string" ? { text: detail.value } : detail);
  });
}
