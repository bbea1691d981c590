// Sends what the two text areas hold to the API, with the token that was pasted; nothing is kept.
const find = (id) => document.getElementById(id);

function showExample() {
  const chosen = find("example").selectedOptions[0];
  if (!chosen) return;
  find("query").value = chosen.dataset.query;
  find("variables").value = JSON.stringify(JSON.parse(chosen.dataset.variables), null, 2);
}

function tell(text, isBad = false) {
  find("status").textContent = text;
  find("status").classList.toggle("bad", isBad);
}

async function send(event) {
  event.preventDefault();
  let variables;
  try {
    variables = JSON.parse(find("variables").value || "{}");
  } catch {
    tell("Les variables ne sont pas du JSON valide.", true);
    find("variables").focus();
    return;
  }
  tell("Demande envoyée…");
  const started = performance.now();
  try {
    const answer = await fetch("/graphql", {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/graphql-response+json",
        Authorization: `Bearer ${find("token").value.trim()}`,
      },
      body: JSON.stringify({ query: find("query").value, variables }),
    });
    const content = await answer.json();
    find("answer").textContent = JSON.stringify(content, null, 2);
    const fault = content.errors?.[0]?.message;
    const took = `${Math.round(performance.now() - started)} ms`;
    tell(fault ?? `Réponse reçue en ${took}.`, Boolean(fault));
  } catch {
    tell("Le service ne répond pas. Votre requête est intacte : réessayez.", true);
  }
}

find("example").addEventListener("change", showExample);
find("form").addEventListener("submit", send);
showExample();
