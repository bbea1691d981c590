// Follows what happens: one stream for all the pages of this browser that follow the same thing, told in words at once.
const DOCUMENTS = {
  incident: "subscription Console($key: ID!, $after: String) { live: incidentEvents(incident: $key, after: $after)",
  region: "subscription Console($key: String!, $after: String) { live: regionEvents(region: $key, after: $after)",
};
// The same words for everybody: the service then makes each event once, however many follow it.
const FIELDS = " { kind cursor act recordedAt incident exercise entry { text } } }";
const SILENT_AFTER = 40000; // the service says something every fifteen seconds
const LONGEST_WAIT = 20000;
const OLDEST_CURSOR = 600000;
const MOST_REMEMBERED = 50;
const HIDDEN_FOR = 60000;
const OVERLAP = 5000; // what was being written while the page was read
const FINAL = new Set(["UNAUTHENTICATED", "ACCESS_SUSPENDED", "FORBIDDEN", "NOT_FOUND", "CSRF_REFUSED"]);

const connection = document.getElementById("connection");
const readAt = Date.parse(body.dataset.readAt ?? "");
let heardAt = null;
let downSince = null;
let endedWith = "";
const streams = [];

class Stream {
  constructor(kind, key) {
    this.kind = kind;
    this.key = key;
    this.name = `${kind}:${key}`;
    this.told = [];
    this.shown = new Set();
    this.channel = "BroadcastChannel" in window ? new BroadcastChannel(`${OURS}${person}:${this.name}`) : null;
    this.channel?.addEventListener("message", ({ data }) => this.received(data));
  }

  // Whoever holds the lock reads from the service, for all pages of this browser; when it is closed, the next one does.
  start() {
    this.ending = new AbortController();
    this.channel?.postMessage({ asks: true });
    const { signal } = this.ending;
    const led = () => this.lead(signal);
    const shared = navigator.locks && this.channel ? navigator.locks.request(`${OURS}${person}:${this.name}`, { signal }, led) : led();
    shared.catch((error) => {
      if (error.name !== "AbortError") throw error;
    });
  }

  stop() {
    this.ending?.abort();
  }

  received({ asks, event, beat, down, ended, past }) {
    if (asks && this.leads) this.channel.postMessage({ past: this.told, beat: !this.isDown });
    for (const one of past ?? []) this.show(one);
    if (event) this.show(event);
    if (beat) isUp();
    if (down) isDown();
    if (ended) isEnded(ended);
  }

  share(message) {
    this.channel?.postMessage(message);
    this.received(message);
  }

