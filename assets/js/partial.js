// htmx: the CSRF header, words after a swap, focus on errors, the dialog, failures.
import { announce, complain, word } from "./speak.js";
import { finish } from "./forms.js";
import { paint } from "./marks.js";
import { readRows } from "./rows.js";

const dialog = () => document.getElementById("dialog");

function onConfigure({ detail }) {
  const token = document.querySelector('meta[name="csrf-token"]')?.content;
  if (token) detail.headers["X-CSRFToken"] = token;
}

function onSwap({ detail }) {
  const target = detail.target;
  paint(target);
  readRows();
  if (target === dialog() && target.childElementCount && !target.open) target.showModal();
  const errors = target.querySelector("[data-errors]");
  if (errors) errors.focus();
  else if (target !== dialog() && target.id !== "shelf") announce(target.querySelector("[data-say], .result")?.textContent.trim() || word("updated"));
}

function onDone({ detail }) {
  document.getElementById("saving")?.classList.remove("on");
  finish(detail.elt.closest("form") ?? detail.elt);
  if (detail.xhr.status === 204 && dialog()?.contains(detail.elt)) dialog().close();
}

function onRefused({ detail }) {
  complain(word(detail.xhr.status >= 500 ? "failed" : "refused"));
}

export function startPartial() {
  const on = (name, handler) => document.addEventListener(`htmx:${name}`, handler);
  on("configRequest", onConfigure);
  on("beforeRequest", () => document.getElementById("saving")?.classList.add("on"));
  on("afterRequest", onDone);
  on("afterSwap", onSwap);
  on("responseError", onRefused);
  on("sendError", () => complain(word("failed")));
  document.addEventListener("milepost:close", () => dialog()?.close());
  dialog()?.addEventListener("close", () => dialog().replaceChildren());
  dialog()?.addEventListener("click", (event) => event.target === dialog() && dialog().close());
}
