import { randomBytes } from "node:crypto";
import type { Switches } from "./switches.ts";

export type FakeAccount = {
  readonly id: string;
  readonly username: string;
  /** Host and port of its server; null = this one. */
  readonly host: string | null;
  readonly displayName: string;
};

export type FakePost = {
  /** On this server. */
  readonly id: string;
  readonly author: FakeAccount;
  text: string;
  inReplyToId: string | null;
  /** Stays when the post above is taken away. */
  readonly inReplyToAccountId: string | null;
  readonly visibility: string;
  readonly language: string | null;
  /** UTC ms. */
  readonly at: number;
  editedAt: number | null;
  readonly uri: string;
  readonly url: string;
  readonly spoiler: string;
  /** GoToSocial's word on who may answer; left out by others. */
  readonly canReply?: readonly string[];
};

export type NewPost = {
  readonly author: FakeAccount;
  readonly text: string;
  readonly inReplyToId?: string | null;
  readonly visibility?: string;
  readonly language?: string | null;
  readonly at?: number;
  readonly uri?: string;
  readonly url?: string;
  readonly spoiler?: string;
  readonly canReply?: readonly string[];
};

export type FakeNotification = {
  readonly id: string;
  readonly to: FakeAccount;
  readonly type: string;
  readonly post: FakePost;
};

export type FakeApp = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
};
export type FakeCode = {
  readonly code: string;
  readonly clientId: string;
  readonly account: FakeAccount;
  readonly scopes: readonly string[];
  readonly challenge: string | null;
};
export type FakeToken = {
  readonly token: string;
  readonly clientId: string;
  readonly account: FakeAccount;
  readonly scopes: readonly string[];
};

export type ServerState = {
  readonly switches: Switches;
  readonly now: () => number;
  /** Origin, known once it listens. */
  url: string;
  readonly accounts: FakeAccount[];
  readonly posts: FakePost[];
  readonly notifications: FakeNotification[];
  readonly apps: FakeApp[];
  readonly codes: FakeCode[];
  readonly tokens: FakeToken[];
  /** Keys that were used, with the account before them. */
  readonly keys: Map<string, { readonly postId: string; readonly until: number }>;
  /** Pairs "blocker blocked". */
  readonly blocks: Set<string>;
  lastId: number;
};

export function createState(switches: Switches, now: () => number): ServerState {
  return {
    ...{ switches, now, url: "", accounts: [], posts: [], notifications: [], apps: [], codes: [], tokens: [] },
    ...{ keys: new Map(), blocks: new Set(), lastId: 110_000_000_000 },
  };
}

export const drawSecret = (): string => randomBytes(24).toString("base64url");

export function nextId(state: ServerState): string {
  state.lastId += 1;
  return String(state.lastId);
}

/** An account by its name: "cust" of this server, "rita@far.example" of another; made when it is not known. */
export function accountOf(state: ServerState, name: string): FakeAccount {
  const [username = "", host] = name.replace(/^@/, "").split("@");
  const foreign = host === undefined || host === new URL(state.url).host ? null : host;
  const known = state.accounts.find((account) => account.username === username && account.host === foreign);
  if (known) return known;
  const account = { id: nextId(state), username, host: foreign, displayName: username.toUpperCase() };
  state.accounts.push(account);
  return account;
}

/** Stores a post and tells whom it names. */
export function storePost(state: ServerState, given: NewPost): FakePost {
  const id = nextId(state);
  const { author } = given;
  const origin = author.host === null ? state.url : `https://${author.host}`;
  const post: FakePost = {
    id,
    author,
    text: given.text,
    inReplyToId: given.inReplyToId ?? null,
    inReplyToAccountId: state.posts.find((above) => above.id === given.inReplyToId)?.author.id ?? null,
    visibility: given.visibility ?? "public",
    language: given.language ?? null,
    at: given.at ?? state.now(),
    editedAt: null,
    uri: given.uri ?? `${origin}/users/${author.username}/statuses/${id}`,
    url: given.url ?? `${origin}/@${author.username}/${id}`,
    spoiler: given.spoiler ?? "",
    ...(given.canReply && { canReply: given.canReply }),
  };
  state.posts.push(post);
  if (!state.switches.losesNotifications) notify(state, post);
  return post;
}

function notify(state: ServerState, post: FakePost): void {
  for (const account of mentionedIn(state, post.text)) {
    if (account.host !== null || account.id === post.author.id) continue;
    state.notifications.push({ id: nextId(state), to: account, type: "mention", post });
  }
}

/** Known accounts that a text names. */
export function mentionedIn(state: ServerState, text: string): readonly FakeAccount[] {
  const names = [...text.matchAll(/(?<![\w/@])@([\w.]+(?:@[\w.:-]+\w)?)/g)].map(([, name]) => name ?? "");
  const here = new URL(state.url).host;
  const found = names.flatMap((name) => {
    const [username, host] = name.split("@");
    const foreign = host === undefined || host === here ? null : host;
    return state.accounts.filter((account) => account.username === username && account.host === foreign);
  });
  return [...new Set(found)];
}

/** As Mastodon does it: answers to a post that was taken away hang under nothing. */
export function removePost(state: ServerState, id: string): void {
  const at = state.posts.findIndex((post) => post.id === id);
  if (at === -1) return;
  state.posts.splice(at, 1);
  for (const post of state.posts) if (post.inReplyToId === id) post.inReplyToId = null;
  const kept = state.notifications.filter(({ post }) => post.id !== id);
  state.notifications.splice(0, state.notifications.length, ...kept);
}
