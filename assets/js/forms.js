// A form is sent once; the error summary gets the focus; a dropped file shows its name.
function begin(form, button) {
  form.dataset.sending = "";
  if (!button) return;
  button.setAttribute("aria-busy", "true");
  setTimeout(() => (button.disabled = true)); // after the browser has read the button's own value
}

export function finish(form) {
  delete form.dataset?.sending;
  for (const button of form.querySelectorAll?.('[aria-busy="true"]') ?? []) {
    button.removeAttribute("aria-busy");
    button.disabled = false;
  }
}

function onSubmit(event) {
  const form = event.target;
  if (form.method !== "post") return;
  if ("sending" in form.dataset) event.preventDefault();
  else if (!event.defaultPrevented || form.matches("[hx-post]")) begin(form, event.submitter);
}

function onChange({ target }) {
  const name = target.closest(".mp-drop")?.querySelector("[data-chosen]");
  if (name && target.files?.length) name.textContent = [...target.files].map((file) => file.name).join(", ");
}

function onDrag({ type, target }) {
  target.closest?.(".mp-drop")?.classList.toggle("over", type === "dragover");
}

export function startForms() {
  document.addEventListener("submit", onSubmit);
  document.addEventListener("change", onChange);
  for (const type of ["dragover", "dragleave", "drop"]) document.addEventListener(type, onDrag);
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(finish));
  document.querySelector("[data-errors]")?.focus();
}
