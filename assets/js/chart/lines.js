// Lines and bars: plan dashed, actual solid, forecast dotted; target, target band, control limits; gaps stay gaps.
// { kind: "line"|"bar"|"control", x: [label…], series: [{ name, values: [number|null…], role: "actual"|"plan"|"forecast", color: 1…6 }],
//   unit, decimals, min, max, target, target_label, band: [low, high], limits: [{ at, label, firm }], marked: [index…],
//   stacked, today (index), today_label, no_data (words) }
import { absent, edge, grid, numbers, small, still, token, tooltip, widthOf } from "./common.js";

const DASH = { actual: "solid", plan: [5, 3], forecast: [2, 3] };
const WIDTH = { actual: 2.4, plan: 1.6, forecast: 1.6 };
const STEPS = [1, 2, 2.5, 5, 10];

const colour = (series, at) => (series.role === "plan" ? token("c6") : token(`c${series.color ?? at + 1}`));
const isGap = (values, at) => absent(values[at]);
const lastOf = (values) => values.findLastIndex((value) => !absent(value));

/** A point between two gaps has no line to stand on, so it shows itself. */
const alone = (values, at) => !isGap(values, at) && isGap(values, at - 1) && isGap(values, at + 1);

/** Stretches without data inside a series: the points around each. */
function gaps({ series }) {
  const values = (series.find((one) => (one.role ?? "actual") === "actual") ?? series[0]).values;
  const found = [];
  const last = lastOf(values);
  for (let at = values.findIndex((_, i) => !isGap(values, i)); at >= 0 && at < last; at += 1) {
    if (!isGap(values, at)) continue;
    let end = at;
    while (isGap(values, end + 1)) end += 1;
    found.push([at - 1, end + 1]);
    at = end;
  }
  return found;
}

/** A line right across is a series of its own, so that its words make way for those of the others. */
function across(data, { at, label, type = "solid", ink = "ink-2", width = 1.2 }) {
  const words = { show: data.kind !== "bar", formatter: () => label ?? "", color: token("ink-2"), fontSize: 11, lineHeight: 15, distance: 7 };
  return { type: "line", data: data.x.map(() => at), symbol: "none", silent: true, lineStyle: { color: token(ink), width, type }, endLabel: words, labelLayout: { moveOverlap: "shiftY" } };
}

function targets(data) {
  const target = absent(data.target) ? [] : [across(data, { at: data.target, label: data.target_label, ink: "ink" })];
  const limits = (data.limits ?? []).map(({ at, label, firm }) => across(data, { at, label, type: firm ? "solid" : [4, 3], width: 1 }));
  return [...target, ...limits];
}

function todayLine(data) {
  if (absent(data.today)) return [];
  const label = { formatter: data.today_label ?? "", color: token("today"), fontSize: 11, position: "end", distance: 3 };
  return [{ xAxis: data.today, lineStyle: { color: token("today"), type: "solid", width: 1.2 }, label }];
}

function areas(data) {
  const label = { color: token("ink-3"), fontSize: 11, position: "insideTop" };
  const empty = data.kind === "bar" ? [] : gaps(data).map(([from, to]) => [{ xAxis: from, name: data.no_data ?? "", label }, { xAxis: to }]);
  const band = data.band ? [[{ yAxis: data.band[0], itemStyle: { color: token("band") } }, { yAxis: data.band[1] }]] : [];
  return [...band, ...empty];
}

function marks(data) {
  return {
    markLine: { silent: true, animation: false, symbol: "none", data: todayLine(data) },
    markArea: { silent: true, itemStyle: { color: token("grey-bg") }, data: areas(data) },
  };
}

/** A point beyond its limits is a red square among dots. */
function points(values, marked) {
  const out = { symbol: "rect", itemStyle: { color: token("red-mark") } };
  return values.map((value, at) => (marked.includes(at) ? { value, ...out } : value));
}

