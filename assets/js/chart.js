// Charts from a data block: <section data-chart="id"> with .canvas and <script type="application/json" id="id">.
import { chartOption } from "./chart/option.js";
import { echarts } from "./chart/engine.js";

const drawn = new Map();

function draw(section) {
  const block = document.getElementById(section.dataset.chart);
  const canvas = section.querySelector(".canvas");
  if (!block || !canvas || !canvas.clientWidth) return;
  const chart = drawn.get(canvas) ?? echarts.init(canvas, null, { renderer: "svg" });
  drawn.set(canvas, chart);
  chart.resize();
  chart.setOption(chartOption(JSON.parse(block.textContent), canvas), true);
}

const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => draw(target.closest("[data-chart]"))));

function start() {
  for (const [canvas, chart] of drawn) {
    if (canvas.isConnected) continue;
    chart.dispose();
    drawn.delete(canvas);
  }
  for (const section of document.querySelectorAll("[data-chart]")) sizes.observe(section.querySelector(".canvas"));
}

function swapTable(button) {
  const table = document.getElementById(button.getAttribute("aria-controls"));
  const canvas = button.closest("[data-chart]").querySelector(".canvas");
  table.hidden = !table.hidden;
  canvas.hidden = !table.hidden;
  button.setAttribute("aria-expanded", String(!table.hidden));
  [button.textContent, button.dataset.other] = [button.dataset.other, button.textContent];
}

function listen() {
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-behind]");
    if (button) swapTable(button);
  });
  document.addEventListener("milepost:theme", () => document.querySelectorAll("[data-chart]").forEach(draw));
  document.addEventListener("htmx:afterSwap", start);
}

// Each chart on a page asks for this file; the first one starts it.
if (!window.milepostCharts) {
  window.milepostCharts = true;
  listen();
  start();
}
