// What the other modules share: who reads, the time of the crisis, what this browser keeps for this person, and how they tell each other.
const { body } = document;
const main = document.querySelector("main");
const person = body.dataset.viewer ?? "";
const OURS = "planblanc:";
const ahead = body.dataset.readAt ? Date.parse(body.dataset.readAt) - Date.now() : 0;

function tell(name, detail) {
  document.dispatchEvent(new CustomEvent(OURS + name, { detail }));
}

function hear(name, act) {
  document.addEventListener(OURS + name, (event) => act(event.detail));
}

// A browser may refuse to keep anything: the page then works without.
function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(OURS + name));
  } catch {
    return null;
  }
}

function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(OURS + name);
    else localStorage.setItem(OURS + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

function keptNames(beginning) {
  return Object.keys(localStorage)
    .filter((name) => name.startsWith(OURS + beginning))
    .map((name) => name.slice(OURS.length));
}

// Nothing of one person is left to the next one; what is set for the device itself (sound, keys, pages kept) stays.
function forgetPerson() {
  for (const name of keptNames("")) if (!name.startsWith("device:")) keep(name, null);
}

function crisisHour(at) {
  const zone = body.dataset.zone || "Europe/Paris";
  return new Intl.DateTimeFormat("fr-FR", { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(at + ahead);
}

function lasting(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")}`;
}

function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...content);
  return made;
}

// Another page of this browser has logged in again as the same person: what this one holds goes on with the new session.
if (person && "BroadcastChannel" in window) {
  const sessions = new BroadcastChannel(`${OURS}session:${person}`);
  sessions.postMessage(body.dataset.csrf);
  sessions.addEventListener("message", ({ data }) => {
    body.dataset.csrf = data;
    for (const field of document.querySelectorAll("input[name=csrf]")) field.value = data;
    tell("session", null);
  });
}

if (person && recall("person") !== person) {
  forgetPerson();
  keep("person", person);
}
if (body.hasAttribute("data-left")) forgetPerson(); // wherever they pressed it
for (const shown of document.querySelectorAll("[data-only-script]")) shown.hidden = false;
