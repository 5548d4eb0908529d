// Positions that come with the page as data: style-src 'self' allows no style attribute in it.
export function paint(scope = document) {
  for (const step of scope.querySelectorAll("[data-progress]")) step.style.setProperty("--p", `${Number(step.dataset.progress)}%`);
  for (const bar of scope.querySelectorAll("[data-width]")) bar.style.width = `${Number(bar.dataset.width)}%`;
}
