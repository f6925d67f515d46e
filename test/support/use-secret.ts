// Run as a process of its own, in the session of a keyring: `use-secret.ts set NAME VALUE`, `get NAME`, `remove NAME`;
// answers in one JSON line.
import { createKeychainSecrets } from "../../src-main/adapters/keychain-secrets.ts";

const [act, name = "", value = ""] = process.argv.slice(2);
const secrets = createKeychainSecrets({ service: "watchroom test" });

async function answer(): Promise<unknown> {
  if (act === "set") return secrets.set(name, value);
  if (act === "remove") await secrets.remove(name);
  return secrets.get(name);
}

process.stdout.write(`${JSON.stringify({ kind: await secrets.kind(), answer: await answer() })}\n`);
