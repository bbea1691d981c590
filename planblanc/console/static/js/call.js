// A call is taken without leaving the keyboard: structures as one types, services and needs by their first letters, what could come beside.
const form = document.getElementById("call");
const field = (name) => form.elements[name];
const PAUSE = 180;

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[œŒ]/g, "oe").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();

// As it sounds, roughly, and without the marks of the plural: "rezo" is "réseau", "postes" is "poste".
const HEARD = [[/ph/g, "f"], [/qu|ck|q/g, "k"], [/c(?=[aou])/g, "k"], [/e?aux?/g, "o"], [/y/g, "i"], [/z/g, "s"], [/(.)\1+/g, "$1"], [/([a-z]{2})[sx](?= |$)/g, "$1"]];
const heard = (text) => HEARD.reduce((said, [rule, by]) => said.replace(rule, by), plain(text));

function made(tag, attributes, ...children) {
  const one = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
  one.append(...children);
  return one;
}

// A list under an input, as WAI-ARIA describes a combobox: arrows move, Enter chooses, Escape closes.
function combobox(input, { find, choose, onEmpty }) {
  const list = made("ul", { role: "listbox", id: `${input.id}-list`, "aria-label": "Propositions", hidden: "" });
  let active = -1;
  let asked = 0;
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": list.id })) input.setAttribute(name, value);
  input.after(list);

  const options = () => [...list.querySelectorAll('[role="option"]')];
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const move = (to) => {
    const all = options();
    active = all.length ? (to + all.length) % all.length : -1;
    all.forEach((one, rank) => one.setAttribute("aria-selected", String(rank === active)));
    if (active < 0) return;
    input.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  };
  const show = async () => {
    const mine = ++asked;
    if (!input.value.trim()) return close();
    const found = await find(input.value);
    if (mine !== asked || document.activeElement !== input) return;
    list.replaceChildren(...found);
    options().forEach((one, rank) => { one.id = `${list.id}-${rank}`; });
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    move(0);
  };
  const take = async (option) => {
    asked += 1;
    close();
    choose(option);
  };
  input.addEventListener("input", show);
  input.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest('[role="option"]');
    if (!option) return;
    event.preventDefault();
    take(option);
  });
  input.addEventListener("keydown", async (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) await show();
      else move(active + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      if (!input.value.trim()) return onEmpty();
      // Faster than the list: what is asked for is waited for.
      if (list.hidden || active < 0) await show();
      const option = options()[active];
      if (option && !list.hidden) take(option);
    }
  });
  return { close };
}

function next(from) {
  const all = [...form.querySelectorAll("input:not([type=hidden], [type=checkbox], [type=radio]), textarea, select")].filter((one) => one.checkVisibility());
  all[all.indexOf(from) + 1]?.focus();
}

