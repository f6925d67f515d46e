import type { IncomingMessage } from "node:http";

const minute = 60_000;

/** One request as its server saw it, and what it was answered. Times are the desk's. */
export type Visit = {
  readonly at: number;
  readonly host: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly status: number;
  /** What the answer gave. */
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Minutes that the server wants between two requests for this feed. */
  readonly wantsMinutes: number;
  /** Until when it wants no request at all. */
  readonly restUntil: number | null;
};

export type Manners = {
  /** Validators that the server never gave for that address, or that it had replaced since. */
  readonly bogus: readonly string[];
  /** Asked for whole although the server had given validators. */
  readonly unconditional: readonly string[];
  readonly cookies: number;
  readonly referrers: number;
  /** Asked again before the server, or good manners, allow. */
  readonly tooSoon: readonly string[];
  readonly duringRest: readonly string[];
  /** Two requests to one host too close to each other. */
  readonly crowded: readonly string[];
};

/** Judges a log of requests as a server's owner would, in the manner of rachelbythebay.com's feed reader score. */
export function judgeManners(log: readonly Visit[], spacingMs: (host: string) => number): Manners {
  const byFeed = Map.groupBy(log, ({ host, path }) => host + path);
  const byHost = Map.groupBy(log, ({ host }) => serviceOf(host));
  const faults = [...byFeed.values()].flatMap((visits) =>
    visits.flatMap((visit, at) => faultsOf(visit, visits.slice(0, at))),
  );
  const of = (kind: string) => faults.flatMap((fault) => (fault.kind === kind ? [fault.says] : []));
  const neighbours = [...byHost].flatMap(([host, visits]) => pairs(visits).map((pair) => ({ host, pair })));
  return {
    bogus: of("bogus"),
    unconditional: of("unconditional"),
    tooSoon: of("tooSoon"),
    cookies: log.filter(({ headers }) => headers.cookie !== undefined).length,
    referrers: log.filter(({ headers }) => headers.referer !== undefined).length,
    crowded: neighbours.flatMap(({ host, pair: [before, after] }) =>
      after.at - before.at < spacingMs(host) ? [`${host} ${after.at - before.at} ms`] : [],
    ),
    duringRest: [...byHost].flatMap(([host, visits]) =>
      visits
        .filter((visit, at) => visits.slice(0, at).some(({ restUntil }) => (restUntil ?? 0) > visit.at))
        .map(() => host),
    ),
  };
}

export const goodManners: Manners = {
  bogus: [],
  unconditional: [],
  cookies: 0,
  referrers: 0,
  tooSoon: [],
  duringRest: [],
  crowded: [],
};

function faultsOf(visit: Visit, before: readonly Visit[]): readonly { readonly kind: string; readonly says: string }[] {
  const sent = {
    etag: visit.headers["if-none-match"] ?? null,
    lastModified: visit.headers["if-modified-since"] ?? null,
  };
  const last = before.at(-1);
  const given = before.findLast(({ status }) => status === 200 || status === 304);
  const says = (what: string) => `${visit.host}${visit.path}: ${what}`;
  const isSent = sent.etag !== null || sent.lastModified !== null;
  const isGiven = given !== undefined && (given.etag !== null || given.lastModified !== null);
  const isBogus =
    isSent && (sent.etag !== (given?.etag ?? null) || sent.lastModified !== (given?.lastModified ?? null));
  const gap = last === undefined ? Infinity : (visit.at - last.at) / minute;
  const wants = last?.status === 200 || last?.status === 304 ? last.wantsMinutes : 0;
  return [
    ...(isBogus ? [{ kind: "bogus", says: says(JSON.stringify(sent)) }] : []),
    ...(isGiven && !isSent ? [{ kind: "unconditional", says: says("whole") }] : []),
    ...(gap < wants ? [{ kind: "tooSoon", says: says(`after ${gap} minutes`) }] : []),
  ];
}

function pairs(visits: readonly Visit[]): readonly (readonly [Visit, Visit])[] {
  return visits.flatMap((visit, at) => {
    const next = visits[at + 1];
    return next ? [[visit, next] as const] : [];
  });
}

function serviceOf(host: string): string {
  return host.replace(/^(?:www|old)\.(reddit\.com)/, "$1");
}
