import { useState } from "react";
import { reasonOf } from "./engine.ts";
import { useLink } from "./use-engine.tsx";
import { useWords, type WordKey } from "./words.ts";
import { uploadFile } from "./upload-file.ts";

const mostBytes = 20_000_000;

export type Uploaded = { readonly uploadId: string; readonly name: string };
export type ChosenFile = {
  uploaded: Uploaded | null;
  isBusy: boolean;
  fault: string | null;
  choose: (file: File | undefined) => Promise<void>;
  forget: () => void;
  /** Grows when the file is forgotten, so that its field is empty again. */
  round: number;
};

/** The chosen file, brought to the desk so that it can be read there; `emptySays` are the words for a file without any. */
export function useChosenFile(emptySays: WordKey): ChosenFile {
  const { t, sayError } = useWords();
  const link = useLink();
  const [uploaded, setUploaded] = useState<Uploaded | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  function forget(): void {
    setUploaded(null);
    setRound((before) => before + 1);
  }
  async function choose(file: File | undefined): Promise<void> {
    if (!file) return;
    setFault(null);
    setUploaded(null);
    if (file.size === 0) return setFault(t(emptySays));
    if (file.size > mostBytes) return setFault(t("refusal.file-too-large", { megabytes: mostBytes / 1_000_000 }));
    setBusy(true);
    try {
      setUploaded({ uploadId: await uploadFile(link, file), name: file.name });
    } catch (error) {
      setFault(sayError(reasonOf(error)));
    } finally {
      setBusy(false);
    }
  }
  return { uploaded, isBusy, fault, choose, round, forget };
}
