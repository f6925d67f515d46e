/**
 * Why a request gave no usable answer. The words are in the catalogue under `fetch.<code>`.
 * A network failure is a value: nothing in this port throws for what a server or a line does.
 */
export const httpFailureCodes = [
  "address-bad",
  "address-unknown",
  "private-address",
  "offline",
  "refused",
  "unreachable",
  "broke-off",
  "empty",
  "not-http",
  "headers-too-large",
  "timed-out",
  "cancelled",
  "too-large",
  "damaged",
  "encoding-unknown",
  "redirect-loop",
  "redirect-bad",
  "redirect-downgrade",
  "not-secure",
  "tls-missing",
  "tls-expired",
  "tls-wrong-host",
  "tls-untrusted",
  "tls",
  "http-401",
  "http-403",
  "http-404",
  "http-410",
  "http-429",
  "http-4xx",
  "http-5xx",
  "http-other",
] as const;
export type HttpFailureCode = (typeof httpFailureCodes)[number];

export interface HttpRequest {
  /** Absolute http or https address without a user name or password in it. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Validators exactly as the server gave them, quotes included. */
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  /** The address that gave the validators; they are sent to no other one. Without it they go to every hop. */
  readonly validatorsFrom?: string | null;
  /** A person agreed that this source may be on this machine or in the private network. */
  readonly allowPrivate: boolean;
  /** Milliseconds for everything: look-up, redirects, body. Default 20,000. */
  readonly timeoutMs?: number;
  /** Limit of the body, both as sent and unpacked. Default 10 MB. */
  readonly maxBytes?: number;
  readonly accept?: string;
  /** Any status but a redirect is an answer ("ok" with its `httpStatus` and body), as with `post`. */
  readonly anyStatus?: boolean;
  /** A redirect is an answer too ("ok" with its status), and is not followed. Needs `anyStatus`. */
  readonly stayHere?: boolean;
  readonly signal?: AbortSignal;
}

export interface HttpPost {
  /** Default POST. */
  readonly method?: "POST" | "PUT" | "PATCH" | "DELETE";
  /** https, or http to this very machine. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  readonly allowPrivate: boolean;
  readonly timeoutMs?: number;
  /** What is kept of the answer's body; the rest is dropped, which is no failure. Default 64 kB. */
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

export interface HttpRedirect {
  readonly from: string;
  readonly to: string;
  /** 301 or 308. */
  readonly permanent: boolean;
}

interface HttpSeen {
  /** The address that answered, after redirects, without a fragment. */
  readonly url: string;
  readonly httpStatus: number;
  /** Names in lower case; a header that came several times is joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
  readonly redirects: readonly HttpRedirect[];
  readonly tookMs: number;
  /** The server answered and asks for rest all the same: its rate limit is used up. Within 1 minute and 24 hours. */
  readonly retryAfterMs?: number;
}

export interface HttpOk extends HttpSeen {
  readonly status: "ok";
  /** Unpacked. */
  readonly body: Uint8Array;
}

export interface HttpNotModified extends HttpSeen {
  readonly status: "not-modified";
}

export interface HttpFailed {
  readonly status: "failed";
  readonly code: HttpFailureCode;
  /** For the words of the code: host, status, limit, seconds. */
  readonly params: Readonly<Record<string, string | number>>;
  /** Present when a server answered at all. */
  readonly httpStatus?: number;
  /** What the server asked for (Retry-After, or a used-up rate limit), within 1 minute and 24 hours. */
  readonly retryAfterMs?: number;
  readonly url: string;
  readonly redirects: readonly HttpRedirect[];
  readonly tookMs: number;
}

export type HttpAnswer = HttpOk | HttpNotModified | HttpFailed;

/** The outer world over HTTP. */
export interface Http {
  /** Fetches one address: at most 5 redirects, never into a private network without consent, no cookies, no referrer. */
  get(request: HttpRequest): Promise<HttpAnswer>;
  /** Sends one message. No redirect is followed and any status is an answer ("ok" with its `httpStatus`). */
  post(request: HttpPost): Promise<HttpAnswer>;
}
