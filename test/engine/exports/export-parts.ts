import { join } from "node:path";
import { createDiskFolder } from "../../../src-main/adapters/exports/disk-folder.ts";
import { createExportSigner } from "../../../src-main/adapters/export-signer.ts";
import { createTableWriters } from "../../../src-main/adapters/exports/table-writers.ts";
import { loadWords } from "../../../src-main/adapters/word-catalogue.ts";
import type { ExportParts } from "../../../src-main/engine/exports/write-export.ts";
import { writeCycles, writeMentions } from "../../support/kpi-desk.ts";
import type { TestParts } from "../../support/test-engine.ts";
import { resourcesFolder } from "../../support/whole-engine.ts";

/** What writes a file over a test's workspace, into a folder of the test. */
export function exportParts(parts: TestParts, { own, mark }: { own: string; mark: string }): ExportParts {
  return {
    ...{ store: parts.store, clock: parts.clock, say: loadWords(resourcesFolder).say, appVersion: "1.2.3" },
    signer: createExportSigner(parts.secrets),
    exportFolder: createDiskFolder({ own, mark }),
    tableWriters: createTableWriters({ fontsFolder: join(resourcesFolder, "fonts") }),
  };
}

/** So many mentions more, published from an instant on. */
export function addMentions(parts: TestParts, { first, count }: { first: number; count: number }): void {
  writeCycles(
    parts.store.raw,
    Array.from({ length: count }, (_, at) => ({ caseRowId: first + at, queuedAt: 1_000_000_000 + at })),
    { clear: false },
  );
  writeMentions(parts.store.raw);
}

/** Of all that `addMentions` adds. */
export const allMentions = { of: "mentions", from: 0, to: 2_000_000_000, search: "" } as const;
