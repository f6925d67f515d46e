import { useState } from "react";
import type { PollReport, SourceRow } from "../../../src-main/contract/methods/sources.ts";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { useCommand } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";

/** As many as one command takes. */
const atOnce = 500;

export type Retry = {
  readonly run: (sources: readonly SourceRow[]) => void;
  /** What is being read at somebody's wish. */
  readonly busy: ReadonlySet<string>;
};

/** Reads sources again at once, and says what came of it. */
export function useRetry(): Retry {
  const { t, sayError } = useWords();
  const acts = useActs();
  const poll = useCommand("sources.poll");
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());

  function sayResult(sources: readonly SourceRow[], report: PollReport): void {
    const name = sources[0]?.name ?? "";
    const { polled, failed, notModified, newMentions } = report;
    if (sources.length > 1) {
      const says = t("monitor.retried", { count: polled, failed });
      if (failed > 0 && failed === polled) acts.failed(says);
      else acts.did({ says });
    } else if (failed > 0) acts.failed(t("monitor.source.polledFailed", { name }));
    else
      acts.did({
        says: t(notModified > 0 ? "monitor.source.polledSame" : "monitor.source.polled", { name, count: newMentions }),
      });
  }

  async function run(wanted: readonly SourceRow[]): Promise<void> {
    const sources = wanted.filter(
      ({ id, kind, state }) => (kind === "feed" || kind === "account") && state !== "gone" && !busy.has(id),
    );
    if (sources.length === 0) return acts.failed(t("monitor.nothingToRetry"));
    const ids = sources.map(({ id }) => id);
    setBusy((before) => new Set([...before, ...ids]));
    try {
      const reports: PollReport[] = [];
      for (let from = 0; from < ids.length; from += atOnce)
        reports.push(await poll.mutateAsync({ ids: ids.slice(from, from + atOnce), all: false }));
      sayResult(sources, sumOf(reports));
    } catch (cause) {
      acts.failed(sayError(reasonOf(cause)));
    } finally {
      setBusy((before) => new Set([...before].filter((id) => !ids.includes(id))));
    }
  }

  return { run: (sources) => void run(sources), busy };
}

function sumOf(reports: readonly PollReport[]): PollReport {
  const sum = (field: keyof PollReport) => reports.reduce((total, report) => total + report[field], 0);
  return {
    polled: sum("polled"),
    failed: sum("failed"),
    notModified: sum("notModified"),
    newMentions: sum("newMentions"),
  };
}
