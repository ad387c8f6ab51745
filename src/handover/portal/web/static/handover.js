// Starts the design system's components. Every page works without this file.
import { initAll } from "./govuk-frontend.js";

initAll();
