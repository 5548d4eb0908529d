// A plan as bars: <section data-gantt data-source="…"> with .canvas; the engine is loaded by pages that draw one.
import { gantt } from "dhtmlx-gantt";
import { choose, chosen } from "./preferences.js";
import { columns } from "./gantt/grid.js";
import { scales } from "./gantt/scales.js";
import { LINK_TYPES, milestoneText, taskClass, timelineClass, toTask } from "./gantt/bars.js";
import { keepStrips, keepToday } from "./gantt/strips.js";
import { keepStyles } from "./gantt/styles.js";

const section = document.querySelector("[data-gantt]");
const canvas = section.querySelector(".canvas");
const store = `gantt.${section.dataset.store}`;

function configure(plan) {
  const off = new Set(plan.off);
  Object.assign(gantt.config, {
    readonly: true,
    columns: columns(canvas.dataset, section.dataset.record),
    row_height: 28,
    bar_height: 12,
    scale_height: 44,
    grid_width: innerWidth < 768 ? 190 : 580,
    show_unscheduled: true,
    smart_rendering: true,
    static_background: true,
    details_on_dblclick: false,
    drag_links: false,
    drag_move: false,
    drag_progress: false,
    drag_resize: false,
    autoscroll: false,
    show_errors: false,
    date_format: "%Y-%m-%d",
    open_tree_initially: true,
  });
  Object.assign(gantt.templates, {
    task_class: taskClass,
    task_text: () => "",
    rightside_text: milestoneText,
    timeline_cell_class: timelineClass(off),
    grid_row_class: (start, end, task) => (task.row.kind === "summary" ? "sum" : ""),
    link_class: (link) => (bothCritical(link) ? "crit" : ""),
  });
}

function bothCritical({ source, target }) {
  return [source, target].every((id) => gantt.isTaskExists(id) && gantt.getTask(id).row.critical);
}

function setScale(name) {
  gantt.config.scales = scales(name);
  gantt.config.min_column_width = { day: 30, week: 34, month: 60 }[name];
  for (const button of section.querySelectorAll("[data-scale]")) {
    button.setAttribute("aria-pressed", String(button.dataset.scale === name));
  }
}

function toggle(button) {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  button.classList.toggle("set", on);
  section.classList.toggle(`no-${button.dataset.mark}`, !on);
}

const dayOf = (text) => new Date(`${text}T00:00`);

function listen(plan) {
  section.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    if (button.dataset.scale) {
      choose(`${store}.scale`, button.dataset.scale);
      setScale(button.dataset.scale);
      gantt.render();
    } else if (button.dataset.mark) toggle(button);
    else if ("today" in button.dataset) gantt.showDate(dayOf(plan.today));
  });
}

function keepBranches(tasks) {
  const closed = new Set(JSON.parse(chosen(`${store}.closed`) ?? "[]"));
  for (const task of tasks) task.open = !closed.has(task.id);
  const keep = (id, isClosed) => {
    closed[isClosed ? "add" : "delete"](id);
    choose(`${store}.closed`, closed.size ? JSON.stringify([...closed]) : null);
  };
  gantt.attachEvent("onTaskClosed", (id) => keep(Number(id), true));
  gantt.attachEvent("onTaskOpened", (id) => keep(Number(id), false));
}

function draw(plan) {
  const tasks = plan.rows.map(toTask);
  if (!tasks.some((task) => !task.unscheduled)) {
    section.querySelector(".none").hidden = false;
    canvas.hidden = true;
    return;
  }
  gantt.plugins({ keyboard_navigation: true });
  configure(plan);
  setScale(chosen(`${store}.scale`) ?? "week");
  keepBranches(tasks);
  const applyStyles = keepStyles(canvas);
  gantt.init(canvas);
  applyStyles();
  keepStrips(canvas);
  keepToday(canvas, dayOf(plan.today));
  const links = plan.links.map(([source, target, kind], at) => ({ id: at + 1, source, target, type: LINK_TYPES[kind] }));
  gantt.parse({ data: tasks, links });
  gantt.showDate(dayOf(plan.today));
  listen(plan);
}

async function start() {
  const block = document.getElementById("gantt-data");
  try {
    draw(block ? JSON.parse(block.textContent) : await (await fetch(section.dataset.source)).json());
  } catch (error) {
    section.querySelector(".failed").hidden = false;
    throw error;
  }
}

start();
