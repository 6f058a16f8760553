// Bundles GraphiQL into the Python package: a page, its style, its script and three workers.
import { copyFile, readdir, rename, rm } from "node:fs/promises";
import { build } from "esbuild";

const packaged = "../src/jeugdregio_api/http/graphiql";
const outdir = `${packaged}.new`;

await rm(outdir, { recursive: true, force: true });
await build({
  entryPoints: {
    page: "src/page.jsx",
    editor: "monaco-editor/esm/vs/editor/editor.worker.js",
    json: "monaco-editor/esm/vs/language/json/json.worker.js",
    graphql: "monaco-graphql/esm/graphql.worker.js",
  },
  outdir,
  bundle: true,
  splitting: true,
  minify: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  external: ["/page/*"],
  loader: { ".ttf": "file" },
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "linked",
  logLevel: "warning",
});

// The page has all of the style in one file; nothing loads what the parts got of it.
const unused = (await readdir(outdir)).filter((name) => /^(?!page\.).*\.css$/.test(name));
await Promise.all(unused.map((name) => rm(`${outdir}/${name}`)));

await copyFile("src/index.html", `${outdir}/index.html`);
await rm(packaged, { recursive: true, force: true });
await rename(outdir, packaged);
