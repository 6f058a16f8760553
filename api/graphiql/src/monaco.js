// The editors, in one piece with their style; what they work out, workers of our own work out.
import { TabFocus } from "monaco-editor/esm/vs/editor/browser/config/tabFocus.js";
import "monaco-graphql/esm/monaco-editor.js";

globalThis.MonacoEnvironment = {
  getWorker(_id, label) {
    const name = label === "json" || label === "graphql" ? label : "editor";
    return new Worker(`/graphiql/${name}.js`, { type: "module" });
  },
};

// Who has no mouse leaves an editor with Tab. An editor keeps that key to itself otherwise.
TabFocus.setTabFocusMode(true);
