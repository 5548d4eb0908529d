// What has no axes: a funnel of gates, a tree of people.
import { numbers, small, still, token, tooltip } from "./common.js";

/** { kind: "funnel", x: [gate…], values: [number…], unit } in the order of the gates. */
export function funnel(data, fontFamily) {
  const say = numbers(data);
  const steps = data.x.map((name, at) => {
    const shade = 7 - Math.min(at, 6);
    return { name, value: data.values[at], itemStyle: { color: token(`seq-${shade}`) }, label: { color: shade > 4 ? token("surface") : token("ink") } };
  });
  return {
    tooltip: tooltip(fontFamily, { formatter: ({ name, value }) => `${name}  ${say(value)}` }),
    series: [{ type: "funnel", data: steps, sort: "none", left: "12%", right: "12%", top: 6, bottom: 6, minSize: "22%", gap: 3, label: { position: "inside", fontSize: 12, fontWeight: 500, formatter: ({ name, value }) => `${name}  ${say(value)}` }, itemStyle: { borderWidth: 0 }, ...still }],
  };
}

const node = ({ name, title, children = [] }) => ({ name, title, children: children.map(node) });

/** { kind: "tree", root: { name, title, children: […] } } */
export function tree(data, fontFamily) {
  const words = { fontSize: 12, color: token("ink"), fontFamily, backgroundColor: token("surface"), borderColor: token("line-strong"), borderWidth: 1, borderRadius: 4, padding: [5, 8], lineHeight: 16, align: "center", verticalAlign: "middle", position: "inside" };
  return {
    tooltip: tooltip(fontFamily, { formatter: ({ name, data: one }) => [name, one.title].filter(Boolean).join("\n") }),
    series: [{
      type: "tree",
      data: [node(data.root)],
      orient: "TB",
      left: 60, right: 60, top: 24, bottom: 24,
      symbol: "none",
      roam: false,
      expandAndCollapse: false,
      edgeShape: "polyline",
      edgeForkPosition: "50%",
      initialTreeDepth: -1,
      lineStyle: { color: token("line-strong"), width: 1.2 },
      label: { ...words, formatter: ({ name, data: one }) => (one.title ? `{b|${name}}\n{s|${one.title}}` : name), rich: { b: { fontSize: 12, fontWeight: 500, color: token("ink"), lineHeight: 16, align: "center" }, s: { ...small(), lineHeight: 14, align: "center" } } },
      ...still,
    }],
  };
}