async function fragment(address, said) {
  const answer = await fetch(`${address}?${new URLSearchParams(said)}`, { headers: { Accept: "text/html" } });
  if (!answer.ok) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// The structure
let delay = Promise.resolve();
async function sites(text) {
  const pause = new Promise((done) => setTimeout(done, PAUSE));
  delay = pause;
  await pause;
  if (delay !== pause) return [];
  const said = [["text", text]];
  if (document.body.dataset.region) said.push(["region", document.body.dataset.region]);
  const page = await fragment("/appel/structures", said).catch(() => null);
  const known = page ? [...page.querySelectorAll('[role="option"]')].map((one) => document.importNode(one, true)) : [];
  return [...known, made("li", { role: "option", "data-site": "-", "data-name": text.trim() }, `Non répertoriée : noter « ${text.trim()} »`)];
}

function chooseSite(option) {
  field("site").value = option.dataset.site;
  field("text").value = option.dataset.name;
  tellSite(option.textContent.trim());
  document.getElementById("choices")?.remove();
  document.getElementById("reports").replaceChildren();
  reportsOf = null;
  if (option.dataset.site === "-") {
    document.getElementById("unlisted").open = true;
    field("town").focus();
  } else field("number").focus();
  changed();
}

function tellSite(text) {
  const told = document.getElementById("chosen");
  told.hidden = !text;
  told.textContent = text;
}

const text = field("text");
text.addEventListener("input", () => {
  field("site").value = "";
  tellSite("");
});
combobox(text, { find: sites, choose: chooseSite, onEmpty: () => next(text) });

// Words of a list: those that begin so, then those that hold it, then those that are nearly it.
function ranked(choices, said) {
  const words = heard(said);
  const threes = (one) => new Set([...`  ${one} `].map((_, place, all) => all.slice(place, place + 3).join("")).filter((one) => one.length === 3));
  const wanted = threes(words);
  const score = ({ words: label }) => {
    if (label.startsWith(words)) return 3;
    if (` ${label}`.includes(` ${words}`)) return 2;
    const has = threes(label);
    return [...wanted].filter((one) => has.has(one)).length / wanted.size;
  };
  return choices.map((one) => [score(one), one]).filter(([rank]) => rank >= 0.65).sort(([a], [b]) => b - a).slice(0, 8).map(([, one]) => one);
}

function quick(place, { choices, read, chosen, drop }) {
  const input = made("input", { type: "text", id: `quick-${place.dataset.quick}`, autocomplete: "off", spellcheck: "false" });
  const chips = made("ul", { class: "chips", "aria-label": "Déjà noté" });
  place.append(made("label", { for: input.id }, place.dataset.label), input, chips);
  const redraw = () => {
    chips.replaceChildren(...chosen().map((one) => {
      const away = made("button", { type: "button", class: "second", "aria-label": `Retirer ${one.label}` }, `${one.label} ×`);
      away.addEventListener("click", () => { drop(one); changed(); input.focus(); });
      return made("li", {}, away);
    }));
  };
  combobox(input, {
    find: async (said) => [
      ...ranked(choices, read(said).words).map((one) => made("li", { role: "option", "data-value": one.value }, one.told(read(said).quantity))),
      made("li", { role: "option", "data-value": "" }, `Noter « ${said.trim()} » tel quel`),
    ],
    choose: (option) => {
      const choice = choices.find((one) => one.value === option.dataset.value);
      if (choice) {
        choice.take(read(input.value).quantity);
        input.value = "";
      } else keepAsSaid(input);
      changed();
    },
    onEmpty: () => next(input),
  });
  form.addEventListener("planblanc:call", redraw);
}

// What is in no list goes with what is said besides: nothing that was typed is lost.
function keepAsSaid(input) {
  const note = field("note");
  note.value = [note.value.trim(), input.value.trim()].filter(Boolean).join("\n");
  input.value = "";
}

const labelOf = (box) => box.closest("label").textContent.trim();
const boxes = (name) => [...form.querySelectorAll(`input[name="${name}"]`)];
const ticked = (name) => boxes(name).filter((box) => box.checked).map((box) => ({ label: labelOf(box), box }));
const ticking = (box) => ({ value: `${box.name}:${box.value}`, words: heard(labelOf(box)), told: () => labelOf(box), take: () => { box.checked = true; } });

const rows = [...form.querySelectorAll('select[name^="needs."][name$=".what"]')].map((what) => ({
  what,
  quantity: field(what.name.replace(".what", ".quantity")),
  by: field(what.name.replace(".what", ".wantedBy")),
}));

function takeLine(value, quantity) {
  const row = rows.find((one) => one.what.value === value) ?? rows.find((one) => !one.what.value);
  if (!row) {
    document.getElementById("lines").open = true;
    return;
  }
  row.what.value = value;
  row.quantity.value = quantity ?? (row.quantity.value || "");
}

function lines() {
  return [...rows[0].what.options].filter((one) => one.value).map((one) => ({
    value: one.value,
    words: heard(one.textContent),
    told: (quantity) => (quantity && !one.value.startsWith("serviceDomain") ? `${quantity} × ${one.textContent}` : one.textContent),
    take: (quantity) => takeLine(one.value, quantity),
  }));
}

const counted = (said) => {
  const quantity = said.match(/\d[\d ]*/)?.[0].replaceAll(" ", "");
  return { quantity, words: said.replace(/\d[\d ]*/, " ") };
};

quick(form.querySelector('[data-quick="services"]'), {
  choices: boxes("closed").map(ticking),
  read: (said) => ({ words: said }),
  chosen: () => ticked("closed"),
  drop: ({ box }) => { box.checked = false; },
});
quick(form.querySelector('[data-quick="needs"]'), {
  choices: [...boxes("packs").map(ticking), ...lines()],
  read: counted,
  chosen: () => [
    ...ticked("packs"),
    ...rows.filter(({ what }) => what.value).map((row) => ({ label: `${row.quantity.value ? `${row.quantity.value} × ` : ""}${row.what.selectedOptions[0].textContent}`, row })),
  ],
  drop: ({ box, row }) => {
    if (box) box.checked = false;
    else for (const control of Object.values(row)) control.value = "";
  },
});

// Others of the same cause, one a line
const others = form.querySelector("[data-others]");
const more = made("input", { type: "text", id: "quick-others", autocomplete: "off", spellcheck: "false" });
others.append(made("label", { for: more.id }, "Ajouter une structure, comme la première"), more);
combobox(more, {
  find: sites,
  choose: ({ dataset }) => {
    const line = dataset.site === "-" ? dataset.name : `${dataset.site} ${dataset.name}`;
    field("others").value = [field("others").value.trim(), line].filter(Boolean).join("\n");
    more.value = "";
    changed();
  },
  onEmpty: () => next(more),
});

// What could come
let reportsOf = null;
let looking = null;
async function look() {
  const site = /^[0-9][0-9AB]\d{7}$/.test(field("site").value) ? field("site").value : plain(text.value).replaceAll(" ", "").toUpperCase();
  if (!/^[0-9][0-9AB]\d{7}$/.test(site)) return;
  looking?.abort();
  looking = new AbortController();
  const said = [["site", site], ...ticked("packs").map(({ box }) => ["packs", box.value])];
  rows.filter(({ what }) => what.value).forEach(({ what, quantity, by }, rank) => {
    const [kind, code] = what.value.split(":");
    said.push([`needs.${rank}.${kind}`, code], [`needs.${rank}.quantity`, quantity.value.match(/^\d{1,4}$/)?.[0] ?? ""], [`needs.${rank}.wantedBy`, by.value]);
  });
  if (document.body.dataset.region) said.push(["region", document.body.dataset.region]);
  const page = await fragment("/appel/portee", said).catch(() => null);
  if (!page) return;
  document.getElementById("forecast").replaceChildren(...page.querySelector('[data-part="forecast"]').childNodes);
  if (reportsOf === site) return;
  reportsOf = site;
  document.getElementById("reports").replaceChildren(...page.querySelector('[data-part="reports"]').childNodes);
}

let pause = null;
function changed() {
  form.dispatchEvent(new CustomEvent("planblanc:call"));
  clearTimeout(pause);
  pause = setTimeout(look, PAUSE);
  form.dispatchEvent(new Event("input", { bubbles: true })); // the draft is kept
}

form.addEventListener("change", changed);
window.addEventListener("submit", (event) => {
  if (event.target === form) form.querySelectorAll("[data-quick] input").forEach(keepAsSaid);
}, true);
form.addEventListener("keydown", (event) => {
  const primary = document.querySelector('button[form="call"]');
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit(primary);
  } else if (event.key === "Enter" && event.target.matches("input:not([type=checkbox], [type=radio]), select")) {
    event.preventDefault();
    next(event.target);
  }
});

for (const one of document.querySelectorAll("[data-without-script]")) one.hidden = true;
for (const one of document.querySelectorAll("details[data-fold]")) one.open = false;
form.dispatchEvent(new CustomEvent("planblanc:call"));
if (field("site").value) {
  if (field("site").value !== "-" && document.getElementById("chosen").hidden) tellSite(`${text.value} · FINESS ${field("site").value}`);
  look();
}
if (!form.hasAttribute("data-refused")) text.focus();
