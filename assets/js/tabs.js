// Of many tabs the present one is in sight, on a narrow screen too.
export function startTabs() {
  for (const present of document.querySelectorAll(".mp-tabs > .on")) {
    const bar = present.parentElement;
    bar.scrollLeft = present.offsetLeft - (bar.clientWidth - present.offsetWidth) / 2;
  }
}
