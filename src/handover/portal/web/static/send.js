// Sends each chosen file on its own, with a bar of its own, and puts the site's answers where the page without this script
// has them. It stops at the first answer that is none of ours: the person was signed out, the site is at fault, the
// connection is gone. The files stay chosen, those that were answered are not sent again, and one button sends the rest.
const form = document.getElementById("send-form");
const place = document.getElementById("send-progress");
const words = JSON.parse(place.dataset.words);
const counted = JSON.parse(place.dataset.counted);
const plural = new Intl.PluralRules(place.dataset.language);
const find = (selector) => place.querySelector(selector);
const input = () => form.querySelector('input[type="file"]');
const token = () => form.elements.csrfmiddlewaretoken;

const WENT = ["accepted", "warned", "held", "resent"].map((verdict) => `[data-verdict="${verdict}"]`).join();
const FEW = 3;
const OPEN = 2;
const answered = new WeakSet();
let queue = [];
let total = 0;
let busy = false;

form.addEventListener("submit", (event) => {
  const files = [...input().files];
  if (!files.length) return;
  event.preventDefault();
  if (busy) return;
  const rest = files.filter((file) => !answered.has(file));
  if (queue.length && sameFiles(rest, queue)) return sendRest();
  begin(rest);
});
find(".handover-stopped__again").addEventListener("click", () => busy || sendRest());
find(".handover-result").addEventListener("submit", answer);
document.addEventListener("visibilitychange", lookAgain);

function sameFiles(some, others) {
  return some.length === others.length && some.every((file) => others.includes(file));
}

function say(key, count, more = {}) {
  let text = (counted[plural.select(count)] || counted.other)[key].replaceAll("{count}", count);
  for (const [name, value] of Object.entries(more)) text = text.replaceAll(`{${name}}`, value);
  return text;
}

function begin(files) {
  queue = files;
  total = files.length;
  find(".handover-result").replaceChildren(find("template").content.cloneNode(true));
  find("#send-summary").focus();
  run();
}

// Sending

async function run() {
  busy = true;
  find(".handover-stopped").hidden = true;
  const button = form.querySelector("button[type=submit], button.govuk-button:last-of-type");
  button.disabled = true;
  find(".handover-uploads").replaceChildren(...queue.map(row));
  let stopped = null;
  while (queue.length && !stopped) {
    progress();
    stopped = await send(queue[0], find(".handover-upload"));
    if (stopped) break;
    answered.add(queue.shift());
    find(".handover-upload").remove();
  }
  find(".handover-uploads").replaceChildren();
  button.disabled = false;
  busy = false;
  progress();
  if (stopped) return stop(stopped);
  input().value = "";
  input().dispatchEvent(new Event("change", { bubbles: true }));
  for (const folded of place.querySelectorAll(".handover-part > details")) folded.open = total <= FEW;
  if (!place.contains(document.activeElement)) find("#send-summary").focus();
}

function row(file, index) {
  const made = element("div", "handover-upload");
  const label = element("label", "govuk-body handover-file-name", file.name);
  const bar = element("progress", "handover-upload__bar");
  label.htmlFor = bar.id = `upload-${index + 1}`;
  bar.max = 100;
  bar.value = 0;
  made.append(label, bar, element("span", "govuk-hint handover-upload__state"));
  return made;
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

// Sends one file and puts its answer on the page; returns why it stopped if there was none of ours.
function send(file, upload) {
  const bar = upload.querySelector("progress");
  const state = upload.querySelector(".handover-upload__state");
  const data = new FormData();
  for (const hidden of form.querySelectorAll("input[type=hidden][name]")) data.append(hidden.name, hidden.value);
  data.append("one", "1");
  data.append("files", file, file.name);
  state.textContent = words.sending;
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    let gone = false;
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
    });
    request.upload.addEventListener("load", () => {
      gone = true;
      bar.value = 100;
      state.textContent = words.checking;
    });
    request.addEventListener("load", () => done(read(request)));
    for (const kind of ["error", "abort", "timeout"]) {
      request.addEventListener(kind, () => done({ why: "broken", unknown: gone }));
    }
    request.open("POST", form.action);
    request.timeout = 1000 * Number(place.dataset.seconds);
    request.send(data);
  });
}

// A redirect comes from the gate before the file is looked at, and 4xx from what refuses it: it was not sent. After anything
// else nobody here knows.
function read(request) {
  if (new URL(request.responseURL || form.action).pathname !== new URL(form.action).pathname) return { why: "signed_out" };
  if (request.status === 413) return { why: "too_large" };
  if (request.status >= 400 && request.status < 500) return { why: "refused" };
  const groups = request.status === 200 ? groupsIn(request.responseText) : null;
  if (!groups) return { why: "fault", unknown: true };
  add(groups);
  return null;
}

function groupsIn(text) {
  const answer = new DOMParser().parseFromString(text, "text/html").querySelector("[data-handover-outcomes]");
  return answer && answer.querySelector(".handover-outcome") ? [...answer.querySelectorAll(".handover-group")] : null;
}

// Stopping, and going on

