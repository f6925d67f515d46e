import type { DeskCounts } from "../contract/desktop.ts";
import { countWords, fillWords } from "./shell-words.ts";
import type { ShellWords } from "./shell-words.ts";

/** What the tray says: a line to point at, and the first lines of its menu. */
export type TrayWords = { readonly tooltip: string; readonly lines: readonly string[]; readonly isAlerted: boolean };

/** The desk's numbers in words. Unknown is said, and never a zero. Counts only: a tray lies open on a desk. */
export function trayWords(words: ShellWords, counts: DeskCounts | null): TrayWords {
  const name = words["app"] ?? "";
  if (!counts)
    return {
      tooltip: fillWords(words["trayTip"], { name, says: words["trayUnknown"] ?? "" }),
      lines: [words["trayUnknown"] ?? ""],
      isAlerted: false,
    };
  const { unsorted, waiting, breaching, approvals } = counts;
  const lines = [
    countWords(words, "trayUnsorted", unsorted),
    countWords(words, "trayWaiting", waiting),
    countWords(words, "trayBreaching", breaching),
    ...(approvals > 0 ? [countWords(words, "trayApprovals", approvals)] : []),
    ...(counts.isOffline ? [words["trayOffline"] ?? ""] : []),
  ];
  return { tooltip: fillWords(words["trayTip"], { name, says: lines.join(", ") }), lines, isAlerted: breaching > 0 };
}
