import { ask } from "/page/asking.js";
import { startBar, token } from "/page/bar.js";

const part = (id) => document.getElementById(id);

const editor = {
  show(query, variables) {
    part("query").value = query;
    part("variables").value = variables;
  },
  shown: () => part("query").value + part("variables").value,
};

async function run(event) {
  event.preventDefault();
  part("status").textContent = "Even geduld.";
  try {
    const variables = JSON.parse(part("variables").value || "{}");
    const answer = await ask({ query: part("query").value, variables }, token());
    part("answer").textContent = JSON.stringify(answer, null, 2);
    part("status").textContent = answer.errors ? "Er is iets niet goed." : "Klaar.";
  } catch (error) {
    const what = error instanceof SyntaxError ? "De variabelen zijn geen JSON" : "Geen antwoord";
    part("status").textContent = `${what} (${error.message}).`;
  }
}

part("question").addEventListener("submit", run);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "Enter") part("question").requestSubmit();
});
await startBar(editor);
