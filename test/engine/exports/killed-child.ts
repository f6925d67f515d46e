// Writes a file into the folder, of the form and workspace named on the command line, and is killed in the middle of it.
import { startTestParts } from "../../support/test-engine.ts";
import type { ExportFormat } from "../../../src-main/contract/methods/exports.ts";
import { writeExport } from "../../../src-main/engine/exports/write-export.ts";
import { allMentions, exportParts } from "./export-parts.ts";

const [own = "", format = "csv", copyOf = ""] = process.argv.slice(2);
const parts = await startTestParts({ copyOf });
await writeExport(exportParts(parts, { own, mark: "killed" }), {
  ...{ what: allMentions, format: format as ExportFormat, folder: null, signal: new AbortController().signal },
  progress: (rows) => void (rows > 0 && process.kill(process.pid, "SIGKILL")),
});
