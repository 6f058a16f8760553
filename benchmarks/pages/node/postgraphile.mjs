// PostGraphile 5 over the tables as they are. DATABASE and PORT say where.
import { createServer } from "node:http";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";

const options = "-c plan_cache_mode=force_generic_plan -c jit=off";
const preset = {
  extends: [PostGraphileAmberPreset],
  // A list is ordered by a column that is not the first of its index.
  disablePlugins: ["PgIndexBehaviorsPlugin"],
  pgServices: [
    makePgService({
      connectionString: process.env.DATABASE,
      schemas: ["public", "shown"],
      poolConfig: { max: 8, options },
    }),
  ],
  grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false },
  grafast: { explain: false },
};
const server = createServer();
server.on("error", () => process.exit(1));
const service = postgraphile(preset).createServ(grafserv);
await service.addTo(server);
server.listen(Number(process.env.PORT), "127.0.0.1");
