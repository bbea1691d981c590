// Lets the last pages be read without the network, on this device, for this person, until they leave.
const EVERY_KEPT = 600000;
const MOST_FETCHED = 8;
const QUIET = 3000;
const LEAVES = new Set(["/deconnexion", "/actes/endSession"]);

function isWanted() {
  return recall("device:offline") !== false;
}

async function register() {
  const registration = await navigator.serviceWorker.register("/sw.js");
  await navigator.serviceWorker.ready;
  registration.active?.postMessage({ person });
  // The page by which it came in was not read through it.
  if (main.hasAttribute("data-offline") && !navigator.serviceWorker.controller) registration.active?.postMessage({ keep: [body.dataset.here] });
  setTimeout(() => fetchLinked(registration), QUIET);
}

function fetchLinked(registration) {
  const links = [...document.querySelectorAll("a[data-keep]")].map((link) => link.getAttribute("href"));
  const old = links.filter((address) => Date.now() - (recall(`fetched:${address}`) ?? 0) > EVERY_KEPT).slice(0, MOST_FETCHED);
  for (const address of old) keep(`fetched:${address}`, Date.now());
  if (old.length) registration.active?.postMessage({ keep: old });
}

async function forget() {
  const registration = await navigator.serviceWorker?.getRegistration();
  registration?.active?.postMessage({ forget: true });
}

function showOffline() {
  for (const switched of document.querySelectorAll("[data-offline-switch]")) switched.setAttribute("aria-pressed", String(isWanted()));
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-offline-switch]")) return;
  keep("device:offline", isWanted() ? false : null);
  if (isWanted()) register();
  else forget();
  showOffline();
});
document.addEventListener("submit", (event) => {
  const action = event.target.getAttribute("action");
  if (event.defaultPrevented || !LEAVES.has(action)) return;
  if (action === "/deconnexion") forgetPerson();
  forget();
});
showOffline();
if (body.hasAttribute("data-left")) forget();
if ("serviceWorker" in navigator && window.isSecureContext && person && isWanted()) register().catch(() => {}); // without it, pages need the network
