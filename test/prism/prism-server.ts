import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";

const program = join(import.meta.dirname, "../../.cache/prism/node_modules/@stoplight/prism-cli/dist/index.js");
export const contractPath = join(import.meta.dirname, "crm-min.openapi.json");

export type PrismServer = { readonly url: string; readonly stop: () => Promise<void> };

/** Prism on a free port of loopback, answering with the examples of our contract; it refuses what does not fit it. */
export async function startPrism(): Promise<PrismServer> {
  const port = await freePort();
  const words = [program, "mock", "--host", "127.0.0.1", "--port", String(port), contractPath];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  const said: string[] = [];
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`Prism ended with ${String(code)} before it was ready: ${said.join("\n")}`);
  });
  const ready = (async () => {
    for await (const line of createInterface(child.stdout)) {
      said.push(line);
      if (line.includes("is listening")) return;
    }
  })();
  await Promise.race([ready, ended]);
  ended.catch(() => {}); // that it ends later is what `stop` wants
  child.stdout.resume();
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill("SIGTERM");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
