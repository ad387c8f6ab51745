// The list below a field in which a school is chosen: a combobox after the ARIA pattern. The field works without it.
// The site answers what fits (`data-schools` is the address); the field takes the text of what is chosen.
const WAIT = 150;
const LEAST = 2;

function enhance(root) {
  const input = root.querySelector("input");
  const { words, nothing, one, several } = root.dataset;
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let options = [];
  let current = -1;
  let waiting = 0;
  let asked = "";

  list.id = `${input.id}-list`;
  list.className = "handover-schools__list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words);
  list.hidden = true;
  status.className = "govuk-visually-hidden";
  status.setAttribute("role", "status");
  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) input.setAttribute(name, value);
  root.append(list, status);

  function close() {
    list.hidden = true;
    current = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(index) {
    list.children[current]?.setAttribute("aria-selected", "false");
    current = index;
    const item = list.children[current];
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", item.id);
  }

  function choose(index) {
    input.value = options[index].text;
    asked = input.value;
    status.textContent = "";
    close();
    input.focus();
    root.dispatchEvent(new CustomEvent("school-chosen", { bubbles: true }));
  }

  function item({ text, town }, index) {
    const line = document.createElement("li");
    line.id = `${input.id}-option-${index}`;
    line.className = "handover-schools__option";
    line.setAttribute("role", "option");
    line.setAttribute("aria-selected", "false");
    line.textContent = town ? `${text}, ${town}` : text;
    // Before the field loses the focus, which would close the list.
    line.addEventListener("mousedown", (event) => event.preventDefault());
    line.addEventListener("click", () => choose(index));
    return line;
  }

  function show(found) {
    options = found;
    current = -1;
    list.replaceChildren(...found.map(item));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    status.textContent = found.length === 0 ? nothing : found.length === 1 ? one : several.replace("%", found.length);
  }

  async function look() {
    const text = input.value.trim();
    if (text === asked) return;
    asked = text;
    if (text.length < LEAST) return close();
    const address = new URL(root.dataset.schools, location.href);
    address.searchParams.set("q", text);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      const { found } = answer.ok && !answer.redirected ? await answer.json() : { found: [] };
      if (text === asked && document.activeElement === input) show(found);
    } catch {
      close();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, WAIT);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const last = options.length - 1;
    if (event.key === "ArrowDown") mark(current < last ? current + 1 : 0);
    else if (event.key === "ArrowUp") mark(current > 0 ? current - 1 : last);
    else if (event.key === "Enter" && current >= 0) choose(current);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}

document.querySelectorAll("[data-schools]").forEach(enhance);
