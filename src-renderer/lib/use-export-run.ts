import { useEffect, useRef, useState } from "react";
import type { ExportFormat, ExportRun, ExportWhat } from "../../src-main/contract/methods/exports.ts";
import { type EngineError, type EngineLink, reasonOf } from "./engine.ts";
import { useCommand, useEngine, useLink } from "./use-engine.tsx";

/** A finished file as an address of this page, to be saved under its name. */
export type SavedFile = { fileName: string; url: string };

export type ExportRunning = {
  /** Null before the first start. */
  run: ExportRun | null;
  /** The file and its sidecar, once they are here. */
  files: readonly SavedFile[] | null;
  error: EngineError | null;
  isRunning: boolean;
  start: (what: ExportWhat, format: ExportFormat) => Promise<void>;
  cancel: () => Promise<void>;
  /** Lets go of what was made. */
  forget: () => void;
};

/** Has the desk write a file, follows it, and fetches it piece by piece when it is whole. */
export function useExportRun(): ExportRunning {
  const link = useLink();
  const begin = useCommand("exports.start");
  const stop = useCommand("exports.cancel");
  const [started, setStarted] = useState<ExportRun | null>(null);
  const [files, setFiles] = useState<readonly SavedFile[] | null>(null);
  const [error, setError] = useState<EngineError | null>(null);
  const held = useRef<readonly SavedFile[]>([]);
  const followed = useEngine("exports.get", { id: started?.id ?? "" }, { enabled: started !== null });
  const run = started && (followed.data?.id === started.id ? followed.data : started);
  useEffect(() => () => letGo(held.current), []);

  const doneId = run?.state === "done" ? run.id : null;
  useEffect(() => {
    if (doneId === null || run === null) return;
    let isLeft = false;
    fetchFiles(link, run)
      .then((made) => {
        if (isLeft) return letGo(made);
        held.current = made;
        setFiles(made);
      })
      .catch((cause: unknown) => !isLeft && setError(reasonOf(cause)));
    return () => {
      isLeft = true;
    };
    // A run that is done does not change any more.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [link, doneId]);

  function forget(): void {
    letGo(held.current);
    held.current = [];
    setStarted(null);
    setFiles(null);
    setError(null);
  }
  return {
    run,
    files,
    error,
    isRunning: begin.isPending || run?.state === "running",
    start: async (what, format) => {
      forget();
      try {
        setStarted(await begin.mutateAsync({ what, format }));
      } catch (cause) {
        setError(reasonOf(cause));
      }
    },
    cancel: async () => {
      if (!run) return;
      try {
        setStarted(await stop.mutateAsync({ id: run.id }));
      } catch (cause) {
        setError(reasonOf(cause));
      }
    },
    forget,
  };
}

async function fetchFiles(link: EngineLink, { id, files }: ExportRun): Promise<readonly SavedFile[]> {
  const made: SavedFile[] = [];
  for (const [file, { fileName, mime }] of files.entries()) {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    for (let offset: number | null = 0; offset !== null;) {
      const piece: { base64: string; next: number | null } = await link.call("exports.readFile", { id, file, offset });
      pieces.push(bytesOf(piece.base64));
      offset = piece.next;
    }
    made.push({ fileName, url: URL.createObjectURL(new Blob(pieces, { type: mime })) });
  }
  return made;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return bytes;
}

/** The browser keeps the bytes of an address until it is told to let them go. */
function letGo(files: readonly SavedFile[]): void {
  for (const { url } of files) URL.revokeObjectURL(url);
}
