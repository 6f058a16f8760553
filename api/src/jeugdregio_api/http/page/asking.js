// What both pages do: ask, and fill in an example with what this service has.
const EXAMPLES = "/page/examples";
const get = async (file) => (await fetch(`${EXAMPLES}/${file}`)).text();

/** Post one operation; the answer as GraphQL gives it. */
export async function ask(operation, token) {
  const headers = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const body = JSON.stringify(operation);
  return (await fetch("/graphql", { method: "POST", headers, body })).json();
}

/** The examples, by the role that they are for. */
export const roles = async () => JSON.parse(await get("index.json"));

/** The text of an example. */
export const text = async ({ file }) => (await get(`${file}.graphql`)).trim();

/** Who there is to be in a demo, each with a token; nobody elsewhere. */
export async function accounts() {
  const { accounts: place } = await (await fetch("/page/about.json")).json();
  return place ? (await (await fetch(place)).json()).tokens : [];
}

/** The regions that are served. */
export async function served() {
  const query = await get("known.graphql");
  const { data } = await ask({ query, operationName: "Served" });
  return data?.regions ?? [];
}

/** What an example about this region can be filled in with, and why not with more. */
export async function known(regions, code, token) {
  const query = await get("known.graphql");
  const variables = { region: code };
  const { data, errors } = await ask({ query, variables, operationName: "Stored" }, token);
  const region = regions.find((one) => one.code === code);
  return {
    ...data,
    region: code,
    other: regions.find((one) => one !== region)?.code,
    municipality: region?.municipalities[0]?.code,
    today: new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" }),
    key: `proef-${Date.now()}`,
    why: errors?.[0].message,
  };
}

/**
 * Variables with a value at every `@path`; of `@a or b` the first that there is. What is not there
 * is null, and is left out where the path ends in `or nothing`.
 */
export function filled(value, known) {
  if (typeof value === "string" && value.startsWith("@")) return found(value.slice(1), known);
  if (Array.isArray(value)) return value.map((one) => filled(one, known));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, known)]));
}

function found(paths, known) {
  const none = paths.endsWith(" or nothing") ? undefined : null;
  const follow = (path) => path.split(".").reduce((at, key) => at?.[key], known);
  return paths.split(" or ").map(follow).find((value) => value != null) ?? none;
}
