import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import { UNDO_MS, useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { sendCommand, useEngine, useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";

type Leaving = { readonly source: SourceRow; readonly timer: ReturnType<typeof setTimeout> };

/**
 * The sources as listed. A removed one leaves the list at once, but the engine is told only when it can no longer be
 * taken back: a source that is added anew would read its whole feed again.
 */
export function useSources() {
  const { t, sayError } = useWords();
  const link = useLink();
  const acts = useActs();
  const list = useEngine("sources.list", {});
  const leaving = useRef(new Map<string, Leaving>());
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const { data, refetch } = list;
  const sources = useMemo(() => data?.filter(({ id }) => !hidden.has(id)), [data, hidden]);

  const finish = useCallback(
    async ({ id, version }: SourceRow) => {
      leaving.current.delete(id);
      try {
        await sendCommand({ link, name: "sources.remove", input: { id, version } });
        await refetch();
      } catch (cause) {
        acts.failed(sayError(reasonOf(cause)));
      }
      setHidden((before) => new Set([...before].filter((kept) => kept !== id)));
    },
    [link, acts, sayError, refetch],
  );
  const latest = useRef(finish);
  useEffect(() => {
    latest.current = finish;
  });
  // Whoever leaves the screen has decided.
  useEffect(() => {
    const open = leaving.current;
    return () => {
      for (const { source, timer } of open.values()) {
        clearTimeout(timer);
        void latest.current(source);
      }
    };
  }, []);

  async function keep(source: SourceRow): Promise<void> {
    const found = leaving.current.get(source.id);
    if (!found) return acts.failed(t("refusal.undo-too-late"));
    clearTimeout(found.timer);
    leaving.current.delete(source.id);
    setHidden((before) => new Set([...before].filter((id) => id !== source.id)));
  }

  function remove(source: SourceRow): void {
    leaving.current.set(source.id, { source, timer: setTimeout(() => void latest.current(source), UNDO_MS) });
    setHidden((before) => new Set([...before, source.id]));
    acts.did({ says: t("monitor.source.removed", { name: source.name }), undo: () => keep(source) });
  }

  return {
    sources,
    error: list.error,
    refetch,
    remove,
  };
}
