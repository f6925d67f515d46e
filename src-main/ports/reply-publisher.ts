import type { Said } from "../contract/values.ts";

/** Networks on which an account of ours can be connected. Everywhere else a person posts by hand. */
export type PublisherKind = "bluesky" | "mastodon";

/** An account of ours as a publisher needs it. Its password or token is in the Secrets port under `accountSecretName(id)`. */
export type ConnectedAccount = {
  /** ULID of the account at this desk. */
  readonly id: string;
  readonly kind: PublisherKind;
  /** Origin of its server, as "https://social.example"; no path. */
  readonly server: string;
  /** As the network writes it, without "@". */
  readonly handle: string;
  /** What never changes on the network: the DID, or the account's id on its server. */
  readonly remoteId: string;
  /** A person agreed that the server may be on this machine or in the private network. */
  readonly allowPrivate: boolean;
};

export const accountSecretName = (accountId: string): string => `account:${accountId}`;

/**
 * Why the network did not do what was asked. `offline` no network here; `retry` did not arrive, may be tried again;
 * `limited` asked to wait; `auth` password or token is refused or missing; `permanent` will never work so; `unknown` may
 * have arrived or not: look before anything is sent again.
 */
export type NetworkTrouble = {
  readonly class: "offline" | "retry" | "limited" | "auth" | "permanent" | "unknown";
  /** A code of the word catalogue with its parameters. */
  readonly says: Said;
  /** What the server asked for, or when its limit is renewed; at least 1 s. */
  readonly retryAfterMs?: number;
};

/** What a server or a line does is a value, never a throw. */
export type Told<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly trouble: NetworkTrouble };

/** How long a reply may be with this account. `null` = the server names none. */
export type AccountLimits = {
  readonly maxCharacters: number | null;
  /** UTF-8. */
  readonly maxBytes: number | null;
  /** What every link counts as, when links count alike. */
  readonly charactersPerLink: number | null;
};

/** What an approval covers and a publisher sends; nothing else leaves. */
export type ReplyIntent = {
  readonly replyId: string;
  readonly text: string;
  /** Language of the text (ISO 639-1), where known. */
  readonly lang: string | null;
  /** The permalink of the post that is answered. */
  readonly parentUrl: string;
  /** What its source named it: an at:// address, a status address; null when only the permalink is known. */
  readonly parentKey: string | null;
};

/**
 * Fixed once, at the approval and without a network, stored as JSON, and the same at every attempt: what makes the second
 * attempt the first one over again (a record key and time, or an idempotency key).
 */
export type Prepared = {
  readonly key: string;
  /** ISO UTC. */
  readonly createdAt: string;
};

/** A post on a network. */
export type RemotePost = {
  /** The network's own name of it: an at:// address, or the status address (`uri`). */
  readonly id: string;
  /** Its id on our account's server where that differs (a Mastodon status id); else null. */
  readonly localId: string | null;
  readonly url: string | null;
  readonly parentId: string | null;
  readonly rootId: string | null;
  readonly author: { readonly id: string; readonly name: string | null; readonly handle: string };
  /** Plain text. */
  readonly text: string;
  /** UTC ms. */
  readonly at: number;
  readonly lang: string | null;
};

/** What became of the post that is to be answered. */
export type ParentState =
  | {
      readonly state: "there";
      readonly post: RemotePost;
      /** What this network needs to answer it. */ readonly ref: string;
    }
  | { readonly state: "gone" }
  /** Its author, or its server, lets us not answer. */
  | { readonly state: "blocked" };

export type Posted = {
  readonly id: string;
  readonly localId: string | null;
  readonly url: string;
  /** The network's name of the post that it hangs under there; null = it stands alone. Must be the intended parent's. */
  readonly parentId: string | null;
  readonly text: string;
  readonly at: number;
};

