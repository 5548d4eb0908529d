// Loaded on every page after the document is parsed.
import { startForms } from "./forms.js";
import { startKeys } from "./keys.js";
import { paint } from "./marks.js";
import { startMenus } from "./menus.js";
import { startPartial } from "./partial.js";
import { follow } from "./preferences.js";
import { startRows } from "./rows.js";
import { startToasts } from "./speak.js";
import { startSwitches } from "./switches.js";
import { startTabs } from "./tabs.js";

follow();
paint();
startRows();
startSwitches();
startMenus();
startPartial();
startForms();
startToasts();
startKeys();
startTabs();
