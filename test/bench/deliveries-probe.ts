// Opens the workspace named on the command line, asks for the outbox as its page does, sends what it is told to send to a
// loopback webhook, and prints its resident bytes and what each line cost.
import { join } from "node:path";
import { createWebhookConnector } from "../../src-main/adapters/crm/webhook.ts";
import { createFetchHttp } from "../../src-main/adapters/fetch-http/fetch-http.ts";
import { createRandomIds } from "../../src-main/adapters/random-ids.ts";
import { createSystemClock } from "../../src-main/adapters/system-clock.ts";
import { webhookSecretName } from "../../src-main/domain/crm/webhook-secret.ts";
import { createDeliveries } from "../../src-main/engine/crm/delivery-methods.ts";
import { createCrmSender } from "../../src-main/engine/crm/sender.ts";
import type { Call } from "../../src-main/engine/handlers.ts";
import { openStore } from "../../src-main/engine/store/open.ts";
import { countWork } from "../../src-main/engine/store/status.ts";
import { createFakeCrm } from "../support/fake-crm.ts";
import { connectorsWith } from "../support/crm-desk.ts";
import { createMemorySecrets } from "../support/memory-secrets.ts";
import { benchSecret } from "./queued-deliveries.ts";
import { quiet } from "./workspace.ts";

const { folder, targetId, most } = JSON.parse(process.argv[2] ?? "") as {
  readonly folder: string;
  readonly targetId: string;
  readonly most: number;
};
const clock = createSystemClock();
const store = await openStore({
  file: join(folder, "desk.db"),
  backups: folder,
  holder: { what: "bench", pid: process.pid, since: clock.now() },
});
const secrets = createMemorySecrets();
await secrets.set(webhookSecretName(targetId), benchSecret);
const parts = { store, clock, ids: createRandomIds(), log: quiet, changed: () => {} };
const webhook = createWebhookConnector({ http: createFetchHttp(), secrets, clock });
let sent = 0;
const sender = createCrmSender(parts, {
  ...connectorsWith({ secrets, clock }, createFakeCrm().connector),
  webhook: {
    ...webhook,
    deliver: (...asked) => {
      sent += 1;
      if (sent >= most) void sender.stop();
      return webhook.deliver(...asked);
    },
  },
});
const outbox = createDeliveries({ ...parts, sender: { nudge: () => {}, tryNow: () => {} } });
const call: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "engine" } };
await outbox["crm.deliveries"]({ state: null, targetId: null, search: "", cursor: null, limit: 100 }, call);
await countWork(store.read);
const [cpuBefore, before] = [process.cpuUsage(), clock.monotonic()];
if (most > 0) await sender.drain();
const { user, system } = process.cpuUsage(cpuBefore);
const wallMs = clock.monotonic() - before;
process.stdout.write(JSON.stringify({ rss: process.memoryUsage.rss(), sent, cpuMs: (user + system) / 1000, wallMs }));
await store.close();
