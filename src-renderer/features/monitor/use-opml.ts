import { useEffect, useRef, useState } from "react";
import type { OpmlCheck, OpmlEntry, OpmlPreview } from "../../../src-main/contract/methods/opml.ts";
import { useActs } from "../../lib/acts.tsx";
import { type EngineError, type EngineLink, reasonOf } from "../../lib/engine.ts";
import { uploadFile } from "../../lib/upload-file.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";

const mostBytes = 5_000_000;
/** So many addresses the engine asks at once. */
const sliceSize = 20;

export type Checks = ReadonlyMap<string, OpmlCheck>;
type Listed = { readonly uploadId: string; readonly fileName: string; readonly preview: OpmlPreview };
export type Imported = { readonly added: number; readonly skipped: number; readonly ids: readonly string[] };
export type ImportChoices = {
  readonly everything: boolean;
  readonly allowPrivate: boolean;
  readonly department: string | null;
};
export type Opml = ReturnType<typeof useOpml>;

/** A list of feeds on its way to being sources: read, its addresses asked in slices, ticked, added, taken back. */
export function useOpml() {
  const { t, sayError } = useWords();
  const { number } = useFormat();
  const link = useLink();
  const acts = useActs();
  const [listed, setListed] = useState<Listed | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [ticks, setTicks] = useState<ReadonlySet<number>>(new Set());
  const [imported, setImported] = useState<Imported | null>(null);
  const checking = useChecking(link, (dead) => setTicks((before) => without(before, dead)));

  function forget(): void {
    checking.forget();
    setListed(null);
    setImported(null);
    setFault(null);
    setTicks(new Set());
  }

  async function choose(file: File | undefined): Promise<void> {
    if (!file) return;
    forget();
    if (file.size === 0) return setFault(t("opml.fault.notOpml"));
    if (file.size > mostBytes) return setFault(t("refusal.file-too-large", { megabytes: mostBytes / 1_000_000 }));
    setBusy(true);
    try {
      const uploadId = await uploadFile(link, file);
      const preview = await link.call("sources.previewOpml", { uploadId });
      setListed({ uploadId, fileName: file.name, preview });
      const fresh = newOnes(preview.entries);
      setTicks(new Set(fresh.map(({ key }) => key)));
      void checking.start(fresh);
    } catch (cause) {
      setFault(sayError(reasonOf(cause)));
    } finally {
      setBusy(false);
    }
  }

  async function undo(ids: readonly string[]): Promise<void> {
    const { removed } = await sendCommand({ link, name: "sources.undoOpml", input: { ids: [...ids] } });
    acts.did({ says: t("opml.tookBack", { count: removed, shown: number(removed) }) });
    setImported(null);
  }

  async function add({ everything, allowPrivate, department }: ImportChoices): Promise<void> {
    if (!listed || isBusy) return;
    checking.stop();
    setBusy(true);
    setFault(null);
    try {
      const done = await sendCommand({
        link,
        name: "sources.importOpml",
        input: {
          uploadId: listed.uploadId,
          keys: [...ticks],
          department,
          allowPrivate,
          ...(everything && { everything }),
        },
      });
      setImported(done);
      acts.did({
        says: t("opml.added", { count: done.added, shown: number(done.added) }),
        ...(done.added > 0 && { undo: () => undo(done.ids) }),
      });
    } catch (cause) {
      setFault(sayError(reasonOf(cause)));
    } finally {
      setBusy(false);
    }
  }

  return {
    ...{ listed, isBusy, fault, ticks, imported, checking, choose, add, forget },
    tick: (key: number, isOn: boolean) =>
      setTicks((before) => (isOn ? new Set([...before, key]) : without(before, [key]))),
    /** All that are new and not known to be without a feed. */
    chooseNew: (entries: readonly OpmlEntry[]) =>
      setTicks(
        new Set(newOnes(entries).flatMap(({ key, url }) => (checking.checks.get(url)?.state === "dead" ? [] : [key]))),
      ),
    chooseNone: () => setTicks(new Set()),
  };
}

export const newOnes = (entries: readonly OpmlEntry[]): readonly OpmlEntry[] =>
  entries.filter(({ state }) => state === "new");

function without(ticks: ReadonlySet<number>, keys: readonly number[]): ReadonlySet<number> {
  const gone = new Set(keys);
  return new Set([...ticks].filter((key) => !gone.has(key)));
}

/** Asks addresses slice by slice, until it is done or told to stop; `onDead` hears the keys of those without a feed. */
function useChecking(link: EngineLink, onDead: (keys: readonly number[]) => void) {
  const [checks, setChecks] = useState<Checks>(new Map());
  const [isOn, setOn] = useState(false);
  const [fault, setFault] = useState<EngineError | null>(null);
  /** Grows with each stop: a slice that comes back later is of the past. */
  const round = useRef(0);
  useEffect(
    () => () => {
      round.current += 1;
    },
    [],
  );

  function stop(): void {
    round.current += 1;
    setOn(false);
  }

  async function start(entries: readonly OpmlEntry[]): Promise<void> {
    const mine = ++round.current;
    setOn(true);
    setFault(null);
    try {
      for (let from = 0; from < entries.length; from += sliceSize) {
        const slice = entries.slice(from, from + sliceSize);
        const found = await link.call("sources.checkOpml", { urls: slice.map(({ url }) => url) });
        if (round.current !== mine) return;
        setChecks((before) => new Map([...before, ...found.map((check) => [check.url, check] as const)]));
        const dead = new Set(found.filter(({ state }) => state === "dead").map(({ url }) => url));
        onDead(slice.filter(({ url }) => dead.has(url)).map(({ key }) => key));
      }
    } catch (cause) {
      if (round.current === mine) setFault(reasonOf(cause));
    }
    if (round.current === mine) setOn(false);
  }

  function forget(): void {
    stop();
    setChecks(new Map());
    setFault(null);
  }

  return { checks, isOn, fault, start, stop, forget };
}
