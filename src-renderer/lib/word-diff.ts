export type DiffPiece = { readonly kind: "same" | "added" | "removed"; readonly text: string };

/** Beyond this many comparisons the changed middle is shown as one change: a screen must not wait for a diff. */
const MOST_CELLS = 4_000_000;

/**
 * What must be taken out of and put into `before` to get `after`, by whole words, in reading order. The same and added
 * pieces joined are `after`, the same and removed ones are `before`. Longest common subsequence.
 */
export function diffWords(before: string, after: string): readonly DiffPiece[] {
  const old = tokensOf(before);
  const fresh = tokensOf(after);
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;
  const middle = diffTokens(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end));
  return joinPieces([...same(old.slice(0, start)), ...middle, ...same(old.slice(old.length - end))]);
}

/** How many places differ: a replacement counts once. */
export function countChanges(pieces: readonly DiffPiece[]): number {
  return pieces.filter(({ kind }, index) => kind !== "same" && (index === 0 || pieces[index - 1]?.kind === "same"))
    .length;
}

function tokensOf(text: string): readonly string[] {
  return text.match(/\s+|[\p{L}\p{M}\p{N}]+(?:['’.:-][\p{L}\p{M}\p{N}]+)*|[^\s]/gu) ?? [];
}

function same(tokens: readonly string[]): readonly DiffPiece[] {
  return tokens.map((text) => ({ kind: "same", text }));
}

function diffTokens(old: readonly string[], fresh: readonly string[]): readonly DiffPiece[] {
  const whole = [
    ...old.map((text): DiffPiece => ({ kind: "removed", text })),
    ...fresh.map((text): DiffPiece => ({ kind: "added", text })),
  ];
  if (old.length === 0 || fresh.length === 0 || old.length * fresh.length > MOST_CELLS) return whole;
  const width = fresh.length + 1;
  const common = commonLengths(old, fresh, width);
  const pieces: DiffPiece[] = [];
  let at = 0;
  let to = 0;
  while (at < old.length || to < fresh.length) {
    const [was, is] = [old[at], fresh[to]];
    if (was !== undefined && was === is) {
      pieces.push({ kind: "same", text: was });
      at += 1;
      to += 1;
    } else if (
      is === undefined ||
      (was !== undefined && (common[(at + 1) * width + to] ?? 0) >= (common[at * width + to + 1] ?? 0))
    ) {
      pieces.push({ kind: "removed", text: was ?? "" });
      at += 1;
    } else {
      pieces.push({ kind: "added", text: is });
      to += 1;
    }
  }
  return pieces;
}

function commonLengths(old: readonly string[], fresh: readonly string[], width: number): Uint32Array {
  const common = new Uint32Array((old.length + 1) * width);
  for (let at = old.length - 1; at >= 0; at -= 1) {
    for (let to = fresh.length - 1; to >= 0; to -= 1) {
      const isSame = old[at] === fresh[to];
      const below = common[(at + 1) * width + to] ?? 0;
      const right = common[at * width + to + 1] ?? 0;
      common[at * width + to] = isSame ? (common[(at + 1) * width + to + 1] ?? 0) + 1 : Math.max(below, right);
    }
  }
  return common;
}

/** Neighbours of one kind join, a space between two changes joins them, and what went stands before what came. */
function joinPieces(pieces: readonly DiffPiece[]): readonly DiffPiece[] {
  const joined: DiffPiece[] = [];
  let removed = "";
  let added = "";
  const put = (kind: DiffPiece["kind"], text: string) => {
    const last = joined.at(-1);
    if (text === "") return;
    if (last?.kind === kind) joined[joined.length - 1] = { kind, text: last.text + text };
    else joined.push({ kind, text });
  };
  for (const [index, { kind, text }] of pieces.entries()) {
    const isChanging = removed !== "" || added !== "";
    const isGap = kind === "same" && /^\s+$/.test(text) && isChanging && (pieces[index + 1]?.kind ?? "same") !== "same";
    if (kind === "removed" || isGap) removed += text;
    if (kind === "added" || isGap) added += text;
    if (kind !== "same" || isGap) continue;
    put("removed", removed);
    put("added", added);
    removed = added = "";
    put("same", text);
  }
  put("removed", removed);
  put("added", added);
  return joined;
}
