// Paper is light, and each sheet says what it is and as of when.
import { applyTheme } from "./preferences.js";

const root = document.documentElement;
const LONG = 60;

/** A text as a string of CSS: what could end it early stands as its number. */
function quoted(text) {
  return `"${text.replace(/["\\<>\n\r\f]/g, (sign) => `\\${sign.codePointAt(0).toString(16)} `)}"`;
}

function subject() {
  const project = document.querySelector(".mp-ph");
  const name = project && `${project.querySelector(".mp-key").textContent.trim()} ${project.querySelector(".name").textContent.trim()}`;
  const heading = document.querySelector("h1")?.textContent.trim().replace(/\s+/g, " ") ?? "";
  return [name, heading.length > LONG ? `${heading.slice(0, LONG)}…` : heading].filter(Boolean).join(" · ");
}

function before() {
  root.style.setProperty("--mp-print-what", quoted(subject()));
  root.style.setProperty("--mp-print-as-of", quoted(document.body.dataset.asOf ?? ""));
  if (root.dataset.bsTheme === "light") return;
  root.dataset.bsTheme = "light";
  document.dispatchEvent(new CustomEvent("milepost:theme"));
}

export function startPrint() {
  addEventListener("beforeprint", before);
  addEventListener("afterprint", applyTheme);
}
