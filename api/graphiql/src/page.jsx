import "./nonce.js";
import "./monaco.js";
import "./page.css";

import { pick, useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import { createClient } from "graphql-sse";
import { useEffect } from "react";
import { createRoot } from "react-dom/client";
import { startBar, token } from "/page/bar.js";
import { memory } from "./memory.js";

const url = "/graphql";

/** A request goes with the token, unless the editor of headers has one. */
function send(address, options) {
  const headers = new Headers(options.headers);
  if (token() && !headers.has("Authorization")) headers.set("Authorization", `Bearer ${token()}`);
  return fetch(address, { ...options, headers });
}

/** Questions are posted; a subscription is followed over server-sent events. */
const fetcher = createGraphiQLFetcher({
  url,
  fetch: send,
  enableIncrementalDelivery: false,
  wsClient: createClient({ url, fetchFn: send, retryAttempts: 0 }),
});

/** Who scrolls past the end of an editor scrolls the page. */
const SCROLLING = { scrollbar: { alwaysConsumeMouseWheel: false } };

/** Gives the editors to the bar, as soon as they are there. */
function Bar() {
  const editors = useGraphiQL(pick("queryEditor", "variableEditor", "responseEditor", "headerEditor"));
  const { setOperationName } = useGraphiQLActions();
  const { queryEditor, variableEditor, responseEditor, headerEditor } = editors;
  const there = queryEditor && variableEditor && responseEditor && headerEditor;
  useEffect(() => {
    if (!there) return;
    for (const editor of Object.values(editors)) editor.updateOptions(SCROLLING);
    startBar({
      show(query, variables) {
        queryEditor.setValue(query);
        setOperationName(query.match(/^(?:query|mutation) (\w+)/m)[1]);
        variableEditor.setValue(variables);
        responseEditor.setValue("");
      },
      shown: () => queryEditor.getValue() + variableEditor.getValue(),
    });
  }, [there]);
  return null;
}

createRoot(document.getElementById("graphiql")).render(
  <GraphiQL
    fetcher={fetcher}
    storage={memory()}
    defaultQuery=""
    defaultEditorToolsVisibility="variables"
    showPersistHeadersSettings={false}
  >
    <Bar />
  </GraphiQL>,
);
