// Keeps what is typed in this browser until the service has it, and says truly whether it has.
const AFTER_TYPING = 300;
const SENT_AGAIN_FOR = 600000; // later than this, a person says again that it must go
const OLDEST_DRAFT = 43200000; // as a session lasts
const NOT_KEPT = new Set(["csrf", "back", "shown_at"]);

// A form that was refused is shown at the address of its act: it belongs to the page from which it was sent.
function pageOf(form) {
  return form.elements.back?.value ?? body.dataset.here ?? location.pathname;
}

function nameOf(form) {
  return `draft:${pageOf(form).split("?")[0]}#${form.id}`;
}

function draftOf(form, submitter, pressed) {
  return { at: Date.now(), action: form.getAttribute("action"), page: pageOf(form), fields: fieldsOf(form, submitter), pressed };
}

function fieldsOf(form, submitter) {
  const fields = [...new FormData(form, submitter)].filter(([name, value]) => typeof value === "string" && !NOT_KEPT.has(name));
  const secret = new Set([...form.querySelectorAll("input[type=password]")].map(({ name }) => name));
  return fields.filter(([name]) => !secret.has(name));
}

function mark(form, text, ...acts) {
  let line = form.querySelector(":scope > .draft");
  if (line === null) {
    line = element("p", { class: "draft small soft", role: "status" });
    form.append(line);
  }
  line.replaceChildren(text, ...acts.flatMap(([label, act]) => [" ", button(label, act)]));
}

function button(label, act) {
  const made = element("button", { type: "button", class: "second" }, label);
  made.addEventListener("click", act);
  return made;
}

function save(form) {
  const draft = draftOf(form, null, null);
  if (keep(nameOf(form), draft)) mark(form, `Non envoyé. Gardé sur cet appareil à ${crisisHour(draft.at)}.`, ["Effacer le brouillon", () => erase(form)]);
  else mark(form, "Non envoyé, et cet appareil ne garde rien : envoyez avant de quitter cette page.");
}

function erase(form) {
  keep(nameOf(form), null);
  form.reset();
  delete form.dataset.dirty;
  mark(form, "Brouillon effacé.");
}

function restore(form) {
  const draft = recall(nameOf(form));
  if (draft === null) return;
  // A form that was refused holds already what was typed; it was not recorded.
  const isRefused = form.hasAttribute("data-refused");
  if (isRefused) keep(nameOf(form), { ...draft, pressed: null });
  else fill(form, draft.fields);
  form.dataset.dirty = "yes";
  let told = `Non envoyé. Repris tel que gardé à ${crisisHour(draft.at)}.`;
  if (isRefused) told = "Non envoyé : refusé, pour la raison dite plus haut.";
  else if (draft.pressed) told = "Envoi non confirmé : l'envoyer de nouveau ne fera rien deux fois.";
  mark(form, told, ["Effacer le brouillon", () => erase(form)]);
}

function fill(form, fields) {
  const said = Map.groupBy ? Map.groupBy(fields, ([name]) => name) : grouped(fields);
  for (const control of form.elements) {
    const values = (said.get(control.name) ?? []).map(([, value]) => value);
    if (!control.name || NOT_KEPT.has(control.name) || control.type === "submit" || control.type === "file") continue;
    if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
    else if (control.multiple) for (const option of control.options) option.selected = values.includes(option.value);
    else if (values.length) control.value = values[0];
  }
}

function grouped(fields) {
  const said = new Map();
  for (const field of fields) said.set(field[0], [...(said.get(field[0]) ?? []), field]);
  return said;
}

function send(event) {
  const form = event.target;
  if (!form.matches("form[data-draft]") || event.defaultPrevented) return;
  keep(nameOf(form), draftOf(form, event.submitter, Date.now()));
  if (navigator.onLine) {
    mark(form, "Envoi…");
    return;
  }
  event.preventDefault();
  mark(form, "Non envoyé : pas de réseau. Partira dès son retour.", ["Effacer le brouillon", () => erase(form)]);
}

// What was pressed and never confirmed; the service knows by its nonce whether it has it already.
async function sendAgain(name) {
  const draft = recall(name);
  if (draft === null) return;
  const fields = new URLSearchParams([...draft.fields, ["csrf", body.dataset.csrf], ["back", draft.page]]);
  try {
    const response = await fetch(draft.action, { method: "POST", body: fields });
    const url = new URL(response.url);
    if (response.redirected && url.searchParams.has("fait")) {
      keep(name, null);
      tellSent(name, draft, url);
    } else tellRefused(name, draft, await response.text());
  } catch {
    tell("network", { up: false });
  }
}

function tellSent(name, draft, url) {
  const form = formOf(name);
  if (form) {
    delete form.dataset.dirty;
    mark(form, `Envoyé à ${crisisHour(Date.now())}.`);
  }
  waiting(`Envoyé à ${crisisHour(Date.now())} : ce qui attendait le réseau est enregistré.`, element("a", { href: url.pathname + url.search }, "Voir"));
}

function tellRefused(name, draft, page) {
  const message = new DOMParser().parseFromString(page, "text/html").querySelector("#refusal strong, .alert strong")?.textContent ?? "";
  keep(name, { ...draft, pressed: null });
  const form = formOf(name);
  const told = `Non envoyé. ${message}`;
  if (form) mark(form, told, ["Effacer le brouillon", () => erase(form)]);
  else waiting(told, element("a", { href: draft.page }, "Rouvrir le formulaire"));
}

function formOf(name) {
  return [...document.querySelectorAll("form[data-draft]")].find((form) => nameOf(form) === name);
}

function waiting(text, ...acts) {
  let line = document.getElementById("waiting");
  if (line === null) {
    line = element("p", { id: "waiting", role: "status", class: "warn" });
    main.prepend(line);
  }
  line.replaceChildren(text, ...acts.flatMap((act) => [" ", act]));
}

// The page that follows an act says that it is done: what was kept of it serves no more.
function confirmed(draft) {
  const done = new URLSearchParams(location.search).get("fait");
  const isAnswer = location.pathname === draft.action && document.getElementById("refusal") === null;
  return isAnswer || (done !== null && draft.action === `/actes/${done}`) || (done !== null && !draft.action.startsWith("/actes/"));
}

function review() {
  for (const name of keptNames("draft:")) {
    const draft = recall(name);
    if (draft === null || Date.now() - draft.at > OLDEST_DRAFT || (draft.pressed && confirmed(draft))) keep(name, null);
    else if (draft.pressed && !formOf(name)?.hasAttribute("data-refused")) offer(name, draft);
  }
}

function offer(name, draft) {
  if (navigator.onLine && Date.now() - draft.pressed < SENT_AGAIN_FOR) {
    sendAgain(name);
    return;
  }
  const again = button("L'envoyer de nouveau", () => sendAgain(name));
  const drop = button("L'effacer", () => {
    keep(name, null);
    waiting("Effacé : rien n'a été envoyé.");
  });
  waiting(`Un envoi de ${crisisHour(draft.pressed)} n'est pas confirmé. L'envoyer de nouveau ne fera rien deux fois.`, again, drop);
}

if (person) {
  let typing = null;
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-draft]");
    if (!form) return;
    clearTimeout(typing);
    typing = setTimeout(() => save(form), AFTER_TYPING);
  });
  document.addEventListener("submit", (event) => {
    clearTimeout(typing);
    send(event);
  });
  review();
  document.querySelectorAll("form[data-draft]").forEach(restore);
  window.addEventListener("online", review);
}
