import { useId, useState } from "react";
import { reasonOf } from "../../lib/engine.ts";
import { useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import styles from "./by-hand.module.css";
import type { LogDraft } from "./log-draft.ts";
import { uploadFile } from "../../lib/upload-file.ts";

const mostBytes = 5_000_000;
const types = ["image/png", "image/jpeg", "image/webp"];

/** A screenshot: brought to the desk as soon as it is chosen, so that it survives a reload as the words do. */
export function PictureField({
  picture,
  onChange,
}: {
  picture: LogDraft["picture"];
  onChange: (picture: LogDraft["picture"]) => void;
}) {
  const { t, sayError } = useWords();
  const link = useLink();
  const id = useId();
  const [fault, setFault] = useState<string | null>(null);
  async function choose(file: File | undefined): Promise<void> {
    if (!file) return;
    setFault(null);
    if (!types.includes(file.type)) return setFault(t("refusal.not-a-picture"));
    if (file.size > mostBytes) return setFault(t("refusal.file-too-large", { megabytes: mostBytes / 1_000_000 }));
    try {
      onChange({ uploadId: await uploadFile(link, file), name: file.name });
    } catch (error) {
      setFault(sayError(reasonOf(error)));
    }
  }
  return (
    <div className={styles["picture"]}>
      <label htmlFor={id} className={styles["label"]}>
        {t("byHand.picture")}
      </label>
      {picture ? (
        <span className={styles["chosen"]}>
          <span className="clip">{picture.name}</span>
          <ActButton size="small" onClick={() => onChange(null)}>
            {t("byHand.pictureRemove")}
          </ActButton>
        </span>
      ) : (
        <input
          id={id}
          type="file"
          accept={types.join(",")}
          aria-describedby={`${id}-help`}
          onChange={(event) => void choose(event.currentTarget.files?.[0])}
        />
      )}
      <p id={`${id}-help`} className={styles["help"]}>
        {t("byHand.pictureHelp")}
      </p>
      {fault && <FieldError says={fault} />}
    </div>
  );
}
