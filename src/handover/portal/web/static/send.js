// Sends each chosen file on its own, with a bar of its own, and puts the site's answer below it. Without this file
// the form sends all of them in one go and shows the same answers on a page.
const form = document.getElementById("send-form");
const list = document.getElementById("send-progress");
const words = list.dataset;

form.addEventListener("submit", async (event) => {
  const input = form.querySelector('input[type="file"]');
  const files = [...input.files];
  if (!files.length) return;
  event.preventDefault();
  list.replaceChildren();
  if (files.length > Number(words.most)) {
    list.append(element("p", "govuk-error-message", words.tooMany));
    return;
  }
  const button = form.querySelector("button[type=submit], button.govuk-button:last-of-type");
  button.disabled = true;
  const rows = files.map((file) => [file, row(file.name)]);
  for (const [file, place] of rows) await send(file, place);
  list.append(element("p", "govuk-body", words.finished));
  button.disabled = false;
  input.value = "";
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function row(name) {
  const place = element("div", "handover-upload");
  const id = `upload-${list.childElementCount + 1}`;
  const label = element("label", "govuk-body handover-file-name", name);
  const bar = element("progress", "handover-upload__bar");
  const state = element("span", "govuk-hint handover-upload__state");
  label.htmlFor = bar.id = id;
  bar.max = 100;
  bar.value = 0;
  place.append(label, bar, state);
  list.append(place);
  return { place, bar, state };
}

function send(file, { place, bar, state }) {
  const data = new FormData();
  for (const hidden of form.querySelectorAll("input[type=hidden][name]")) data.append(hidden.name, hidden.value);
  data.append("one", "1");
  data.append("files", file, file.name);
  state.textContent = words.sending;
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
    });
    request.upload.addEventListener("load", () => {
      bar.value = 100;
      state.textContent = words.checking;
    });
    request.addEventListener("load", () => {
      const answer = new DOMParser().parseFromString(request.responseText, "text/html");
      const outcome = answer.querySelectorAll(".handover-outcome");
      // Anything else is a whole page: the person was signed out, or the site is at fault. It says so itself.
      const told = outcome.length ? [...outcome] : [...answer.querySelectorAll("main > *")];
      place.replaceChildren(...told.map((node) => document.importNode(node, true)));
      done();
    });
    request.addEventListener("error", () => {
      place.replaceChildren(element("h2", "govuk-heading-m", file.name), element("p", "govuk-error-message", words.broken));
      done();
    });
    request.open("POST", form.action);
    request.send(data);
  });
}
