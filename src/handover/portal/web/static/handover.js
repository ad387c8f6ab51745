// Starts the design system's components, and our own where a page has them. Every page works without this file.
import { initAll } from "./govuk-frontend.js";

initAll();
if (document.querySelector("[data-schools]")) import("./schools.js");
