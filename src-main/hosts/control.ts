import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import type { Server, Socket } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { RefusalBody } from "../contract/refusal.ts";

/** What the command line asks of an engine that runs: one JSON line there, one JSON line back. */
export type ControlRequest =
  | { readonly ask: "hello" }
  | { readonly ask: "call"; readonly method: string; readonly input: unknown }
  | { readonly ask: "check" }
  | { readonly ask: "backup"; readonly folder: string }
  | { readonly ask: "code"; readonly kind: "desk" | "display" }
  | { readonly ask: "sample"; readonly act: "load" | "remove" }
  | { readonly ask: "setPin"; readonly name: string; readonly pin: string };

export type ControlAnswer = { readonly result: unknown } | RefusalBody;

const longestLine = 10_000_000;
// The kernel keeps paths of sockets in 108 bytes (104 on macOS).
const longestPath = 100;

/** Where the engine of a data folder listens: in that folder, where its path is short enough for a socket. */
export function controlPath(dataFolder: string): string {
  const name = createHash("sha256").update(dataFolder).digest("hex").slice(0, 24);
  if (process.platform === "win32") return `\\\\.\\pipe\\watchroom-${name}`;
  const path = join(dataFolder, "control.sock");
  if (Buffer.byteLength(path) <= longestPath) return path;
  const folder = join(tmpdir(), `watchroom-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return join(folder, `${name}.sock`);
}

/** Listens for the command line of the same user: nobody else may open the socket. Null when another engine listens already. */
export async function startControl(
  dataFolder: string,
  answer: (request: ControlRequest) => Promise<ControlAnswer>,
): Promise<{ readonly close: () => Promise<void> } | null> {
  const path = controlPath(dataFolder);
  if (await askControl(dataFolder, { ask: "hello" })) return null;
  // Nobody answers: what is left there is of an engine that was killed.
  if (process.platform !== "win32" && existsSync(path)) rmSync(path);
  const server = createServer((socket) => serve(socket, answer));
  await listen(server, path);
  return {
    close: () => new Promise((done) => server.close(() => done())),
  };
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    // Made unreadable for others from its first moment; the data folder is closed to them anyway.
    const mask = process.umask(0o177);
    server.listen(path, () => {
      server.removeListener("error", reject);
      if (process.platform !== "win32") chmodSync(path, 0o600);
      resolve();
    });
    process.umask(mask);
  });
}

function serve(socket: Socket, answer: (request: ControlRequest) => Promise<ControlAnswer>): void {
  socket.on("error", () => socket.destroy()); // the command line was ended
  let bytes = 0;
  socket.on("data", (chunk) => {
    bytes += chunk.length;
    if (bytes > longestLine) socket.destroy();
  });
  const lines = createInterface({ input: socket });
  lines.once("line", (line) => {
    const request = readLine(line);
    const reply: Promise<ControlAnswer> = request
      ? answer(request)
      : Promise.resolve({ error: { code: "bad-input", params: {} } });
    reply.then(
      (said) => socket.end(`${JSON.stringify(said)}\n`),
      () => socket.end(`${JSON.stringify({ error: { code: "internal", params: {} } })}\n`),
    );
  });
}

function readLine(line: string): ControlRequest | null {
  try {
    const request: unknown = JSON.parse(line);
    // The other end is this program, run by the same user; what `call` carries is checked by the dispatch.
    return typeof request === "object" && request !== null && "ask" in request ? (request as ControlRequest) : null;
  } catch {
    return null;
  }
}

/** Asks the running engine of a data folder. Null when none runs. */
export function askControl(dataFolder: string, request: ControlRequest): Promise<ControlAnswer | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(controlPath(dataFolder));
    let text = "";
    socket.on("connect", () => socket.write(`${JSON.stringify(request)}\n`));
    socket.setEncoding("utf8");
    socket.on("data", (chunk: string) => (text += chunk));
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ECONNREFUSED") resolve(null);
      else reject(error);
    });
    socket.on("close", () => resolve(text === "" ? null : (JSON.parse(text) as ControlAnswer)));
  });
}