function stop({ why, unknown: lost }) {
  const file = queue[0];
  const went = place.querySelectorAll(WENT).length;
  const nothing = !went;
  if (why === "too_large") answered.add(queue.shift());
  if (why === "fault" && queue.length > 1) queue.push(queue.shift());
  const what = [];
  if (nothing && !lost) what.push(words.nothing);
  if (!nothing) what.push(say("went", total, { done: went }));
  const rest = queue.length - (lost ? 1 : 0);
  if (rest && !(nothing && !lost)) what.push(say("rest", rest));
  find(".handover-stopped__what").textContent = what.join(" ");
  find(".handover-stopped__why").textContent = words[why].replace("{file}", () => file.name);
  if (why !== "signed_out") find(".handover-stopped__why").textContent += ` ${words.kept}`;
  find(".handover-stopped__unknown").hidden = !lost;
  if (lost) find(".handover-stopped__unknown").textContent = words.unknown.replace("{file}", () => file.name);
  find(".handover-stopped__sign-in").hidden = why !== "signed_out";
  find(".handover-stopped__again").hidden = !queue.length;
  find(".handover-stopped__again").textContent = say("again", queue.length);
  find(".handover-stopped").hidden = false;
  find(".handover-stopped__what").focus();
}

// A new sign-in has a new token, and may be for another office: both stand in the form as it is now.
async function askForm() {
  try {
    const answer = await fetch(form.action, { cache: "no-store", credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("#send-form input[name=csrfmiddlewaretoken]");
    if (!answer.ok) return "fault";
    if (!fresh) return "still_out";
    if (page.getElementById("send-progress").dataset.mailbox !== place.dataset.mailbox) return "other_office";
    token().value = fresh.value;
    return null;
  } catch {
    return "still_broken";
  }
}

async function sendRest() {
  busy = true;
  const why = await askForm();
  busy = false;
  if (!why) {
    find("#send-summary").focus();
    return run();
  }
  find(".handover-stopped__why").textContent = words[why];
  find(".handover-stopped__sign-in").hidden = why !== "still_out";
  find(".handover-stopped__what").focus();
}

async function lookAgain() {
  const waits = !find(".handover-stopped").hidden && !find(".handover-stopped__sign-in").hidden;
  if (document.hidden || !waits || busy || (await askForm())) return;
  find(".handover-stopped__why").textContent = words.signed_in;
  find(".handover-stopped__sign-in").hidden = true;
  find(".handover-stopped__again").focus();
}

// Answering what the site asks, without leaving the page

async function answer(event) {
  event.preventDefault();
  const asked = event.target;
  const data = new FormData(asked, event.submitter);
  data.set("csrfmiddlewaretoken", token().value);
  data.set("one", "1");
  let groups = null;
  try {
    const reply = await fetch(asked.action, { method: "POST", body: data, credentials: "same-origin" });
    if (reply.status === 200 && !reply.redirected) groups = groupsIn(await reply.text());
  } catch {
    groups = null;
  }
  asked.querySelector(".govuk-error-message")?.remove();
  if (!groups) {
    const told = element("p", "govuk-error-message", words.unanswered);
    told.setAttribute("role", "alert");
    asked.prepend(told);
    await askForm();
    return;
  }
  for (const group of groups) {
    for (const file of group.querySelectorAll("[data-transfer]")) {
      find(`.handover-part [data-transfer="${file.dataset.transfer}"]`)?.remove();
    }
  }
  add(groups);
  progress();
  find("#send-summary").focus();
}

// What stands where

function add(groups) {
  for (const group of groups.map((one) => document.importNode(one, true))) {
    const there = find(`.handover-part[data-part="${group.dataset.part}"] .handover-part__groups`);
    const like = [...there.children].find((other) => other.dataset.sort === group.dataset.sort);
    if (like) {
      const together = like.querySelector(".handover-group__together form")?.id;
      for (const mark of group.querySelectorAll('.handover-group__files input[form]')) mark.setAttribute("form", together);
      like.querySelector(".handover-group__files").append(...group.querySelector(".handover-group__files").children);
      fold(like);
    } else {
      there.append(group);
    }
  }
  count();
}

// Of more than two files with one question or fault each is folded under its name; what she opened since stays open.
function fold(group) {
  const files = [...group.querySelectorAll(".handover-outcome__more")];
  if (files.length <= OPEN) return;
  for (const file of files.length === OPEN + 1 ? files : files.slice(-1)) file.open = false;
}

function filesIn(part) {
  return find(`.handover-part[data-part="${part}"]`).querySelectorAll(".handover-outcome").length;
}

function count() {
  for (const group of place.querySelectorAll(".handover-group")) {
    const files = group.querySelectorAll(".handover-outcome").length;
    if (!files) group.remove();
    const title = group.querySelector(".handover-group__count");
    if (title) title.textContent = `(${say("files", files)})`;
    const remedy = group.querySelector(".handover-group__remedy");
    if (remedy) remedy.hidden = files <= OPEN;
    const together = group.querySelector(".handover-group__together");
    if (!together) continue;
    together.hidden = files < 2;
    together.querySelector("[value=yes]").textContent = say("yes", files);
    together.querySelector("[value=no]").textContent = say("no", files);
  }
  for (const line of place.querySelectorAll("[data-count]")) {
    const files = filesIn(line.dataset.count);
    line.textContent = say(line.dataset.count, files);
    line.hidden = !files;
    find(`.handover-part[data-part="${line.dataset.count}"]`).hidden = !files;
  }
}

function progress() {
  const line = find(".handover-summary__progress");
  line.hidden = false;
  line.textContent = say("progress", total, { done: total - queue.length });
}
