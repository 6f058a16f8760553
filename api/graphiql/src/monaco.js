// The editors, in one piece with their style; what they work out, workers of our own work out.
import "monaco-graphql/esm/monaco-editor.js";

globalThis.MonacoEnvironment = {
  getWorker(_id, label) {
    const name = label === "json" || label === "graphql" ? label : "editor";
    return new Worker(`/graphiql/${name}.js`, { type: "module" });
  },
};
