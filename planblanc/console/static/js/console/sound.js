// A sound for a new incident, for whoever has turned it on, on this device; shorter and lower for an exercise.
const NEW = "incident.declared";
const REAL = [880, 660, 880];
const EXERCISE = [440];
const SECONDS = 0.22;
let player = null;

function isOn() {
  return recall("device:sound") === true;
}

function awake() {
  player ??= new AudioContext();
  return player.resume();
}

async function play(tones) {
  await awake();
  tones.forEach((tone, place) => {
    const from = player.currentTime + place * SECONDS;
    const volume = player.createGain();
    volume.gain.setValueAtTime(0.2, from);
    volume.gain.exponentialRampToValueAtTime(0.001, from + SECONDS);
    const source = new OscillatorNode(player, { frequency: tone });
    source.connect(volume).connect(player.destination);
    source.start(from);
    source.stop(from + SECONDS);
  });
}

function showSound() {
  for (const switched of document.querySelectorAll("[data-sound]")) switched.setAttribute("aria-pressed", String(isOn()));
  for (const told of document.querySelectorAll("[data-sound-says]")) told.textContent = says();
}

// A browser lets no page make a sound before somebody has touched it: then it is said, rather than believed.
function says() {
  if (!isOn()) return "Aucun son.";
  return navigator.userActivation?.hasBeenActive ? "Un son annonce chaque nouvel incident." : "Un son annoncera chaque nouvel incident dès que vous aurez touché cette page.";
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-sound]")) return;
  keep("device:sound", !isOn());
  if (isOn()) play(EXERCISE);
  showSound();
});
document.addEventListener("pointerdown", showSound, { once: true });
document.addEventListener("keydown", showSound, { once: true });
hear("event", (event) => {
  if (!isOn() || event.act !== NEW) return;
  // One page of this browser is enough.
  const ring = () => play(event.exercise ? EXERCISE : REAL);
  if (navigator.locks) navigator.locks.request(`${OURS}sound:${event.cursor}`, { ifAvailable: true }, (held) => held && ring().then(() => new Promise((done) => setTimeout(done, 3000))));
  else ring();
});
hear("replaced", showSound);
showSound();
