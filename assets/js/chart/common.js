// What every kind of chart shares: tokens, numbers in the page's language, the look of axes and tooltips.
export const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--mp-${name}`).trim();
export const absent = (value) => value === null || value === undefined;

export function numbers({ decimals = 0, unit = "" }) {
  const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: decimals });
  const tail = unit === "%" || unit === "" || unit > "\u2e80" ? unit : ` ${unit}`;
  return (value) => (absent(value) ? "–" : format.format(value).replace("-", "−") + tail);
}

/** About 6.4 px a Latin letter at 11 px semibold, 12 a Chinese one. */
export const widthOf = (text) => [...String(text)].reduce((sum, sign) => sum + (sign > "\u2e80" ? 12 : 6.4), 0);

export const small = () => ({ color: token("ink-3"), fontSize: 11 });
export const edge = () => ({ lineStyle: { color: token("line-strong") } });
export const grid = () => ({ lineStyle: { color: token("grid") } });

export function tooltip(fontFamily, more) {
  return {
    renderMode: "richText", // the HTML kind writes style attributes, which the policy forbids
    confine: true,
    backgroundColor: token("surface"),
    borderColor: token("line-strong"),
    padding: [7, 10],
    textStyle: { color: token("ink"), fontSize: 12, fontFamily },
    ...more,
  };
}

export const still = { animation: false, emphasis: { disabled: true } };
