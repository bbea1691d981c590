// One key for what is done most, wherever nobody is typing; `?` says which there are on this page.
const EVERYWHERE = { n: "Nouvel appel", "/": "Chercher", "?": "Cette aide" };
const TYPED_IN = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable], [role=combobox], [role=listbox]";

function areOff() {
  return recall("device:keys") === false;
}

function pressed(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (event.target.closest?.(TYPED_IN) || document.querySelector("dialog[open]")) return;
  const act = event.key === "?" ? help : areOff() ? null : actOf(event.key);
  if (!act) return;
  event.preventDefault();
  act();
}

function actOf(key) {
  const target = targetOf(key);
  if (target) return () => use(target);
  return key === "n" && person ? () => location.assign("/appel") : null;
}

function targetOf(key) {
  if (!/^[a-z/]$/.test(key)) return null;
  const named = [...document.querySelectorAll(`[data-press="${key}"]`)].find((one) => one.checkVisibility());
  return named ?? (key === "/" ? document.querySelector("input[type=search]") : null);
}

function use(target) {
  if (target.matches("summary")) {
    target.parentElement.open = true;
    (target.parentElement.querySelector("input:not([type=hidden]), select, textarea, button") ?? target).focus();
  } else if (target.matches("a[href]") || target.hasAttribute("data-at-once")) target.click();
  else target.focus();
  target.scrollIntoView({ block: "nearest" });
}

function help() {
  const box = document.getElementById("keys") ?? dialog();
  const here = [...document.querySelectorAll("[data-press]")].map((one) => [one.dataset.press, labelOf(one)]);
  const all = new Map([...Object.entries(EVERYWHERE), ...here]);
  const rows = [...all].flatMap(([key, label]) => [element("dt", {}, element("kbd", {}, key)), element("dd", {}, label)]);
  box.querySelector("dl").replaceChildren(...rows);
  box.querySelector("button[data-switch]").textContent = areOff() ? "Rétablir les raccourcis" : "Ne plus utiliser de raccourcis";
  box.showModal();
}

function labelOf(one) {
  const copy = one.cloneNode(true);
  copy.querySelectorAll("kbd").forEach((key) => key.remove());
  return copy.getAttribute("aria-label") ?? copy.textContent.trim().replace(/\s+/g, " ");
}

function dialog() {
  const close = element("button", { type: "button", autofocus: "" }, "Fermer");
  const change = element("button", { type: "button", class: "second", "data-switch": "" });
  const more = element("p", {}, element("a", { href: "/aide" }, "Toute l'aide"));
  const box = element("dialog", { id: "keys", "aria-labelledby": "keys-title" });
  box.append(element("h2", { id: "keys-title" }, "Raccourcis de cette page"), element("dl"), more, element("p", { class: "row" }, close, change));
  close.addEventListener("click", () => box.close());
  change.addEventListener("click", () => {
    keep("device:keys", areOff() ? null : false);
    box.close();
  });
  document.body.append(box);
  return box;
}

document.addEventListener("keydown", pressed);
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-help]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  help();
});
