// The person's choices on this device. Nothing chosen means: like the device, like the page.
const root = document.documentElement;
const darkDevice = matchMedia("(prefers-color-scheme: dark)");
const PREFIX = "milepost.";

export function chosen(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null; // storage is switched off: the page's own defaults apply
  }
}

export function choose(name, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch {
    return;
  }
}

function theme() {
  const wish = chosen("theme");
  return wish === "light" || wish === "dark" ? wish : darkDevice.matches ? "dark" : "light";
}

/** Below 1280 px there is no room for the wide navigation; above it the person decides. */
function navigation() {
  if (innerWidth < 1280) return "rail";
  return chosen("nav") ?? (innerWidth < 1400 ? "rail" : root.dataset.navDefault ?? "wide");
}

export function applyTheme() {
  const next = theme();
  if (root.dataset.bsTheme === next) return;
  root.dataset.bsTheme = next;
  document.dispatchEvent(new CustomEvent("milepost:theme"));
}

export function applyNavigation() {
  root.dataset.nav = navigation();
}

export function applyDensity() {
  root.dataset.density = chosen("density") ?? root.dataset.densityDefault ?? "comfortable";
}

export function applyAll() {
  applyTheme();
  applyNavigation();
  applyDensity();
}

export function follow() {
  darkDevice.addEventListener("change", applyTheme);
  addEventListener("resize", applyNavigation);
  addEventListener("storage", applyAll);
}