function line(series, at, say, data) {
  const values = series.values;
  const role = series.role ?? "actual";
  const last = lastOf(values);
  const few = values.length <= 30 && data.kind === "control" ? true : values.length <= 16;
  const marked = at === 0 ? data.marked ?? [] : [];
  const dot = (place) => (marked.includes(place) ? 8 : alone(values, place) || (place === last && role === "actual") ? 6 : few && role === "actual" ? 5 : 0);
  const ink = colour(series, at);
  return {
    type: "line",
    name: series.name,
    data: points(values, marked),
    connectNulls: false,
    symbol: "circle",
    showAllSymbol: true,
    symbolSize: (_, { dataIndex }) => dot(dataIndex),
    lineStyle: { color: ink, width: data.kind === "control" ? 1.5 : WIDTH[role], type: DASH[role] },
    itemStyle: { color: ink },
    ...still,
    endLabel: { show: last >= 0, formatter: () => `${series.name} ${say(values[last])}`, color: ink, fontSize: 11, fontWeight: 600, lineHeight: 15, distance: 7 },
    labelLayout: { moveOverlap: "shiftY" },
  };
}

function bar(series, at, say, data) {
  const ink = colour(series, at);
  const radius = data.stacked ? 0 : [2, 2, 0, 0];
  return { type: "bar", name: series.name, data: series.values, stack: data.stacked ? "all" : undefined, barMaxWidth: 28, itemStyle: { color: ink, borderRadius: radius, borderColor: token("surface"), borderWidth: data.stacked ? 1 : 0 }, ...still };
}

/** Room for the words right of the plot. */
function rightRoom(data, say) {
  if (data.kind === "bar") return 16;
  const ends = data.series.map((one) => `${one.name} ${say(one.values[lastOf(one.values)])}`);
  const words = [...ends, data.target_label ?? "", ...(data.limits ?? []).map(({ label }) => label ?? "")];
  return Math.min(180, Math.max(16, ...words.map((text) => widthOf(text) + 14)));
}

/** The smallest round step that spans `span` in at most five. */
function roundStep(span) {
  const power = 10 ** Math.floor(Math.log10(span / 5));
  return STEPS.map((step) => step * power).find((step) => step * 5 >= span);
}

/** Between two fixed ends: a step that parts them evenly, where there is one. */
function evenStep(span) {
  const power = 10 ** Math.floor(Math.log10(span / 5));
  return [...STEPS, 3, 4].map((step) => step * power).filter((step) => span / step <= 5.01 && Number.isInteger(Math.round((span / step) * 1e6) / 1e6)).sort((one, other) => one - other)[0];
}

/** Even ticks below a fixed top (percentages); otherwise ECharts chooses. */
function bounds({ series, target, min, max }) {
  if (absent(max)) return { scale: absent(min), min };
  if (!absent(min)) return { min, max, interval: evenStep(max - min) };
  const values = [...series.flatMap((one) => one.values), target].filter((value) => Number.isFinite(value));
  const span = max - Math.min(...values);
  if (!(span > 0)) return { min: max * 0.9, max };
  const interval = roundStep(span);
  return { min: max - interval * Math.ceil(span / interval), max, interval };
}

/** Of many periods every n-th is named, so that names stand at even distances. */
const every = (count) => (count > 16 ? Math.ceil(count / 8) - 1 : "auto");

function axes(data, say) {
  return {
    xAxis: { type: "category", boundaryGap: data.kind === "bar", data: data.x, axisTick: { show: false }, axisLine: edge(), axisLabel: { ...small(), hideOverlap: true, interval: every(data.x.length) } },
    yAxis: { type: "value", ...bounds(data), splitNumber: 4, axisLabel: { ...small(), formatter: say }, splitLine: grid() },
  };
}

export function lines(data, fontFamily) {
  const say = numbers(data);
  const shape = data.kind === "bar" ? bar : line;
  const series = data.series.map((one, at) => shape(one, at, say, data));
  Object.assign(series[0], marks(data));
  const read = (found) => found.filter(({ seriesIndex }) => seriesIndex < series.length).map((point) => `${point.seriesName}  ${say(point.value)}`.trim());
  return {
    grid: { left: 4, right: rightRoom(data, say), top: data.today_label ? 26 : 14, bottom: 4, containLabel: true },
    tooltip: tooltip(fontFamily, {
      trigger: "axis",
      axisPointer: { type: "line", lineStyle: { color: token("line-strong"), width: 1 } },
      formatter: (found) => [found[0].axisValueLabel, ...read(found)].join("\n"),
    }),
    ...axes(data, say),
    series: [...series, ...targets(data)],
  };
}
