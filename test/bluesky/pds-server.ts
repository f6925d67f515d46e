import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";

const folder = join(import.meta.dirname, "../../.cache/bluesky-pds");

type Json = Readonly<Record<string, unknown>>;
export type Member = {
  readonly did: string;
  readonly handle: string;
  readonly password: string;
  readonly token: string;
};
export type Ref = { readonly uri: string; readonly cid: string };

export type PdsServer = {
  readonly origin: string;
  /** Any call, as somebody or nobody; throws what the server refuses. */
  readonly call: (
    method: string,
    about: { params?: Record<string, string>; body?: Json; token?: string },
  ) => Promise<Json>;
  readonly join: (name: string) => Promise<Member>;
  readonly makeAppPassword: (member: Member, name: string) => Promise<string>;
  readonly post: (member: Member, record: Json) => Promise<Ref>;
  readonly remove: (member: Member, uri: string) => Promise<void>;
  /** What stands in somebody's list of posts. */
  readonly postsOf: (did: string) => Promise<readonly { readonly uri: string; readonly value: Json }[]>;
  readonly stop: () => Promise<void>;
};

/** A real server with its directory, on free ports and in a new folder. */
export async function startPds(): Promise<PdsServer> {
  const data = await mkdtemp(join(folder, "data-"));
  const ports = [await freePort(), await freePort()].map(String);
  const words = [join(folder, "start.mjs"), ...ports, data];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  const origin = await readyOrigin(child);
  const call = callOf(origin);
  return {
    origin,
    call,
    join: async (name) => {
      const handle = `${name}.test`;
      const password = `${name}-whole-account`;
      const body = { handle, email: `${name}@example.test`, password };
      const made = await call("com.atproto.server.createAccount", { body });
      return { did: String(made["did"]), handle, password, token: String(made["accessJwt"]) };
    },
    makeAppPassword: async ({ token }, name) => {
      const made = await call("com.atproto.server.createAppPassword", { body: { name }, token });
      return String(made["password"]);
    },
    post: async ({ did, token }, record) => {
      const body = {
        repo: did,
        collection: "app.bsky.feed.post",
        record: { createdAt: new Date().toISOString(), ...record },
      };
      const { uri, cid } = await call("com.atproto.repo.createRecord", { body, token });
      return { uri: String(uri), cid: String(cid) };
    },
    remove: async ({ did, token }, uri) => {
      const body = { repo: did, collection: "app.bsky.feed.post", rkey: uri.split("/").at(-1) };
      await call("com.atproto.repo.deleteRecord", { body, token });
    },
    postsOf: async (repo) => {
      const params = { repo, collection: "app.bsky.feed.post", limit: "100" };
      const list = await call("com.atproto.repo.listRecords", { params });
      return list["records"] as readonly { readonly uri: string; readonly value: Json }[];
    },
    stop: async () => {
      child.kill("SIGTERM");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      await rm(data, { recursive: true, force: true });
    },
  };
}

function callOf(origin: string): PdsServer["call"] {
  return async (method, { params, body, token }) => {
    const query = params ? `?${new URLSearchParams(params).toString()}` : "";
    const response = await fetch(`${origin}/xrpc/${method}${query}`, {
      method: params ? "GET" : "POST",
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method}: ${response.status} ${text}`);
    return text === "" ? {} : (JSON.parse(text) as Json);
  };
}

async function readyOrigin(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error("The server has no output");
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`The server ended with ${String(code)} before it was ready`);
  });
  const line = once(createInterface(child.stdout), "line");
  const [text] = (await Promise.race([line, ended])) as [string];
  ended.catch(() => {}); // that it ends later is what `stop` wants
  return (JSON.parse(text) as { readonly pds: string }).pds;
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
