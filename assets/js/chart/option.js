// From our data to ECharts: which builder draws which kind. The shape of each kind's data stands at its builder.
import { lines } from "./lines.js";
import { heat, scatter, tornado } from "./planes.js";
import { funnel, tree } from "./shapes.js";

const KINDS = { line: lines, bar: lines, control: lines, heat, scatter, tornado, funnel, tree };

export function chartOption(data, canvas) {
  const { fontFamily } = getComputedStyle(canvas);
  return { animation: false, textStyle: { fontFamily }, ...KINDS[data.kind](data, fontFamily) };
}
