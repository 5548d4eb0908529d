// Comments: what is typed stays until it is sent, an @ lists the people who may read, a tab shows that it is open.
import { startMentions, unfold } from "./mentions.js";

const key = (form) => `milepost.comment.${form.dataset.keep}`;
const box = (form) => form.querySelector("textarea");

function attempt(work) {
  try {
    return work();
  } catch {
    return null; // storage is full or switched off: the form works without
  }
}

function keep({ target }) {
  const form = target.closest?.("form[data-keep]");
  if (form && target === box(form)) attempt(() => sessionStorage.setItem(key(form), new FormData(form).get(target.name)));
}

/** What was typed here before comes back by itself: the form is the same place, not another one. */
function bringBack(root) {
  for (const field of root.querySelectorAll("textarea[data-mentions]")) {
    const form = field.closest("form[data-keep]");
    const kept = form && !field.value && attempt(() => sessionStorage.getItem(key(form)));
    if (kept) field.value = kept;
    unfold(field);
  }
}

function forget({ target }) {
  const form = target.closest?.("form[data-keep]");
  if (form) attempt(() => sessionStorage.removeItem(key(form)));
}

function choose({ target }) {
  const link = target.closest?.("#carried-tabs a[hx-get]");
  if (!link) return;
  for (const one of link.parentElement.children) {
    one.classList.toggle("on", one === link);
    if (one === link) one.setAttribute("aria-current", "page");
    else one.removeAttribute("aria-current");
  }
}

/** A form that opened below a comment is written in at once. */
function enter({ detail }) {
  bringBack(document);
  if (detail.target.classList.contains("at")) detail.target.querySelector("textarea, button")?.focus();
}

export function startTalk() {
  startMentions();
  bringBack(document);
  document.addEventListener("input", keep);
  document.addEventListener("click", choose);
  document.addEventListener("comments-changed", forget);
  document.addEventListener("htmx:afterSwap", enter);
}
