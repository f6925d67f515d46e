import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createAccounts } from "../../../src-main/engine/accounts/index.ts";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { createFakeNetworks, troubleOf } from "../../support/fake-publisher.ts";
import { createMemorySecrets } from "../../support/memory-secrets.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";

let parts: TestParts;
let networks: ReturnType<typeof createFakeNetworks>;
let accounts: ReturnType<typeof createAccounts>;
let mira: Call;

const createWith = (secrets = parts.secrets) =>
  createAccounts({
    ...{ ...parts, secrets, publishers: networks.publishers, doors: networks.accountDoors },
    nudgeOutbox: () => {},
  });

beforeEach(async () => {
  parts = await startTestParts();
  networks = createFakeNetworks();
  mira = await parts.addPerson("Mira Falk", "corpcomm");
  accounts = createWith();
});
afterEach(() => parts.close());

const command = () => ({ commandId: parts.commandId() });
const given = { accountId: null, server: "pds.example/us", handle: "firm.example", password: "right" };
const more = { allowPrivate: false, name: "" };
const signIn = (change: Partial<Record<keyof typeof given, string>> = {}, by = accounts) =>
  by["accounts.signIn"]({ ...command(), ...given, ...more, ...change }, mira);
const connected = async () => {
  const { account } = await signIn();
  if (!account) throw new Error("not connected");
  return account;
};

test("an app password connects an account, with the limits of its server", async () => {
  expect(await connected()).toMatchObject({
    ...{ kind: "bluesky", network: "bluesky", server: "https://pds.example", handle: "firm.example" },
    ...{ name: "firm.example", secret: "kept", paused: null, waiting: 0, limitsAt: parts.clock.now() },
    limits: { maxCharacters: 500, maxBytes: null, charactersPerLink: 23 },
  });
});

test("a refused password is an answer in words, and leaves nothing behind", async () => {
  expect(await signIn({ password: "wrong" })).toEqual({ account: null, trouble: troubleOf("auth").says });
  expect((await accounts["accounts.list"]({}, mira)).accounts).toEqual([]);
  expect(parts.secrets.values.size).toBe(0);
});

test.each(["ftp://pds.example", "https://me:pw@pds.example", "http://pds.example", "  "])(
  "%s is no server to send a password to",
  async (server) => {
    await expect(signIn({ server })).rejects.toMatchObject({ code: "server-invalid" });
  },
);

test("the same command twice signs in once, and the same account is not connected twice", async () => {
  const once = { ...command(), ...given, ...more };
  const first = await accounts["accounts.signIn"](once, mira);
  expect(await accounts["accounts.signIn"](once, mira)).toEqual(first);
  await expect(signIn()).rejects.toMatchObject({ code: "account-known", params: { name: "firm.example" } });
});

test("Mastodon is connected by the code of its server's page, which may be mistyped", async () => {
  const { begun } = await accounts["accounts.begin"]({ server: "social.example", allowPrivate: false }, mira);
  expect(begun?.authorizeUrl).toBe("https://social.example/oauth/authorize");
  const finish = (code: string) =>
    accounts["accounts.finish"]({ ...command(), accountId: null, ticket: begun?.ticket ?? "", code, name: "Us" }, mira);
  expect((await finish("wrong")).trouble).not.toBe(null);
  expect((await finish("right")).account).toMatchObject({ kind: "mastodon", name: "Us", handle: "whimbrel" });
  await expect(finish("right")).rejects.toMatchObject({ code: "ticket-gone" });
});

test("a code that comes too late is refused", async () => {
  const { begun } = await accounts["accounts.begin"]({ server: "social.example", allowPrivate: false }, mira);
  parts.clock.advance(31 * 60_000);
  const late = { ...command(), accountId: null, ticket: begun?.ticket ?? "", code: "right", name: "" };
  await expect(accounts["accounts.finish"](late, mira)).rejects.toMatchObject({ code: "ticket-gone" });
});

test("signing in again must be as the same account", async () => {
  const account = await connected();
  await expect(signIn({ accountId: account.id, handle: "other.example" })).rejects.toMatchObject({
    code: "account-is-another",
  });
  expect((await signIn({ accountId: account.id })).account?.id).toBe(account.id);
});

test("one account of a network is the default, and another one takes its place", async () => {
  const first = await connected();
  const other = (await signIn({ handle: "second.example" })).account;
  const setDefault = (account: { readonly id: string; readonly version: number }) =>
    accounts["accounts.setDefault"]({ ...command(), id: account.id, version: account.version, isDefault: true }, mira);
  await setDefault(first);
  await setDefault(other ?? first);
  const { accounts: all } = await accounts["accounts.list"]({}, mira);
  expect(all.filter(({ isDefault }) => isDefault).map(({ handle }) => handle)).toEqual(["second.example"]);
});

test("a test reads the limits anew, and finds out that the server does not let us in", async () => {
  const account = await connected();
  const ask = () => accounts["accounts.test"]({ ...command(), id: account.id }, mira);
  expect((await ask()).account.limits?.maxCharacters).toBe(300);
  networks.bluesky.mishaps.reconcile = [{ trouble: troubleOf("auth") }];
  expect(await ask()).toMatchObject({ trouble: troubleOf("auth").says, account: { paused: troubleOf("auth").says } });
  expect((await ask()).account.paused).toBe(null);
});

test("a test signs in anew: what was let in before says nothing of now", async () => {
  const account = await connected();
  const ask = () => accounts["accounts.test"]({ ...command(), id: account.id }, mira);
  networks.bluesky.mishaps.signInAnew = [{ trouble: troubleOf("auth") }];
  expect(await ask()).toMatchObject({ trouble: troubleOf("auth").says, account: { paused: troubleOf("auth").says } });
  expect(networks.bluesky.calls).toEqual(["signInAnew"]);
});

test("without a keyring the desk says that it is signed in until it closes, and later that it is not", async () => {
  const session = createMemorySecrets("session");
  const here = createWith(session);
  expect((await signIn({}, here)).account?.secret).toBe("session");
  expect((await here["accounts.list"]({}, mira)).keptIn).toBe("session");
  session.values.clear();
  expect((await here["accounts.list"]({}, mira)).accounts.map(({ secret }) => secret)).toEqual(["missing"]);
});

test("no secret comes into a file of the workspace, a log or an answer", async () => {
  await connected();
  await signIn({ password: "wrong-but-typed-here" });
  const said = JSON.stringify([
    await accounts["accounts.list"]({}, mira),
    await listEvents(parts.store.read, { limit: 1000 }),
    parts.logged,
  ]);
  const files = readdirSync(parts.folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name)));
  const everything = Buffer.concat([...files, Buffer.from(said)]);
  expect(["secret of firm.example", "wrong-but-typed-here"].filter((secret) => everything.includes(secret))).toEqual(
    [],
  );
  // The search finds what is there.
  expect(everything.includes("firm.example")).toBe(true);
});

test("a keyring that is locked is said, and keeps nobody from the other accounts or from disconnecting", async () => {
  const account = await connected();
  const locked = () => Promise.reject(new Error("locked"));
  const here = createWith({ ...parts.secrets, get: locked, remove: locked });
  expect((await here["accounts.list"]({}, mira)).accounts.map(({ secret }) => secret)).toEqual(["locked"]);
  const gone = await here["accounts.disconnect"]({ ...command(), id: account.id, version: account.version }, mira);
  expect(gone).toEqual({ stopped: 0, trouble: { code: "accounts.secretLeft", params: {} } });
  expect((await here["accounts.list"]({}, mira)).accounts).toEqual([]);
});
