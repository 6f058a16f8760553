// Mercurius with graphql-jit over the statements of the floor. DATABASE, CATALOGUE, STATEMENTS, PORT.
import { readFileSync } from "node:fs";
import Fastify from "fastify";
import mercurius from "mercurius";
import pg from "pg";
import { Known } from "./known.mjs";
import { page, readCursor } from "./page.mjs";

const known = new Known(JSON.parse(readFileSync(process.env.CATALOGUE, "utf8")));
const statements = JSON.parse(readFileSync(process.env.STATEMENTS, "utf8"));
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => text);
const pool = new pg.Pool({
  connectionString: process.env.DATABASE,
  max: 8,
  options: "-c plan_cache_mode=force_generic_plan -c jit=off -c timezone=UTC",
});

async function referrals(_, { region, first, after, where }) {
  const status = where.status.eq;
  const place = readCursor(after);
  const client = await pool.connect();
  const ask = async (name, ...values) => {
    const asked = { name, text: statements[name], values, rowMode: "array" };
    return (await client.query(asked)).rows;
  };
  try {
    const which = [region, status, first + 1];
    const found = place ? await ask("next_page", ...which, ...place) : await ask("first_page", ...which);
    const shown = found.slice(0, first);
    const ids = shown.map((row) => row[0]);
    const providers = [...new Set(shown.map((row) => row[11]))].filter((one) => one !== null);
    const rows = {
      referrals: found,
      allocations: await ask("allocations", ids),
      decisions: await ask("decisions", ids),
      contracts: await ask("contracts", providers, region),
      total: Number((await ask("count", region, status))[0][0]),
    };
    return page(known, region, first, rows);
  } finally {
    client.release();
  }
}

const app = Fastify();
const schema = readFileSync(new URL("schema.graphql", import.meta.url), "utf8");
await app.register(mercurius, { schema, resolvers: { Query: { referrals } }, jit: 1 });
await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
