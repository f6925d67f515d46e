// An engine that opens no database: what is tried with it is the real line between a page and a utility process, on an
// Electron whose Node cannot load the database. It answers each call with what was asked and who answered.
import { lineToElectron } from "../../../src-main/hosts/desktop/parent-line.ts";
import type { ParentPort } from "../../../src-main/hosts/desktop/parent-line.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { createChangeFeed } from "../../../src-main/transport/change-feed.ts";
import { serveChannel } from "../../../src-main/transport/message-port.ts";

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };
const parent = lineToElectron(parentPort);
const changes = createChangeFeed();
const windows: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "engine" } };

parent.onClose(() => process.exit(0));
parent.onChannel((channel) =>
  serveChannel({
    channel,
    changes,
    callOf: () => Promise.resolve(windows),
    dispatch: ({ method, input }) => {
      if (method === "change") changes.tell(["triage"]);
      return Promise.resolve({ result: { method, input, pid: process.pid } });
    },
  }),
);
parent.send({ type: "ready" });
