// Starts the design system's components, and our own where a page has them. Every page works without this file.
import { initAll } from "./govuk-frontend.js";

initAll();
if (document.querySelector("[data-schools]")) import("./schools.js");

// What needs a script is hidden until there is one.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// The links above a list tick its boxes at once, and the number of ticked ones is said. Where all of a list are chosen, those
// on other pages too, the links load the page anew: that choice is a field of the form.
for (const bar of document.querySelectorAll("[data-ticks]")) {
  const form = bar.closest("form");
  const boxes = [...form.querySelectorAll("[data-tick-box]")];
  const line = bar.querySelector("[data-ticks-line]");
  const every = form.querySelector("input[name=every]");
  const count = () => {
    line.querySelector("[data-ticks-count]").textContent = String(boxes.filter((box) => box.checked).length);
  };
  line.hidden = every !== null;
  count();
  form.addEventListener("change", count);
  if (every) continue;
  for (const link of bar.querySelectorAll("[data-tick]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      for (const box of boxes) box.checked = link.dataset.tick === "page";
      count();
    });
  }
}

// A button that copies what stands in a field, where the browser lets a page do that.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  const field = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[data-copy-said]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    await navigator.clipboard.writeText(field.value);
    said.hidden = false;
  });
}
