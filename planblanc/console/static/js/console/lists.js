// Lists that are ticked, long imports that go on by themselves until one stops them, and pages that one prints.
for (const button of document.querySelectorAll("[data-tick-all]")) {
  const boxes = [...button.form.querySelectorAll('tbody input[type="checkbox"]')];
  button.hidden = boxes.length < 2;
  button.addEventListener("click", () => {
    const all = boxes.every((box) => box.checked);
    boxes.forEach((box) => { box.checked = !all; });
    button.textContent = all ? "Tout cocher" : "Tout décocher";
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

const going = document.querySelector("form[data-continue]");
if (going) {
  const next = setTimeout(() => going.requestSubmit(), 400);
  document.querySelectorAll("[data-stop]").forEach((link) => link.addEventListener("click", () => clearTimeout(next)));
}
