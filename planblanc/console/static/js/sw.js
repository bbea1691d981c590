// Answers when the network does not: the last pages that this person read, with their age, and what could not be sent.
const FILES = "planblanc-files";
const PAGES = "planblanc-pages";
const OWNER = "/.person";
const OLDEST = 12 * 3600 * 1000; // as a session lasts
const MOST_PAGES = 60;
const MOST_FILES = 60;
const LEAVES = new Set(["/deconnexion", "/actes/endSession"]);
const POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(told(event.data)));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "GET" && /^\/(static|cartes)\//.test(url.pathname) && url.search.startsWith("?v=")) event.respondWith(file(event, request));
  else if (request.method === "GET" && isPage(request)) event.respondWith(page(event, request, url));
  else if (request.method === "POST" && request.mode === "navigate") {
    if (LEAVES.has(url.pathname)) event.waitUntil(forget());
    event.respondWith(sent(request, url));
  }
});

function isPage(request) {
  return request.mode === "navigate" || (request.headers.get("accept") ?? "").startsWith("text/html");
}

async function told({ person, keep, forget: forgets }) {
  if (forgets) return forget();
  if (person) await belongsTo(person);
  for (const address of keep ?? []) await fetchAndKeep(address);
}

async function fetchAndKeep(address) {
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" }, redirect: "error" });
    await keepPage(new URL(address, location.origin), response);
  } catch {
    // It is asked for again when its link is shown again.
  }
}

// The address of a file names its version: the one that is kept is the one that is wanted.
async function file(event, request) {
  const kept = await caches.open(FILES);
  const known = await kept.match(request);
  if (known) return known;
  const response = await fetch(request);
  if (response.ok) event.waitUntil(kept.put(request, response.clone()).then(() => trim(kept, MOST_FILES)));
  return response;
}

async function page(event, request, url) {
  try {
    const response = await fetch(request);
    if (response.ok && response.type === "basic") event.waitUntil(keepPage(url, response.clone()));
    return response;
  } catch (error) {
    if (request.mode !== "navigate") throw error; // a page that reads itself again says by itself that it is not up to date
    return (await keptPage(url)) ?? nothingKept();
  }
}

function keyOf(url) {
  const plain = new URL(url.pathname + url.search, location.origin);
  plain.searchParams.delete("fait");
  return plain.pathname + plain.search;
}

async function keepPage(url, response) {
  if (!response.ok || !(response.headers.get("content-type") ?? "").startsWith("text/html")) return;
  const text = await response.text();
  const [, person] = text.match(/<body[^>]* data-viewer="([^"]+)"/) ?? [];
  if (!person) return;
  await belongsTo(person);
  if (!/<main[^>]* data-offline/.test(text)) return;
  const kept = await caches.open(PAGES);
  const policy = response.headers.get("content-security-policy") ?? POLICY;
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy, "X-Kept-At": String(Date.now()) };
  await kept.delete(keyOf(url));
  await kept.put(keyOf(url), new Response(text, { headers }));
  await trim(kept, MOST_PAGES);
}

async function belongsTo(person) {
  const kept = await caches.open(PAGES);
  const owner = await (await kept.match(OWNER))?.text();
  if (owner === person) return;
  await forget();
  await (await caches.open(PAGES)).put(OWNER, new Response(person));
}

async function forget() {
  await caches.delete(PAGES);
}

async function trim(kept, most) {
  const keys = (await kept.keys()).filter(({ url }) => new URL(url).pathname !== OWNER);
  for (const key of keys.slice(0, Math.max(0, keys.length - most))) await kept.delete(key);
}

async function keptPage(url) {
  const kept = await caches.open(PAGES);
  const known = await kept.match(keyOf(url));
  if (!known) return null;
  const at = Number(known.headers.get("X-Kept-At"));
  if (Date.now() - at > OLDEST) {
    await kept.delete(keyOf(url));
    return null;
  }
  const said = `<p class="warn" role="status"><strong>Hors ligne.</strong> Copie de cette page gardée ${ago(at)} : rien n'est à jour depuis. Un geste ne partira pas sans réseau.</p>`;
  const text = (await known.text()).replace("<body ", `<body data-offline-since="${at}" `).replace(/<main[^>]*>/, (opened) => opened + said);
  return new Response(text, { headers: known.headers });
}

function ago(at) {
  const minutes = Math.round((Date.now() - at) / 60000);
  const hour = new Intl.DateTimeFormat("fr-FR", { hour: "2-digit", minute: "2-digit" }).format(at);
  if (minutes < 1) return `il y a moins d'une minute (${hour})`;
  return minutes < 60 ? `il y a ${minutes} min (${hour})` : `il y a ${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} (${hour})`;
}

async function nothingKept() {
  const kept = await caches.open(PAGES);
  const lines = [];
  for (const key of await kept.keys()) {
    const path = new URL(key.url).pathname + new URL(key.url).search;
    if (path === OWNER) continue;
    const response = await kept.match(key);
    const [, title] = (await response.text()).match(/<title>([^<]*)<\/title>/) ?? [];
    lines.unshift(`<li><a href="${safe(path)}">${title ?? safe(path)}</a> <span class="soft">gardée ${ago(Number(response.headers.get("X-Kept-At")))}</span></li>`);
  }
  const list = lines.length ? `<h2>Pages gardées sur cet appareil</h2><ul class="plain">${lines.join("")}</ul>` : "<p>Aucune page n'est gardée sur cet appareil.</p>";
  return shown("Hors ligne", `<p>Le réseau ou le service ne répond pas, et cette page n'est pas gardée ici. Réessayez dans un instant.</p>${list}`, 503);
}

// A form meets no network: all that was typed stays in this page, with what makes it one effect if it had arrived.
async function sent(request, url) {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch {
    return unsent(copy, url);
  }
}

async function unsent(request, url) {
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded")) return nothingKept();
  const fields = [...new URLSearchParams(await request.text())];
  const hidden = fields.map(([name, value]) => `<input type="hidden" name="${safe(name)}" value="${safe(value)}">`).join("");
  const typed = fields.filter(([name, value]) => value.trim() && !["csrf", "nonce", "form", "back", "then", "zone", "shown_at"].includes(name));
  const read = typed.map(([name, value]) => `<dt>${safe(name)}</dt><dd>${safe(value)}</dd>`).join("");
  const says = "<p>Le réseau ou le service ne répond pas. Tout ce que vous avez écrit est gardé dans cette page : laissez-la ouverte, puis envoyez. L'envoyer deux fois ne fera rien deux fois.</p>";
  const form = `<form method="post" action="${safe(url.pathname)}">${hidden}<button>Envoyer de nouveau</button></form>`;
  return shown("Envoi non confirmé", `${says}${form}<dl>${read}</dl>`, 503);
}

function safe(text) {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}

async function shown(title, content, status) {
  const keys = await (await caches.open(FILES)).keys();
  const style = keys.map(({ url }) => new URL(url)).findLast(({ pathname }) => pathname.endsWith("/console.css"));
  const link = style ? `<link rel="stylesheet" href="${safe(style.pathname + style.search)}">` : "";
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>${link}`;
  const text = `<!doctype html><html lang="fr"><head>${head}</head><body><main><h1>${title}</h1>${content}</main></body></html>`;
  return new Response(text, { status, headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY } });
}
