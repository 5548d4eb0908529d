// From our data to ECharts. Data:
// { kind: "line"|"bar", x: [label…], series: [{ name, values: [number|null…], role: "actual"|"plan"|"forecast", color: 1…6 }],
//   unit, decimals, min, max, target, target_label, today (index), today_label, no_data (words) }
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--mp-${name}`).trim();
const DASH = { actual: "solid", plan: [5, 3], forecast: [2, 3] };
const WIDTH = { actual: 2.4, plan: 1.6, forecast: 1.6 };

function numbers({ decimals = 0, unit = "" }) {
  const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: decimals });
  const tail = unit === "%" || unit === "" ? unit : ` ${unit}`;
  return (value) => (value === null || value === undefined ? "–" : format.format(value).replace("-", "−") + tail);
}

const colour = (series, at) => (series.role === "plan" ? token("c6") : token(`c${series.color ?? at + 1}`));
const isGap = (values, at) => values[at] === null || values[at] === undefined;

/** A point between two gaps has no line to stand on, so it shows itself. */
function alone(values, at) {
  return !isGap(values, at) && isGap(values, at - 1) && isGap(values, at + 1);
}

function lastOf(values) {
  return values.findLastIndex((value) => value !== null && value !== undefined);
}

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

/** The target is a line of its own, so that its words make way for those of the others. */
function targetSeries(data) {
  if (data.target === null || data.target === undefined) return [];
  const words = { show: data.kind !== "bar", formatter: () => data.target_label ?? "", color: token("ink-2"), fontSize: 11, lineHeight: 15, distance: 7 };
  return [{ type: "line", data: data.x.map(() => data.target), symbol: "none", silent: true, lineStyle: { color: token("ink"), width: 1.2 }, endLabel: words, labelLayout: { moveOverlap: "shiftY" } }];
}

function todayLine(data) {
  if (data.today === null || data.today === undefined) return [];
  const label = { formatter: data.today_label ?? "", color: token("today"), fontSize: 11, position: "end", distance: 3 };
  return [{ xAxis: data.today, lineStyle: { color: token("today"), type: "solid", width: 1.2 }, label }];
}

function marks(data) {
  const area = gaps(data).map(([from, to]) => [{ xAxis: from, name: data.no_data ?? "" }, { xAxis: to }]);
  return {
    markLine: { silent: true, animation: false, symbol: "none", data: todayLine(data) },
    markArea: {
      silent: true,
      itemStyle: { color: token("grey-bg") },
      label: { color: token("ink-3"), fontSize: 11, position: "insideTop" },
      data: data.kind === "bar" ? [] : area,
    },
  };
}

function line(series, at, say) {
  const values = series.values;
  const role = series.role ?? "actual";
  const last = lastOf(values);
  const few = values.length <= 16;
  const dot = (place) => (alone(values, place) || (place === last && role === "actual") ? 6 : few && role === "actual" ? 5 : 0);
  const ink = colour(series, at);
  return {
    type: "line",
    name: series.name,
    data: values,
    connectNulls: false,
    symbol: "circle",
    showAllSymbol: true,
    symbolSize: (_, { dataIndex }) => dot(dataIndex),
    lineStyle: { color: ink, width: WIDTH[role], type: DASH[role] },
    itemStyle: { color: ink },
    emphasis: { disabled: true },
    endLabel: { show: last >= 0, formatter: () => `${series.name} ${say(values[last])}`, color: ink, fontSize: 11, fontWeight: 600, lineHeight: 15, distance: 7 },
    labelLayout: { moveOverlap: "shiftY" },
  };
}

function bar(series, at) {
  const ink = colour(series, at);
  return { type: "bar", name: series.name, data: series.values, barMaxWidth: 28, itemStyle: { color: ink, borderRadius: [2, 2, 0, 0] }, emphasis: { disabled: true } };
}

/** Room for the words right of the plot: about 6.4 px a Latin letter at 11 px semibold, 12 a Chinese one. */
function rightRoom(data, say) {
  const texts = data.kind === "bar" ? [] : data.series.map((one) => `${one.name} ${say(one.values[lastOf(one.values)])}`);
  const width = (text) => [...text].reduce((sum, sign) => sum + (sign > "\u2e80" ? 12 : 6.4), 0);
  return Math.min(180, Math.max(16, ...[...texts, data.target_label ?? ""].map((text) => width(text) + 14)));
}

const STEPS = [1, 2, 2.5, 5, 10];

/** The smallest round step that spans `span` in at most five. */
function roundStep(span) {
  const power = 10 ** Math.floor(Math.log10(span / 5));
  return STEPS.map((step) => step * power).find((step) => step * 5 >= span);
}

/** Even ticks below a fixed top (percentages); otherwise ECharts chooses. */
function bounds({ series, target, min, max }) {
  if (max === undefined || max === null) return { scale: min === undefined, min };
  if (min !== undefined) return { min, max };
  const values = [...series.flatMap((one) => one.values), target].filter((value) => Number.isFinite(value));
  const span = max - Math.min(...values);
  if (!(span > 0)) return { min: max * 0.9, max };
  const interval = roundStep(span);
  return { min: max - interval * Math.ceil(span / interval), max, interval };
}

function axes(data, say) {
  const label = { color: token("ink-3"), fontSize: 11 };
  return {
    xAxis: { type: "category", boundaryGap: data.kind === "bar", data: data.x, axisTick: { show: false }, axisLine: { lineStyle: { color: token("line-strong") } }, axisLabel: { ...label, hideOverlap: true } },
    yAxis: { type: "value", ...bounds(data), splitNumber: 4, axisLabel: { ...label, formatter: say }, splitLine: { lineStyle: { color: token("grid") } } },
  };
}

function tooltip(say, count, fontFamily) {
  return {
    trigger: "axis",
    renderMode: "richText", // the HTML kind writes style attributes, which the policy forbids
    confine: true,
    backgroundColor: token("surface"),
    borderColor: token("line-strong"),
    padding: [7, 10],
    textStyle: { color: token("ink"), fontSize: 12, fontFamily },
    axisPointer: { type: "line", lineStyle: { color: token("line-strong"), width: 1 } },
    formatter: (points) => [points[0].axisValueLabel, ...points.filter(({ seriesIndex }) => seriesIndex < count).map((point) => `${point.seriesName}  ${say(point.value)}`)].join("\n"),
  };
}

export function chartOption(data, canvas) {
  const say = numbers(data);
  const shape = data.kind === "bar" ? bar : line;
  const { fontFamily } = getComputedStyle(canvas);
  const series = data.series.map((one, at) => shape(one, at, say));
  Object.assign(series[0], marks(data));
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: { left: 4, right: rightRoom(data, say), top: data.today_label ? 26 : 14, bottom: 4, containLabel: true },
    tooltip: tooltip(say, series.length, fontFamily),
    ...axes(data, say),
    series: [...series, ...targetSeries(data)],
  };
}