  async lead(signal) {
    this.leads = true;
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.read(signal, () => (failures = 0));
      } catch (error) {
        // Once may be a session that has just become another, in another page of this browser.
        if (FINAL.has(error.code) && failures > 0) {
          this.share({ ended: error.code });
          break;
        }
      }
      if (signal.aborted) break;
      this.isDown = true;
      this.share({ down: true });
      failures += 1;
      await this.pause(Math.min(LONGEST_WAIT, 500 * 2 ** failures) * (0.5 + Math.random() / 2), signal);
    }
    this.leads = false;
  }

  async pause(milliseconds, signal) {
    const over = new AbortController();
    const until = { signal: over.signal };
    await new Promise((done) => {
      setTimeout(done, milliseconds);
      window.addEventListener("online", done, until);
      signal.addEventListener("abort", done, until);
    });
    over.abort();
  }

  async read(signal, opened) {
    const silence = new AbortController();
    const both = AbortSignal.any([signal, silence.signal]);
    let timer = setTimeout(() => silence.abort(), SILENT_AFTER);
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENT_AFTER);
      this.isDown = false;
      this.share({ beat: true });
    };
    try {
      const response = await this.ask(both);
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = "";
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        heard();
        opened();
        const blocks = (text + part.value).split("\n\n");
        text = blocks.pop();
        for (const block of blocks) this.take(block);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  async ask(signal) {
    const known = recall(`cursor:${this.name}`);
    this.resumes = known !== null && Date.now() - known.at < OLDEST_CURSOR;
    const variables = { key: this.key, after: this.resumes ? known.cursor : null };
    const response = await fetch("/graphql", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "text/event-stream", "X-CSRF-Token": body.dataset.csrf },
      body: JSON.stringify({ query: DOCUMENTS[this.kind] + FIELDS, variables }),
      signal,
    });
    if (response.ok && response.headers.get("content-type")?.startsWith("text/event-stream")) return response;
    const answer = await response.json().catch(() => ({}));
    throw failure(answer.errors?.[0]?.extensions?.code ?? "");
  }

  take(block) {
    const data = block.split("\n").find((line) => line.startsWith("data: "));
    if (!data || !block.includes("event: next")) return;
    const { data: result, errors } = JSON.parse(data.slice("data: ".length));
    if (errors) {
      const code = errors[0].extensions?.code ?? "";
      if (code === "BAD_INPUT") keep(`cursor:${this.name}`, null);
      throw failure(code);
    }
    const event = result.live;
    keep(`cursor:${this.name}`, { cursor: event.cursor, at: Date.now() });
    if (event.kind === "OPENED") {
      // Where it started from is not known: what happened since the page was read may have been missed.
      if (!this.resumes) tell("missed", null);
      return;
    }
    if (event.kind !== "LINE") return;
    this.told = [...this.told, event].slice(-MOST_REMEMBERED);
    this.share({ event });
  }

  show(event) {
    const isNew = !(Date.parse(event.recordedAt) < readAt - OVERLAP);
    if (this.shown.has(event.cursor) || !isNew) return;
    this.shown.add(event.cursor);
    tell("event", { ...event, topic: this.kind });
  }
}

function failure(code) {
  return Object.assign(new Error(code || "the stream broke"), { code });
}

function isUp() {
  heardAt = Date.now();
  if (downSince !== null) tell("network", { up: true });
  downSince = null;
  tick();
}

function isDown() {
  if (downSince === null) {
    downSince = heardAt ?? Date.now();
    tell("network", { up: false });
  }
  tick();
}

function isEnded(code) {
  if (code === "FORBIDDEN" || code === "NOT_FOUND") return; // this person follows nothing here: the page is read again now and then
  endedWith = code;
  tell("ended", code);
  tick();
}

function tick() {
  if (connection === null || (!body.dataset.offlineSince && heardAt === null && downSince === null && !endedWith)) return;
  connection.classList.toggle("stale", downSince !== null || Boolean(endedWith));
  if (body.dataset.offlineSince) {
    connection.classList.add("stale");
    connection.textContent = `copie gardée il y a ${lasting(Date.now() - Number(body.dataset.offlineSince))}`;
  } else if (endedWith) {
    const here = encodeURIComponent(body.dataset.here);
    if (!connection.querySelector("a")) connection.replaceChildren("session finie : ", element("a", { href: `/connexion?suite=${here}` }, "se reconnecter"));
  } else if (downSince !== null) connection.textContent = `pas à jour depuis ${lasting(Date.now() - downSince)}`;
  else connection.textContent = `à jour il y a ${lasting(Date.now() - heardAt)}`;
}

function follow() {
  const followed = new Map();
  const { topic, key } = main.dataset;
  const [own] = (body.dataset.follows ?? "").split(" ").filter(Boolean);
  if (own) followed.set(`region:${own}`, new Stream("region", own));
  if (topic in DOCUMENTS && key) followed.set(`${topic}:${key}`, new Stream(topic, key));
  streams.push(...followed.values());
  for (const stream of streams) stream.start();
  const incident = topic === "incident" ? followed.get(`incident:${key}`) : null;
  if (incident) rest(incident);
}

// A browser holds few connections to one place: an incident that nobody looks at gives its own up.
function rest(stream) {
  let timer = null;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => stream.stop(), HIDDEN_FOR);
    else if (stream.ending.signal.aborted) stream.start();
  });
}

if (person) {
  connection?.setAttribute("aria-live", "off"); // it counts the seconds: what matters is told elsewhere
  follow();
  hear("session", () => {
    if (!endedWith) return;
    endedWith = "";
    for (const stream of streams) stream.start();
  });
  setInterval(tick, 1000);
}
