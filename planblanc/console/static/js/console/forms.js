// A form that is on its way is not sent a second time by the same hand.
const TOO_LONG = 20000;

function release(form) {
  form.removeAttribute("aria-busy");
}

window.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.getAttribute("aria-busy")) {
    event.preventDefault();
    return;
  }
  form.setAttribute("aria-busy", "true");
  setTimeout(() => release(form), TOO_LONG);
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[aria-busy]").forEach(release));
