// The title and the icon say how much waits, also for a page that is behind others.
const title = document.title;
const icon = document.querySelector("link[rel=icon]");
const plainIcon = icon?.getAttribute("href");

function showWaiting() {
  const shown = document.querySelector("[data-waits]");
  if (shown) keep("waits", Number(shown.dataset.waits));
  const waits = recall("waits") ?? 0;
  document.title = waits ? `(${waits}) ${title}` : title;
  icon?.setAttribute("href", waits ? body.dataset.waitingIcon : plainIcon);
}

if (person) {
  showWaiting();
  hear("replaced", showWaiting);
  // Another page of this browser has read how much waits.
  window.addEventListener("storage", ({ key }) => {
    if (key === `${OURS}waits` && !document.querySelector("[data-waits]")) showWaiting();
  });
}
