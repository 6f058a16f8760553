// The bar above both pages: a token, a region, and an example to start from.
import { accounts, filled, known, roles, served, text } from "/page/asking.js";

const part = (id) => document.getElementById(id);
const option = ([label, value]) => new Option(label, value);

/** The token as it was typed or pasted, without the word in front of it. */
export const token = () => part("token").value.trim().replace(/^bearer\s+/i, "");

/**
 * Let people choose. `editor.show(query, variables)` writes both, and `editor.shown()` gives both
 * back: what somebody wrote is kept when only the token changes.
 */
export async function startBar(editor) {
  const [groups, regions, people] = await Promise.all([roles(), served(), accounts()]);
  const examples = groups.flatMap((group) => group.examples);
  part("region").append(...regions.map(({ name, code }) => [name, code]).map(option));
  part("example").append(...groups.map((group) => grouped(group, examples)));
  part("account").append(...people.map(({ label }, index) => [label, index]).map(option));
  part("account").closest("label").hidden = people.length === 0;
  let last;
  let lent = "";
  let turn = 0;

  async function choose() {
    const mine = ++turn;
    part("bar").ariaBusy = "true";
    try {
      const chosen = await prepared();
      if (mine === turn) show(chosen); // Else somebody chose again meanwhile.
    } catch {
      part("filled").textContent = "De service geeft geen antwoord. Kies opnieuw.";
    }
    if (mine === turn) part("bar").ariaBusy = "false";
  }

  async function prepared() {
    const example = examples[part("example").value];
    const [query, have] = await Promise.all([
      text(example),
      known(regions, part("region").value, token()),
    ]);
    return { query, variables: JSON.stringify(filled(example.variables, have), null, 2), have };
  }

  function show({ query, variables, have }) {
    part("filled").textContent = /: null\b/.test(variables) ? lacking(have) : "";
    editor.show(query, variables);
    last = editor.shown();
  }

  /** In the demo, the token of who may do what the example does, unless somebody chose one. */
  function lend() {
    if (token() !== lent) return;
    const { as } = examples[part("example").value];
    const region = part("region").value;
    const index = people.findIndex((one) => one.role === as && one.region === region);
    part("account").value = index < 0 ? "" : index;
    lent = part("token").value = people[index]?.token ?? "";
  }

  function chooseAnother() {
    lend();
    return choose();
  }

  function become() {
    const chosen = people[part("account").value];
    part("token").value = chosen?.token ?? "";
    if (chosen) part("region").value = chosen.region;
    return choose();
  }

  part("account").addEventListener("change", become);
  part("region").addEventListener("change", chooseAnother);
  part("example").addEventListener("change", chooseAnother);
  part("token").addEventListener("change", () => editor.shown() === last && choose());
  await choose();
}

function grouped({ role, examples }, all) {
  const group = Object.assign(document.createElement("optgroup"), { label: role });
  group.append(...examples.map((one) => [one.title, all.indexOf(one)]).map(option));
  return group;
}

function lacking({ why }) {
  return `Nog niet alles is ingevuld. ${why ?? "Wat hier past, is nog niet opgeslagen."}`;
}
