import { examples } from "/page/examples.js";

const part = (id) => document.getElementById(id);
const pretty = (value) => JSON.stringify(value, null, 2);

async function ask(query, variables) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

async function firstRegion() {
  const { data } = await ask("{ regions { code municipalities { code } } }");
  const region = data?.regions[0];
  return {
    region: region?.code ?? "",
    municipality: region?.municipalities[0]?.code ?? "",
    today: new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" }),
  };
}

function show(example, known) {
  part("query").value = example.query;
  part("variables").value = pretty(example.variables(known));
}

async function run(event) {
  event.preventDefault();
  part("status").textContent = "Even geduld.";
  try {
    const variables = JSON.parse(part("variables").value || "{}");
    const answer = await ask(part("query").value, variables);
    part("answer").textContent = pretty(answer);
    part("status").textContent = answer.errors ? "Er is iets niet goed." : "Klaar.";
  } catch (error) {
    const what = error instanceof SyntaxError ? "De variabelen zijn geen JSON" : "Geen antwoord";
    part("status").textContent = `${what} (${error.message}).`;
  }
}

const known = await firstRegion();
examples.forEach((example, index) => part("example").add(new Option(example.title, index)));
part("example").addEventListener("change", (event) => show(examples[event.target.value], known));
part("question").addEventListener("submit", run);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter") part("question").requestSubmit();
});
show(examples[0], known);
