/** What the server does otherwise than Mastodon itself; each was seen on a real server that speaks its API. */
export type Switches = {
  /** Idempotency-Key: kept for an hour; not looked at; or looked up before and written after the post, without a lock. */
  keys: "kept" | "ignored" | "raced";
  /** A reply to a post that is not there: refused, taken as a post of its own, or a fault of the server. */
  missingParent: "not-found" | "top-level" | "fault";
  /** A mention of somebody makes no notification. */
  losesNotifications: boolean;
  /** How many levels of answers a context shows. */
  contextLevels: number;
  /** Words are searched; without it only addresses are. */
  searchesText: boolean;
  /** Addresses of other servers are looked up. */
  resolves: boolean;
  /** Which forms of the instance's description there are. */
  instance: "v2" | "v1" | "none";
  /** Keeps to itself: describes itself only to those who are signed in. */
  isClosed: boolean;
  maxCharacters: number;
  charactersPerLink: number;
  /** Says how it signs people in (/.well-known/oauth-authorization-server): with PKCE and all scopes. */
  tellsOauth: boolean;
  /** Whether rights can be asked for one by one ("write:statuses"), or only as a whole ("write"). */
  scopes: "fine" | "coarse";
  /** A token that is not right is refused with no word. */
  silentRefusal: boolean;
  /** Asks for rest: 429 with these headers. */
  rateLimit: { readonly resetAt?: string; readonly retryAfter?: string } | null;
};

export const likeMastodon: Switches = {
  keys: "kept",
  missingParent: "not-found",
  losesNotifications: false,
  contextLevels: Number.POSITIVE_INFINITY,
  searchesText: true,
  resolves: true,
  instance: "v2",
  isClosed: false,
  maxCharacters: 500,
  charactersPerLink: 23,
  tellsOauth: true,
  scopes: "fine",
  silentRefusal: false,
  rateLimit: null,
};

/** What happens to one request, once. */
export type Fault =
  /** The line is cut before the server did anything. */
  | { readonly do: "cut-before" }
  /** The line is cut after it was done, before a word of the answer. */
  | { readonly do: "cut-after" }
  /** The line is cut in the middle of the answer's body. */
  | { readonly do: "cut-halfway" }
  /** Nothing is done, and this is the answer. */
  | {
      readonly do: "answer";
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** It is done, and this is the answer all the same. */
  | { readonly do: "answer-after"; readonly status: number; readonly body?: string }
  /** It is done after that has come. */
  | { readonly do: "wait"; readonly for: Promise<void> };

export type SeenRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, string>>;
};
