// Loaded by pages with a tree grid.
import { startTrees } from "./tree.js";

startTrees();
