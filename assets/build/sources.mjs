// The files whose words decide what is built: templates, Python and our own scripts.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const SKIP = new Set(["node_modules", "static", "staticfiles", "locale", "tests", "requirements", "__pycache__"]);
const KINDS = /\.(html|txt|py|js)$/;

export function sources(folder, found = []) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith(".") || SKIP.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) sources(path, found);
    else if (KINDS.test(entry.name)) found.push({ path, text: readFileSync(path, "utf8") });
  }
  return found;
}

export function words(files) {
  const found = new Set();
  for (const { text } of files) for (const word of text.match(/[A-Za-z][\w-]*/g) ?? []) found.add(word);
  return found;
}
