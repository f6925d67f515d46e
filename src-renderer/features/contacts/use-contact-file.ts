import { useState } from "react";
import { reasonOf } from "../../lib/engine.ts";
import { uploadFile } from "../../lib/upload-file.ts";
import { useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";

const mostBytes = 20_000_000;

export type UploadedFile = { readonly uploadId: string; readonly name: string };
export type ContactFile = {
  uploaded: UploadedFile | null;
  isBusy: boolean;
  fault: string | null;
  choose: (file: File | undefined) => Promise<void>;
  forget: () => void;
  /** Grows when the file is forgotten, so that its field is empty again. */
  round: number;
};

/** The chosen file, brought to the desk so that it can be read there. */
export function useContactFile(): ContactFile {
  const { t, sayError } = useWords();
  const link = useLink();
  const [uploaded, setUploaded] = useState<UploadedFile | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  async function choose(file: File | undefined): Promise<void> {
    if (!file) return;
    setFault(null);
    setUploaded(null);
    if (file.size === 0) return setFault(t("contacts.import.fault.empty"));
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
  return {
    ...{ uploaded, isBusy, fault, choose, round },
    forget: () => {
      setUploaded(null);
      setRound((before) => before + 1);
    },
  };
}
