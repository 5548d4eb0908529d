// Drops the rules of a minified stylesheet whose classes no source file mentions.

/** The end of the block that opens at `start`; strings and escapes are skipped. */
function blockEnd(css, start) {
  let depth = 0;
  for (let at = start; at < css.length; at += 1) {
    const sign = css[at];
    if (sign === "\\") at += 1;
    else if (sign === '"' || sign === "'") at = stringEnd(css, at);
    else if (sign === "{") depth += 1;
    else if (sign === "}" && (depth -= 1) === 0) return at;
  }
  throw new Error("the stylesheet has an open block");
}

function stringEnd(css, start) {
  let at = start + 1;
  while (css[at] !== css[start]) at += css[at] === "\\" ? 2 : 1;
  return at;
}

/** Commas inside :is(), :not() or [attr] do not part selectors. */
function selectors(text) {
  const parts = [""];
  let depth = 0;
  for (const sign of text) {
    if ("([".includes(sign)) depth += 1;
    if (")]".includes(sign)) depth -= 1;
    if (sign === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += sign;
  }
  return parts;
}

function wanted(selector, used) {
  const positive = selector.replace(/:not\([^)]*\)/g, "");
  return [...positive.matchAll(/\.((?:\\.|[\w-])+)/g)].every(([, name]) => used.has(name.replaceAll("\\", "")));
}

export function purge(css, used) {
  let kept = "";
  let at = 0;
  while (at < css.length) {
    const open = css.indexOf("{", at);
    if (open < 0) break;
    const head = css.slice(at, open).replace(/\/\*[^]*?\*\//g, "");
    const statement = head.lastIndexOf(";") + 1;
    const prelude = head.slice(statement).trim();
    const end = blockEnd(css, open);
    const body = css.slice(open + 1, end);
    kept += head.slice(0, statement);
    if (/^@(media|supports|layer|container)/.test(prelude)) {
      const inner = purge(body, used);
      if (inner) kept += `${prelude}{${inner}}`;
    } else if (prelude.startsWith("@")) {
      kept += `${prelude}{${body}}`;
    } else {
      const stay = selectors(prelude).filter((one) => wanted(one, used));
      if (stay.length) kept += `${stay.join(",")}{${body}}`;
    }
    at = end + 1;
  }
  return kept;
}
