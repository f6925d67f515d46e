// Opens the workspace named on the command line as the engine does, asks for the first pages, and prints its resident bytes.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRandomIds } from "../../src-main/adapters/random-ids.ts";
import { loadSentiment } from "../../src-main/adapters/sentiment-model.ts";
import { createSystemClock } from "../../src-main/adapters/system-clock.ts";
import type { Call } from "../../src-main/engine/handlers.ts";
import { createUnderstandings } from "../../src-main/engine/sources/understanding.ts";
import { openStore } from "../../src-main/engine/store/open.ts";
import { createTriage } from "../../src-main/engine/triage/index.ts";
import { createTopics } from "../../src-main/engine/topics/index.ts";
import { createWallboard } from "../../src-main/engine/wallboard/index.ts";
import { quiet } from "./workspace.ts";
import { onlyShipped } from "../support/only-shipped.ts";

const file = process.argv[2] ?? "";
const clock = createSystemClock();
const store = await openStore({
  file,
  backups: join(dirname(file), "backups"),
  holder: { what: "bench", pid: process.pid, since: clock.now() },
});
const parts = { store, clock, ids: createRandomIds(), log: quiet, changed: () => {} };
const { classify } = loadSentiment(fileURLToPath(new URL("../../resources/", import.meta.url)));
const understanding = await createUnderstandings(onlyShipped(classify))(store.read);
understanding.read({
  title: null,
  text: "Still waiting for the ferry",
  author: null,
  handle: null,
  url: null,
  network: "other",
  source: "S",
  sourceId: "S",
  declaredLang: null,
});
const call: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "engine" } };
const triage = createTriage({ ...parts, topicStories: createTopics(parts).storiesOf });
await triage["triage.page"](
  { view: "waiting", cursor: null, limit: 100, search: "", filter: {}, everywhere: false, alarm: null, topic: null },
  call,
);
await triage["triage.counts"]({}, call);
await createWallboard({ ...parts, network: { state: () => "online", offlineSince: () => null } })["wallboard.snapshot"](
  { wall: null },
  call,
);
process.stdout.write(String(process.memoryUsage.rss()));
await store.close();
