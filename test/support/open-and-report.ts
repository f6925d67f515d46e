// Run as a process of its own: opens a workspace, says how it went in one JSON line, and keeps it until stdin ends.
import { Refusal } from "../../src-main/contract/refusal.ts";
import { openStore } from "../../src-main/engine/store/open.ts";

const [file = "", backups = ""] = process.argv.slice(2);
const say = (answer: object) => process.stdout.write(`${JSON.stringify(answer)}\n`);

try {
  const store = await openStore({ file, backups, holder: { what: "serve", pid: process.pid, since: Date.now() } });
  say({ opened: true });
  for await (const _chunk of process.stdin);
  await store.close();
} catch (cause) {
  if (!(cause instanceof Refusal)) throw cause;
  say({ opened: false, code: cause.code, params: cause.params });
}
