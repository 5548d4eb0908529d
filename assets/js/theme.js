// Runs before the first paint: theme, density and navigation as the person last chose them.
import { applyAll } from "./preferences.js";

applyAll();
