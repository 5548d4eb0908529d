// Builds static/build/ from assets/, the installed packages and the names used in templates and Python.
import { build } from "esbuild";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { purge } from "./build/purge.mjs";
import { sprite } from "./build/sprite.mjs";
import { sources, words } from "./build/sources.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, "static", "build");
const bench = join(root, "node_modules", ".milepost-build"); // built here, then put in place at once
const shared = { bundle: true, minify: true, legalComments: "none", logLevel: "warning", outdir: bench };

/** The tokens once more, switched by the attribute that Django admin sets (light, dark or auto). */
function adminTokens(css) {
  const [, dark] = css.match(/\[data-bs-theme="dark"\] (\{[^}]*\})/);
  const light = css.replaceAll('[data-bs-theme="', 'html[data-theme="');
  return `${light}\n@media (prefers-color-scheme: dark) { html[data-theme="auto"] ${dark} }\n`;
}

/** Tabler without the rules no page can use, fonts without the files no supported browser asks for. */
const trim = (files) => ({
  name: "trim",
  setup({ onLoad }) {
    onLoad({ filter: /@tabler.core.dist.css.tabler\.min\.css$/ }, ({ path }) => ({
      contents: purge(readFileSync(path, "utf8"), words(files)),
      loader: "css",
    }));
    onLoad({ filter: /css.admin\.css$/ }, ({ path }) => ({
      contents: `@import "@fontsource-variable/inter/index.css";\n` + adminTokens(readFileSync(join(dirname(path), "tokens.css"), "utf8")) + readFileSync(path, "utf8"),
      loader: "css",
    }));
    onLoad({ filter: /dhtmlxgantt\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/@font-face\s*\{[^}]*\}/g, ""),
      loader: "css",
    }));
    onLoad({ filter: /@fontsource.*\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, ""),
      loader: "css",
    }));
  },
});

/** The chart's engine writes style attributes into markup, which our policy refuses: js/gantt/styles.js applies them. */
const noStyleAttributes = {
  name: "no style attributes",
  setup({ onLoad }) {
    onLoad({ filter: /dhtmlxgantt\.es\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(/(?<![.\w-])style=(['"])/g, "data-style=$1"),
      loader: "js",
    }));
  },
};

async function run() {
  const files = sources(root);
  rmSync(bench, { recursive: true, force: true });
  mkdirSync(bench, { recursive: true });
  writeFileSync(join(bench, "icons.svg"), sprite(root, files));
  await build({
    ...shared,
    entryPoints: ["theme", "app", "board", "chart", "gantt", "plan", "passkeys"].map((name) => join(root, "assets", "js", `${name}.js`)),
    format: "iife",
    target: "es2022",
    plugins: [noStyleAttributes],
  });
  await build({
    ...shared,
    entryPoints: [join(root, "assets", "css", "app.css"), join(root, "assets", "css", "fonts.css"), join(root, "assets", "css", "admin.css"), join(root, "assets", "css", "gantt.css"), join(root, "assets", "css", "gallery.css")],
    loader: { ".woff2": "file" },
    assetNames: "fonts/[name]",
    target: ["chrome115", "firefox115", "safari16.4"],
    plugins: [trim(files)],
  });
  rmSync(out, { recursive: true, force: true });
  renameSync(bench, out);
}

await run();
if (process.argv.includes("--watch")) {
  let timer;
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(() => run().catch((error) => console.error(error.message)), 150);
  };
  for (const folder of ["assets", "templates"].map((name) => join(root, name)).filter(existsSync)) {
    watch(folder, { recursive: true }, again);
  }
}
