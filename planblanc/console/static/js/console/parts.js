// Reads the page again when something has happened, and puts in place the parts that have changed.
const SOON = 150;
const SPREAD = 1000; // many pages hear the same event: they do not all ask in the same instant
const LONGEST_SPREAD = 20000;
const EVERY = 60000; // clocks and ages go on even when nothing happens
const WORKING = 2000;
const ABSENT = 5000;
const SECRETS = /(name="(?:csrf|nonce|shown_at)" value=")[^"]*/g;

let due = null;
let lasted = 0;
let endedAt = 0;
let isMissed = false;
let isBusy = false;

function news(text, link) {
  let line = document.getElementById("news");
  if (line === null) {
    line = element("p", { id: "news", role: "status", class: "note" });
    document.querySelector(".head")?.after(line);
  }
  line.replaceChildren(text, ...(link ? [" ", link] : []));
}

function isOfThisPage(event) {
  const { topic, key } = main.dataset;
  return topic === "region" ? event.topic === "region" : topic === "incident" && event.incident === key;
}

function soon(spread) {
  if (due !== null || !main.dataset.topic || body.dataset.offlineSince) return;
  if (document.hidden) {
    isMissed = true;
    return;
  }
  const rested = endedAt + 4 * lasted - Date.now();
  due = setTimeout(readAgain, Math.max(SOON + Math.random() * Math.min(LONGEST_SPREAD, Math.max(spread, 4 * lasted)), rested));
}

// A copy that was kept gives way to the page itself as soon as the service answers.
async function comeBack() {
  try {
    const response = await fetch(body.dataset.here, { headers: { Accept: "text/html" }, redirect: "manual" });
    if (response.ok || response.type === "opaqueredirect") location.reload();
  } catch {
    // Still without the network.
  }
}

async function readAgain() {
  const started = Date.now();
  try {
    const response = await fetch(body.dataset.here, { headers: { Accept: "text/html", "X-Reads-Again": "yes" }, redirect: "manual" });
    isBusy = response.status === 429 || response.status === 503;
    if (response.type === "opaqueredirect" || response.status === 401) tell("ended", "UNAUTHENTICATED");
    else if (response.ok) replace(new DOMParser().parseFromString(await response.text(), "text/html"));
  } catch {
    isMissed = true;
  }
  // A service that is very busy is left in peace for longer, then asked again.
  lasted = Math.max(Date.now() - started, isBusy ? LONGEST_SPREAD / 4 : 0);
  endedAt = Date.now();
  due = null;
  if (isBusy) soon(LONGEST_SPREAD);
  if (document.querySelector("[data-live] [data-running], [data-live][data-running]")) setTimeout(() => soon(0), WORKING);
}

function replace(fresh) {
  const replaced = [];
  for (const old of document.querySelectorAll("[data-live][id]")) {
    const now = fresh.getElementById(old.id);
    if (now === null) old.remove();
    else if (!isSame(old, now) && !isHeld(old)) {
      put(old, now);
      replaced.push(now.id);
    }
  }
  body.dataset.readAt = fresh.body.dataset.readAt ?? body.dataset.readAt;
  const clock = document.querySelector(".reading time");
  const nowThere = fresh.querySelector(".reading time");
  if (clock && nowThere) clock.replaceWith(document.adoptNode(nowThere));
  const added = [...fresh.querySelectorAll("[data-live][id]")].some((part) => document.getElementById(part.id) === null);
  if (added) news("Il y a du nouveau sur cette page.", element("a", { href: body.dataset.here }, "La relire"));
  if (replaced.length) tell("replaced", replaced);
}

function isSame(old, now) {
  const plain = (part) => part.outerHTML.replace(SECRETS, "$1").replace(/ (open=""|data-dirty="yes"|aria-busy="true"|class="changed")/g, "");
  return plain(old) === plain(now);
}

// Nothing moves under the hand: where somebody stands, or has typed, is put in place once they have left.
function isHeld(part) {
  if (part.matches("[data-dirty]") || part.querySelector("[data-dirty], [aria-busy]")) return true;
  if (!part.contains(document.activeElement)) return false;
  part.addEventListener("focusout", () => setTimeout(() => soon(0)), { once: true });
  return true;
}

function put(old, now) {
  for (const open of old.querySelectorAll("details[open][id]")) now.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute("open", "");
  const placed = document.adoptNode(now);
  old.replaceWith(placed);
  placed.classList.add("changed");
  setTimeout(() => placed.classList.remove("changed"), 2000);
}

hear("event", (event) => {
  if (!isOfThisPage(event)) return;
  if (event.entry?.text) news(`${crisisHour(Date.parse(event.recordedAt) - ahead)} ${event.entry.text}`);
  soon(SPREAD);
});
hear("missed", () => soon(2 * SPREAD));
hear("network", ({ up }) => {
  if (up) soon(SPREAD);
  else if (main.dataset.topic) news("La liaison est coupée : cette page n'est plus à jour. Elle se reprend d'elle-même.");
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden || !isMissed) return;
  isMissed = false;
  soon(0);
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) soon(0);
});
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[method=post]");
  if (form) form.dataset.dirty = "yes";
});
if (body.dataset.offlineSince) {
  setInterval(comeBack, ABSENT);
  hear("network", ({ up }) => up && comeBack());
}
setInterval(() => setTimeout(() => soon(0), Math.random() * EVERY / 4), EVERY);
if (document.querySelector("[data-live] [data-running], [data-live][data-running]")) setTimeout(() => soon(0), WORKING);
