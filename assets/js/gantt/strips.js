// What lies over the engine's own picture: the strip of what was promised below each bar, and today's line.
// Bars come and go with scrolling, so each new one is met.
import { gantt } from "dhtmlx-gantt";

function strip(bar) {
  const id = bar.getAttribute("data-task-id");
  if (!id || !gantt.isTaskExists(id) || bar.querySelector(".was")) return;
  const { was, start_date: start } = gantt.getTask(id);
  if (!was) return;
  const mark = document.createElement("span");
  mark.className = "was";
  const from = gantt.posFromDate(was.start);
  mark.style.left = `${from - gantt.posFromDate(start)}px`;
  mark.style.width = `${Math.max(6, gantt.posFromDate(was.end) - from)}px`;
  bar.append(mark);
}

export function keepStrips(canvas) {
  const area = canvas.querySelector(".gantt_bars_area");
  const meet = () => area.querySelectorAll(".gantt_task_line").forEach(strip);
  new MutationObserver(meet).observe(area, { childList: true });
}

export function keepToday(canvas, today) {
  const line = document.createElement("div");
  line.className = "today";
  gantt.attachEvent("onGanttRender", () => {
    line.style.left = `${gantt.posFromDate(today)}px`;
    canvas.querySelector(".gantt_data_area").append(line);
  });
}
