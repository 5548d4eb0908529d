// The buttons for theme, density and navigation.
import { applyDensity, applyNavigation, applyTheme, choose, chosen } from "./preferences.js";

function press(selector, key, value) {
  for (const button of document.querySelectorAll(selector)) {
    button.setAttribute("aria-pressed", String(button.dataset[key] === value));
  }
}

export function showChoices() {
  press("[data-theme]", "theme", chosen("theme") ?? "auto");
  press("[data-density-choice]", "densityChoice", document.documentElement.dataset.density);
}

export function toggleNavigation() {
  choose("nav", document.documentElement.dataset.nav === "rail" ? "wide" : "rail");
  applyNavigation();
}

function onClick(event) {
  const button = event.target.closest("[data-theme], [data-density-choice], [data-rail]");
  if (!button) return;
  if (button.dataset.theme) choose("theme", button.dataset.theme === "auto" ? null : button.dataset.theme);
  if (button.dataset.densityChoice) choose("density", button.dataset.densityChoice);
  if ("rail" in button.dataset) toggleNavigation();
  applyTheme();
  applyDensity();
  showChoices();
}

export function startSwitches() {
  document.addEventListener("click", onClick);
  showChoices();
}
