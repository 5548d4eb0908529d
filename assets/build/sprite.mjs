// One file with the icons that templates and Python name, and our own status shapes.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const NAMED = [
  /{%-?\s*icon\s+["']([a-z0-9-]+)["']/g, // {% icon "flag" %}
  /\bicon\s*=\s*["']([a-z0-9-]+)["']/g, // icon="flag"
  /["']icon["']\s*:\s*["']([a-z0-9-]+)["']/g, // {"icon": "flag"}
  /\bicon\(\s*["']([a-z0-9-]+)["']/g, // icon("flag")
];

const SURFACE = `var(--mp-surface)`;
const SHAPES = {
  "rag-g": `<circle cx="6" cy="6" r="6" fill="currentColor"/><path d="M3.4 6.2l1.8 1.8 3.4-3.8" stroke="${SURFACE}" stroke-width="1.5" fill="none" stroke-linecap="round" stroke-linejoin="round"/>`,
  "rag-a": `<path d="M6 .6 11.7 11a.6.6 0 0 1-.5.9H.8a.6.6 0 0 1-.5-.9Z" fill="currentColor"/><path d="M6 4.3v3.2" stroke="${SURFACE}" stroke-width="1.5" stroke-linecap="round"/><circle cx="6" cy="9.6" r=".9" fill="${SURFACE}"/>`,
  "rag-r": `<rect x=".3" y=".3" width="11.4" height="11.4" rx="2" fill="currentColor"/><path d="M3.7 3.7l4.6 4.6M8.3 3.7 3.7 8.3" stroke="${SURFACE}" stroke-width="1.5" stroke-linecap="round"/>`,
  "rag-n": `<circle cx="6" cy="6" r="4.9" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.1 1.75"/>`,
  "rag-p": `<circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" stroke-width="1.3"/><path d="M6 1.4a4.6 4.6 0 0 1 0 9.2z" fill="currentColor"/>`,
  "rag-o": `<circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" stroke-width="1.3"/>`,
  "diamond-full": `<path d="M6 .8 11.2 6 6 11.2.8 6Z" fill="currentColor" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round"/>`,
  "diamond-open": `<path d="M6 .8 11.2 6 6 11.2.8 6Z" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round"/>`,
};
const BRAND = `<symbol id="brand" viewBox="0 0 22 22"><rect width="22" height="22" rx="6" fill="var(--mp-button)"/><path d="M7.2 17V8.6a3.8 3.8 0 0 1 7.6 0V17Z" fill="#fff"/><path d="M9.2 10.3h3.6M9.2 13h3.6" stroke="var(--mp-button)" stroke-width="1.5" stroke-linecap="round"/></symbol>`;

function names(root, files) {
  const found = new Map();
  for (const { path, text } of files) {
    for (const pattern of NAMED) for (const [, name] of text.matchAll(pattern)) found.set(name, path.slice(root.length + 1));
  }
  const listed = readFileSync(join(root, "assets", "icons.txt"), "utf8").split("\n");
  for (const line of listed.map((one) => one.trim())) if (line && !line.startsWith("#")) found.set(line, "assets/icons.txt");
  return [...found].sort();
}

function symbol(root, [name, path]) {
  const file = join(root, "node_modules", "@tabler", "icons", "icons", "outline", `${name}.svg`);
  if (!existsSync(file)) throw new Error(`${path} names the icon "${name}", which Tabler does not have`);
  const body = readFileSync(file, "utf8").replace(/^[^]*?<svg[^>]*>/, "").replace(/<\/svg>[^]*$/, "");
  const paths = body.replace(/<path stroke="none" d="M0 0h24v24H0z"[^>]*\/>/, "").replace(/\s*\n\s*/g, "");
  return `<symbol id="ti-${name}" viewBox="0 0 24 24">${paths}</symbol>`;
}

export function sprite(root, files) {
  const own = Object.entries(SHAPES).map(([id, body]) => `<symbol id="${id}" viewBox="0 0 12 12">${body}</symbol>`);
  const icons = names(root, files).map((one) => symbol(root, one));
  return `<svg xmlns="http://www.w3.org/2000/svg">${[BRAND, ...own, ...icons].join("")}</svg>\n`;
}
