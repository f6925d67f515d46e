import type { Source } from "../../store/source.ts";

const weekMs = 7 * 24 * 60 * 60_000;
const spread = 0.2;

/**
 * Whether a source is to be read whole although it could be asked conditionally: about once a week, because some servers
 * say "not modified" for ever. Each source has its own length of a week, so that they do not gather.
 */
export function isFullFetchDue({ rowId, fullFetchAt }: Pick<Source, "rowId" | "fullFetchAt">, now: number): boolean {
  if (fullFetchAt === null) return false;
  // Multiples of the golden ratio fall evenly.
  const share = (rowId * 0.618_033_988_749) % 1;
  return now - fullFetchAt >= weekMs * (1 - spread / 2 + spread * share);
}
