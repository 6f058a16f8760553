// Every audit of graphql-http against the address given: one line per failure, then the figures.
import { auditServer } from "graphql-http";

const results = await auditServer({ url: process.argv[2], fetchFn: fetch });
const figures = {};
for (const { id, name, status, reason } of results) {
  const level = name.split(" ")[0];
  figures[level] ??= { passed: 0, all: 0 };
  figures[level].all += 1;
  if (status === "ok") figures[level].passed += 1;
  else console.log(`${status} ${id} ${name}: ${reason}`);
}
const passed = results.filter(({ status }) => status === "ok").length;
const levels = Object.entries(figures).map(([level, { passed, all }]) => `${level} ${passed}/${all}`);
console.log(`graphql-http: ${passed} of ${results.length} audits pass (${levels.join(", ")}).`);
process.exit(passed === results.length ? 0 : 1);
