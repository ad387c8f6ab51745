// The yearly check: keeps each decision as it is taken, and says so in the row only when the site has said so. Without this
// file every button of the form keeps all decisions of the page.
const form = document.getElementById("check-form");
const words = form.dataset;
const WAIT = 1200; // milliseconds after an arrow key: who walks through the choices has not chosen yet
const open = new Map(); // by line: what was chosen and is not kept yet
let byArrow = false;
let submitted = false;

form.addEventListener("keydown", (event) => { byArrow = event.key.startsWith("Arrow"); });
form.addEventListener("pointerdown", () => { byArrow = false; });
form.addEventListener("submit", () => { submitted = true; });

form.addEventListener("change", ({ target }) => {
  if (target.type !== "radio") return;
  const line = target.name.slice("line-".length);
  const choice = open.get(line) ?? { sending: false };
  clearTimeout(choice.timer);
  choice.value = target.value;
  open.set(line, choice);
  say(line, words.keeping);
  if (byArrow) choice.timer = setTimeout(() => keep(line), WAIT);
  else keep(line);
});

form.addEventListener("focusout", ({ target, relatedTarget }) => {
  if (target.type === "radio" && relatedTarget?.name !== target.name) keep(target.name.slice("line-".length));
});
addEventListener("pagehide", () => { for (const line of open.keys()) keep(line); });
addEventListener("beforeunload", (event) => { if (open.size && !submitted) event.preventDefault(); });

function say(line, text, isFault = false) {
  const place = document.getElementById(`kept-${line}`);
  place.textContent = text;
  place.classList.toggle("govuk-error-message", isFault);
  if (text === words.keeping) return;
  const name = place.closest("tr").querySelector("th a").textContent;
  document.getElementById("check-told").textContent = `${name}: ${text}`;
}

async function keep(line) {
  const choice = open.get(line);
  if (!choice || choice.sending || choice.failed === choice.value) return;
  clearTimeout(choice.timer);
  choice.sending = true;
  const value = choice.value;
  const answer = await post(line, value);
  choice.sending = false;
  if (choice.value !== value) {
    keep(line); // something else was chosen meanwhile
    return;
  }
  if (answer.fault) {
    choice.failed = value; // stays open: leaving the page warns, and every button of the form tries once more
    say(line, answer.fault, true);
    return;
  }
  open.delete(line);
  show(line, answer.lines[line]);
  document.getElementById("check-waiting").textContent = answer.waiting;
  const rest = document.getElementById("check-rest");
  if (rest) rest.textContent = answer.rest;
}

async function post(line, value) {
  const data = new FormData();
  for (const name of ["csrfmiddlewaretoken", "drawn_for"]) {
    if (form.elements[name]) data.append(name, form.elements[name].value); // the second of who has several offices
  }
  data.append(`line-${line}`, value);
  try {
    const response = await fetch(form.action, {
      method: "POST", body: data, headers: { Accept: "application/json" }, redirect: "manual", keepalive: true,
    });
    if (response.type === "opaqueredirect") return { fault: words.signedOut };
    if (!response.headers.get("Content-Type")?.startsWith("application/json")) return { fault: words.lost };
    const answer = await response.json();
    return answer.fault || answer.lines[line] ? answer : { fault: words.lost };
  } catch {
    return { fault: words.lost };
  }
}

function show(line, stored) {
  form.elements[`was-${line}`].value = stored.verdict;
  for (const radio of form.querySelectorAll(`input[name="line-${line}"]`)) radio.checked = radio.value === stored.verdict;
  document.getElementById(`change-${line}`).hidden = !stored.change;
  say(line, stored.fault || stored.kept, Boolean(stored.fault));
}
