import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { LookUpCard, LookUpHit } from "../../../src-main/contract/methods/look-up.ts";
import type { EngineError, Output } from "../../lib/engine.ts";
import { readNow } from "../../lib/now.ts";
import { useEngine } from "../../lib/use-engine.tsx";

/** Who a key means, with what is known of them, and what was typed where it is a number or an address. */
export type Meant = {
  readonly hit: LookUpHit | null;
  readonly card: LookUpCard | undefined;
  readonly reach: string | null;
};

export type LookUp = {
  typed: string;
  type: (typed: string) => void;
  hits: readonly LookUpHit[];
  chosen: LookUpHit | null;
  choose: (index: number) => void;
  move: (by: number) => void;
  /** Of the chosen hit; undefined while it is read. */
  card: LookUpCard | undefined;
  isCapped: boolean;
  state: "short" | "looking" | "found" | "nobody" | "failed";
  error: EngineError | null;
  again: () => void;
  /** From the last key to its answer. */
  tookMs: number | null;
  /** Does something with what a key means: at once, or when what was typed last is answered. */
  settled: (act: (meant: Meant) => void) => void;
};

/** What was typed and who was found. Nothing of it is kept when the look-up is closed. */
export function useLookUp(): LookUp {
  const [typed, setTyped] = useState("");
  const [index, setIndex] = useState(0);
  const [askedAt, setAskedAt] = useState(0);
  const isLong = typed.replace(/[^\p{L}\p{N}]/gu, "").length >= 3;
  const found = useEngine("lookUp.find", { typed }, { enabled: isLong, keepPrevious: true });
  const { data, isPlaceholderData, dataUpdatedAt } = found;
  const hits = isLong && data ? data.hits : [];
  const chosen = hits[Math.min(index, hits.length - 1)] ?? null;
  const isFirst = chosen !== null && chosen.id === data?.card?.contactId;
  const other = useEngine("lookUp.card", { contactId: chosen?.id ?? "" }, { enabled: chosen !== null && !isFirst });
  const card = isFirst ? (data?.card ?? undefined) : other.data;
  useForgetting();

  function type(next: string): void {
    setTyped(next);
    setIndex(0);
    setAskedAt(readNow());
  }

  return {
    typed,
    type,
    hits,
    chosen,
    choose: setIndex,
    move: (by) => setIndex(Math.max(0, Math.min(hits.length - 1, Math.min(index, hits.length - 1) + by))),
    card,
    isCapped: data?.isCapped ?? false,
    state: stateOf({
      isLong,
      isTooShort: data?.isTooShort ?? false,
      hasError: found.error !== null,
      isHere: data !== undefined,
      hits,
    }),
    error: found.error,
    again: () => void found.refetch(),
    tookMs: isPlaceholderData || !data ? null : Math.max(0, dataUpdatedAt - askedAt),
    settled: (act) => {
      if (!isLong || !isPlaceholderData) act({ hit: chosen, card, reach: isLong ? (data?.reach ?? null) : null });
      else void found.refetch().then((answer) => act(firstOf(answer.data)));
    },
  };
}

function firstOf(found: Output<"lookUp.find"> | undefined): Meant {
  return { hit: found?.hits[0] ?? null, card: found?.card ?? undefined, reach: found?.reach ?? null };
}

type Standing = {
  isLong: boolean;
  isTooShort: boolean;
  hasError: boolean;
  isHere: boolean;
  hits: readonly LookUpHit[];
};

function stateOf({ isLong, isTooShort, hasError, isHere, hits }: Standing): LookUp["state"] {
  if (!isLong || (isHere && isTooShort)) return "short";
  if (hits.length > 0) return "found";
  if (hasError) return "failed";
  return isHere ? "nobody" : "looking";
}

/** Who was looked up is nobody's business once the window is closed. */
function useForgetting(): void {
  const client = useQueryClient();
  useEffect(
    () => () => {
      for (const name of ["lookUp.find", "lookUp.card", "crm.profile"]) client.removeQueries({ queryKey: [name] });
    },
    [client],
  );
}
