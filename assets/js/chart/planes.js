// Values over two axes: a heat map, a scatter, a tornado.
import { absent, edge, grid, numbers, small, still, token, tooltip, widthOf } from "./common.js";

const STEPS = 7;
const STATUS = { green: ["circle", "green-mark"], amber: ["triangle", "amber-mark"], red: ["rect", "red-mark"], grey: ["emptyCircle", "grey-mark"] };
const bare = { axisTick: { show: false }, axisLine: { show: false } };

/** { kind: "heat", x: […], y: […] (from the top), values: [[column, row, number|null]…], unit, decimals, min, max } */
export function heat(data, fontFamily) {
  const say = numbers(data);
  const known = data.values.map(([, , value]) => value).filter((value) => !absent(value));
  const [least, most] = [data.min ?? Math.min(...known), data.max ?? Math.max(...known)];
  const step = (most - least) / STEPS || 1;
  const darkInk = (value) => (value - least) / step >= 4;
  const inside = (value) => (darkInk(value) ? token("surface") : token("ink"));
  const cells = data.values.map(([x, y, value]) => ({
    value: [x, y, absent(value) ? "-" : value],
    label: { color: absent(value) ? token("ink-3") : inside(value) },
  }));
  return {
    grid: { left: 4, right: 4, top: 4, bottom: 4, containLabel: true },
    tooltip: tooltip(fontFamily, { formatter: ({ value: [x, y, value] }) => `${data.y[y]}, ${data.x[x]}\n${value === "-" ? data.no_data ?? "–" : say(value)}` }),
    xAxis: { type: "category", data: data.x, ...bare, axisLabel: { ...small(), hideOverlap: true }, splitArea: { show: true, areaStyle: { color: [token("sunken")] } } },
    yAxis: { type: "category", data: data.y, inverse: true, ...bare, axisLabel: small() },
    visualMap: { type: "piecewise", show: false, min: least, max: most, splitNumber: STEPS, inRange: { color: Array.from({ length: STEPS }, (_, at) => token(`seq-${at + 1}`)) } },
    series: [{ type: "heatmap", data: cells, label: { show: data.x.length <= 16, fontSize: 10.5, formatter: ({ value }) => (value[2] === "-" ? "–" : numbers({ decimals: data.decimals })(value[2])) }, itemStyle: { borderColor: token("surface"), borderWidth: 2, borderRadius: 4 }, ...still }],
  };
}

/** { kind: "scatter", points: [{ name, x, y, status }], x_label, y_label, x_unit, y_unit, target_x, target_y } */
export function scatter(data, fontFamily) {
  const say = numbers(data);
  const dots = data.points.map(({ name, x, y, status }) => {
    const [symbol, ink] = STATUS[status] ?? ["circle", "c1"];
    return { name, value: [x, y], symbol, itemStyle: { color: token(ink) } };
  });
  const axis = (name, gap) => ({ type: "value", name, scale: true, nameLocation: "middle", nameGap: gap, nameTextStyle: { ...small(), fontSize: 12 }, axisLabel: small(), axisLine: edge(), axisTick: { show: false }, splitLine: grid() });
  const goals = [absent(data.target_x) ? null : { xAxis: data.target_x }, absent(data.target_y) ? null : { yAxis: data.target_y }].filter(Boolean);
  return {
    grid: { left: 26, right: 24, top: 14, bottom: 26, containLabel: true },
    tooltip: tooltip(fontFamily, { formatter: ({ name, value }) => `${name}\n${data.x_label} ${say(value[0])}\n${data.y_label} ${say(value[1])}` }),
    xAxis: axis(data.x_label, 26),
    yAxis: axis(data.y_label, 40),
    series: [{ type: "scatter", data: dots, symbolSize: 10, ...still, label: { show: data.points.length <= 14, formatter: ({ name }) => name, position: "right", ...small(), color: token("ink-2") }, labelLayout: { hideOverlap: true }, markLine: { silent: true, animation: false, symbol: "none", label: { show: false }, lineStyle: { color: token("ink"), width: 1.2, type: "solid" }, data: goals } }],
  };
}

/** { kind: "tornado", x: [what moves it], low: [change if low], high: [change if high], low_label, high_label, unit, decimals } */
export function tornado(data, fontFamily) {
  const say = numbers(data);
  const signed = (value) => (value > 0 ? "+" : "") + say(value);
  const side = (name, values, ink) => ({
    type: "bar",
    name,
    data: values,
    stack: "all",
    barMaxWidth: 18,
    itemStyle: { color: token(ink), borderRadius: 2 },
    label: { show: true, ...small(), color: token("ink-2"), formatter: ({ value }) => (value ? signed(value) : "") },
    ...still,
  });
  const place = (series, values) => ({ ...series, data: values.map((value) => ({ value, label: { position: value < 0 ? "left" : "right" } })) });
  const room = Math.max(...[...data.low, ...data.high].map((value) => widthOf(signed(value)))) + 8;
  return {
    grid: { left: room, right: room, top: 4, bottom: 4, containLabel: true },
    tooltip: tooltip(fontFamily, { trigger: "axis", axisPointer: { type: "none" }, formatter: (found) => [found[0].axisValueLabel, ...found.map((one) => `${one.seriesName}  ${signed(one.value)}`)].join("\n") }),
    xAxis: { type: "value", axisLabel: { ...small(), formatter: signed }, splitLine: grid(), splitNumber: 4 },
    yAxis: { type: "category", data: data.x, inverse: true, axisTick: { show: false }, axisLine: { ...edge(), onZero: true }, axisLabel: { ...small(), color: token("ink-2"), margin: room - 2 } },
    series: [place(side(data.low_label, data.low, "div-neg"), data.low), place(side(data.high_label, data.high, "div-pos"), data.high)],
  };
}
