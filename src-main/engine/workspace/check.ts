import type { Said } from "../../contract/values.ts";
import type { Parts } from "../parts.ts";
import { brokenReferences, integrityFaults, isSearchIndexWhole, orphanRows, wrongCounts } from "../store/check.ts";
import { areTrigramsWhole, wrongIndexRows } from "../store/contact-index.ts";
import { findChainFault } from "../store/event-log.ts";
import type { Trx } from "../store/open.ts";
import { isTailWhole, mirroredHead } from "./head-mirror.ts";

export type CheckReport = { readonly ok: boolean; readonly findings: readonly Said[] };

/**
 * Proves a workspace: the file, references, counts against mentions, the search index, the event chain and its end.
 * Words are in the catalogue under `check.*`. Runs alone with the database: nothing is half-written while it looks.
 */
export async function checkWorkspace({ store }: Pick<Parts, "store">): Promise<CheckReport> {
  const findings = await store.write(async (trx) => {
    const integrity = (await integrityFaults(trx)).map((says) => ({ code: "check.integrity", params: { says } }));
    // What is broken below makes every other answer worthless.
    if (integrity.length > 0) return integrity;
    return [
      ...(await brokenReferences(trx)).map((params) => ({ code: "check.references", params })),
      ...asFindings("check.counts", await wrongCounts(trx)),
      ...((await isSearchIndexWhole(trx)) ? [] : [{ code: "check.search-index", params: {} }]),
      ...(await lookUpFindings(trx)),
      ...asFindings("check.orphans", await orphanRows(trx)),
      ...(await chainFindings(trx, store.file)),
    ];
  });
  return { ok: findings.length === 0, findings };
}

function asFindings(code: string, rowsOf: Readonly<Record<string, number>>): readonly Said[] {
  return Object.entries(rowsOf)
    .filter(([, rows]) => rows > 0)
    .map(([table, rows]) => ({ code, params: { table, rows } }));
}

/** The index of the look-up against the contacts, and its trigrams against it. */
async function lookUpFindings(trx: Trx): Promise<readonly Said[]> {
  const rows = await wrongIndexRows(trx);
  return [
    ...(rows > 0 ? [{ code: "check.look-up", params: { rows } }] : []),
    ...((await areTrigramsWhole(trx)) ? [] : [{ code: "check.look-up-index", params: {} }]),
  ];
}

async function chainFindings(trx: Trx, file: string): Promise<readonly Said[]> {
  const fault = await findChainFault(trx);
  if (fault) return [{ code: `check.event-${fault.what}`, params: { seq: fault.seq } }];
  if (await isTailWhole(trx, file)) return [];
  return [{ code: "check.event-tail", params: { seq: mirroredHead(file)?.seq ?? 0 } }];
}
