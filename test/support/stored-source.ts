import type { Source } from "../../src-main/engine/store/source.ts";

const taught = {
  ...{ etag: null, lastModified: null, validatorsFrom: null, bodyHash: null, fullFetchAt: null, repaired: false },
  ...{ ttlMinutes: null, hintMinutes: null, paceMinutes: null, restUntil: null },
  ...{ movedTo: null, movedSeen: 0, movedSince: null, goneAt: null, newestItemAt: null },
  ...{ failures: 0, trouble: null },
};
const chosen = {
  ...{ everything: false, allowPrivate: false, intervalMinutes: null, department: null, retentionDays: null },
  ...{ signIn: null, signInName: null },
};

/** A feed that is well, added and last read at 0, due after an hour. */
export function storedSource(change: Partial<Source> = {}): Source {
  return {
    ...{ rowId: 1, id: "S", version: 1, key: null, kind: "feed", account: null, createdAt: 0 },
    ...{ url: "https://gazette.example/", name: "G", siteUrl: null, network: "news" },
    ...taught,
    ...chosen,
    ...{ lastOkAt: 0, lastTryAt: 0, nextCheckAt: 3_600_000 },
    ...change,
  };
}