export type Thread = {
  /** All that is there around the post, oldest first, the post itself included. */
  readonly posts: readonly RemotePost[];
  /** The post that the conversation began with was taken away. */
  readonly isRootGone: boolean;
};

export type RemotePage = {
  readonly posts: readonly RemotePost[];
  /** Hand it back to get only what came later; null = nothing was ever seen. */
  readonly cursor: string | null;
};

/** One network on which the desk posts and listens. One request per account at a time is the engine's care. */
export type ReplyPublisher = {
  readonly kind: PublisherKind;
  readonly limits: (account: ConnectedAccount) => Promise<Told<AccountLimits>>;
  /** Signs in anew where a sign-in outlives the moment in which our right was taken away; where each call is checked, nothing. */
  readonly signInAnew: (account: ConnectedAccount) => Promise<Told<null>>;
  /** Pure: needs no network. `at` UTC ms. */
  readonly prepare: (intent: ReplyIntent, at: number) => Prepared;
  /** Reads the parent just before posting: networks accept replies to what is gone. */
  readonly readParent: (account: ConnectedAccount, intent: ReplyIntent) => Promise<Told<ParentState>>;
  /** Whether an earlier attempt got through; null = it did not. */
  readonly reconcile: (
    account: ConnectedAccount,
    intent: ReplyIntent,
    prepared: Prepared,
  ) => Promise<Told<Posted | null>>;
  /** Sends. `parentRef` is what `readParent` gave. Trouble `unknown` when it may have arrived. */
  readonly publish: (
    account: ConnectedAccount,
    intent: ReplyIntent,
    about: { readonly prepared: Prepared; readonly parentRef: string },
  ) => Promise<Told<Posted>>;
  /** How long `prepared.key` protects from a second post, in ms; null = for ever. After it an unclear attempt needs a person. */
  readonly keyProtectsMs: number | null;
  /** Everything around one post. A post that is not there any more is `isRootGone` with no posts. */
  readonly thread: (
    account: ConnectedAccount,
    post: { readonly id: string; readonly url: string | null },
  ) => Promise<Told<Thread>>;
  /** Posts that name us or answer us, newer than the cursor, oldest first. */
  readonly mentions: (account: ConnectedAccount, cursor: string | null) => Promise<Told<RemotePage>>;
  /** Posts with these words, where the server searches; `permanent` where it does not. */
  readonly search: (account: ConnectedAccount, words: string, cursor: string | null) => Promise<Told<RemotePage>>;
};

/** What a first sign-in brought: who we are there, and the secret to keep under `accountSecretName`. */
export type SignedIn = {
  readonly remoteId: string;
  readonly handle: string;
  readonly name: string | null;
  readonly server: string;
  readonly limits: AccountLimits;
  /** JSON; for the Secrets port only. */
  readonly secret: string;
};

/** How an account is connected. */
export type AccountDoor = {
  /** Bluesky: handle and app password at a server. */
  readonly withPassword: (given: {
    readonly server: string;
    readonly handle: string;
    readonly password: string;
    readonly allowPrivate: boolean;
  }) => Promise<Told<SignedIn>>;
  /** Mastodon: registers this desk there and gives the page on which a person lets it in; that page shows a code. */
  readonly begin: (given: {
    readonly server: string;
    readonly allowPrivate: boolean;
  }) => Promise<
    Told<{ readonly authorizeUrl: string; /** JSON, kept until the code comes; secret. */ readonly ticket: string }>
  >;
  readonly finish: (ticket: string, code: string) => Promise<Told<SignedIn>>;
  /** Takes our right away at the server; that it was gone already is no trouble. */
  readonly revoke: (account: ConnectedAccount) => Promise<Told<null>>;
};

export type ReplyPublishers = Readonly<Record<PublisherKind, ReplyPublisher>>;
export type AccountDoors = {
  readonly bluesky: Pick<AccountDoor, "withPassword" | "revoke">;
  readonly mastodon: Pick<AccountDoor, "begin" | "finish" | "revoke">;
};
