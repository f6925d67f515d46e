import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, Network, Said, Ulid } from "../values.ts";

/** How an account of ours posts: through its network, or a person by hand. */
export const AccountKind = z.enum(["bluesky", "mastodon", "manual"]);
export type AccountKind = z.infer<typeof AccountKind>;

export const Account = z.object({
  id: Ulid,
  version: z.number().int(),
  kind: AccountKind,
  network: Network,
  name: z.string(),
  /** Origin of its server; null for a manual account. */
  server: z.string().nullable(),
  /** As the network writes it, without "@"; null for a manual account. */
  handle: z.string().nullable(),
  /** What its server said a reply may be long, and when it said so; null = it names none, or was not asked. */
  limits: z
    .object({
      maxCharacters: z.number().int().nullable(),
      maxBytes: z.number().int().nullable(),
      charactersPerLink: z.number().int().nullable(),
    })
    .nullable(),
  limitsAt: Instant.nullable(),
  /** New drafts for its network begin with it. */
  isDefault: z.boolean(),
  /**
   * `session` = known until the app closes, because there is no keyring; `missing` = a person must sign in again;
   * `locked` = the keyring does not answer now.
   */
  secret: z.enum(["kept", "session", "missing", "locked", "none"]),
  /** Why nothing is sent with it until a person looks. */
  paused: Said.nullable(),
  /** Its server asked to be left alone until then. */
  waitUntil: Instant.nullable(),
  /** Approved replies that wait to be sent with it. */
  waiting: z.number().int(),
  madeAt: Instant,
});
export type Account = z.infer<typeof Account>;

/** A sign-in either gave an account or said why not; both are answers. */
const SignIn = z.object({ account: Account.nullable(), trouble: Said.nullable() });

const keepers = ["admin", "corpcomm"] as const;
const Server = z.string().trim().max(300);

export const accountMethods = defineMethods({
  /** Accounts of ours that were not removed, by network and name; and where their secrets are kept here. */
  "accounts.list": {
    kind: "read",
    access: "person",
    input: z.object({}),
    output: z.object({ accounts: z.array(Account), keptIn: z.enum(["keyring", "session"]) }),
  },
  /**
   * Signs in at a Bluesky server with a handle and an app password, which goes to the keyring only. With `accountId` it
   * signs that account in again. Refusals: server-invalid, account-known { name }, account-is-another { handle }, not-found.
   */
  "accounts.signIn": {
    kind: "write",
    access: keepers,
    input: Command.extend({
      accountId: Ulid.nullable().default(null),
      server: Server.default("https://bsky.social"),
      handle: z.string().trim().min(1).max(300),
      password: z.string().min(1).max(300),
      allowPrivate: z.boolean().default(false),
      name: z.string().trim().max(80).default(""),
    }),
    output: SignIn,
  },
  /** Registers this desk at a Mastodon server and gives the page on which a person lets it in. Refusals: server-invalid. */
  "accounts.begin": {
    kind: "write",
    access: keepers,
    input: z.object({ server: Server.min(1), allowPrivate: z.boolean().default(false) }),
    output: z.object({
      begun: z.object({ ticket: Ulid, authorizeUrl: z.string() }).nullable(),
      trouble: Said.nullable(),
    }),
  },
  /**
   * Takes the code that the server's page showed. With `accountId` it signs that account in again. Refusals:
   * ticket-gone, account-known { name }, account-is-another { handle }, not-found.
   */
  "accounts.finish": {
    kind: "write",
    access: keepers,
    input: Command.extend({
      accountId: Ulid.nullable().default(null),
      ticket: Ulid,
      code: z.string().trim().min(1).max(500),
      name: z.string().trim().max(80).default(""),
    }),
    output: SignIn,
  },
  /** An account that people post with by hand. */
  "accounts.addManual": {
    kind: "write",
    access: keepers,
    input: Command.extend({ network: Network, name: z.string().trim().min(1).max(80) }),
    output: Account,
  },
  /** Refusals: not-found, stale. */
  "accounts.rename": {
    kind: "write",
    access: keepers,
    input: Command.extend({ id: Ulid, version: z.number().int(), name: z.string().trim().min(1).max(80) }),
    output: Account,
  },
  /** New drafts for its network begin with it, or with no account in particular. Refusals: not-found, stale. */
  "accounts.setDefault": {
    kind: "write",
    access: keepers,
    input: Command.extend({ id: Ulid, version: z.number().int(), isDefault: z.boolean() }),
    output: Account,
  },
  /** Asks its server whether it still lets us in, reads its limits anew, and lifts a pause when it does. Refusals: not-found, account-manual. */
  "accounts.test": {
    kind: "write",
    access: keepers,
    input: Command.extend({ id: Ulid }),
    output: z.object({ account: Account, trouble: Said.nullable() }),
  },
  /**
   * Takes our right away at the server and the secret out of the keyring. Replies that wait to be sent with it need a
   * person; drafts go on by hand. `trouble` = the server did not hear of it. Refusals: not-found, stale, account-sending.
   */
  "accounts.disconnect": {
    kind: "write",
    access: keepers,
    input: Command.extend({ id: Ulid, version: z.number().int() }),
    output: z.object({ stopped: z.number().int(), trouble: Said.nullable() }),
  },
});
