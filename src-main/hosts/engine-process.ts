// The engine of the desktop: a process of its own, started by the shell, which hands it a line to each page.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createFileLogger } from "../adapters/file-logger.ts";
import { Refusal } from "../contract/refusal.ts";
import type { Call } from "../engine/handlers.ts";
import type { Logger } from "../ports/logger.ts";
import { serveChannel } from "../transport/message-port.ts";
import { answerControl } from "./answer-control.ts";
import { startControl } from "./control.ts";
import { openDataFolder } from "./data-folder.ts";
import { tellCounts } from "./desktop/tell-counts.ts";
import { lineToElectron } from "./desktop/parent-line.ts";
import type { ParentLine, ParentPort } from "./desktop/parent-line.ts";
import { lineToParentProcess } from "./desktop/relayed-line.ts";
import { openDesk } from "./desk.ts";
import type { Desk } from "./desk.ts";
import { clock, ids } from "./open-workspace.ts";
import { sampleKit } from "./sample-kit.ts";

/** A wall hangs where nobody has signed in, and whoever has is not meant: it is given what a display is given. */
const wallOnMonitor: Call = { device: "display", sessionId: null, person: null, actor: { kind: "engine" } };

function findParent(): ParentLine {
  const { parentPort } = process as { readonly parentPort?: ParentPort };
  if (parentPort) return lineToElectron(parentPort);
  if (__TEST_BUILD__ && process.send) return lineToParentProcess();
  throw new Error("This is the engine of Watchroom's desktop, which starts it. Without it: npm run serve");
}

async function run(parent: ParentLine): Promise<void> {
  const { values } = parseArgs({
    options: { "data-dir": { type: "string" }, workspace: { type: "string" }, sample: { type: "boolean" } },
  });
  const dataFolder = openDataFolder(values["data-dir"]);
  const log = createFileLogger({ folder: join(dataFolder, "logs"), now: clock.now });
  process.on("uncaughtExceptionMonitor", (cause) =>
    log.error("engine.crashed", { error: cause.stack ?? cause.message }),
  );
  const desk = await openAsked(dataFolder, { workspace: values.workspace, wantsSample: values.sample === true }, log);
  const control = await startControl(dataFolder, (request) => answerControl(desk, request));
  // Browsers that were let in before find their desk again; for nobody else is a port opened.
  if (await desk.hasBrowsers()) await desk.door.serve({});
  else await desk.door.followNetworks();
  const { dispatch, changes } = desk;
  parent.onChannel((channel, isWall) => {
    const callOf = isWall ? () => Promise.resolve(wallOnMonitor) : desk.sessions.callOfWindows;
    serveChannel({ channel, dispatch, changes, callOf });
  });
  const stopCounting = tellCounts(desk, (counts) => parent.send({ type: "counts", counts }));
  parent.onPower((event) => {
    log.info("computer.power", { event });
    if (event === "resume" || event === "online" || event === "unlock") desk.wake();
  });
  let isClosing = false;
  closeDesk = async () => {
    if (isClosing) return;
    isClosing = true;
    stopCounting();
    await control?.close();
    await desk.close();
    process.exit(0);
  };
  parent.send({ type: "ready" });
}

type Asked = { readonly workspace: string | undefined; readonly wantsSample: boolean };

async function openAsked(dataFolder: string, { workspace, wantsSample }: Asked, log: Logger): Promise<Desk> {
  try {
    const desk = await openDesk({ dataFolder, workspace, holder: "desktop", runLoops: true, sampleKit });
    if (wantsSample) await desk.openSample({ anew: false });
    return desk;
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    const id = ids.ulid(clock.now());
    log.error("engine.start_failed", {
      id,
      error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
    });
    throw new Refusal("internal", { id }, { cause });
  }
}

// Until there is a desk, ending is all there is to do.
let closeDesk: () => Promise<void> | void = () => process.exit(0);

const parent = findParent();
parent.onClose(() => void closeDesk());
try {
  await run(parent);
} catch (cause) {
  if (!(cause instanceof Refusal)) throw cause;
  // The shell ends this process when it has heard why.
  parent.send({ type: "refused", code: cause.code, params: cause.params });
}
