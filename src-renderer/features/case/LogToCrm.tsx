import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { LoggingOffer } from "../../../src-main/contract/methods/crm-logging.ts";
import { useActs } from "../../lib/acts.tsx";
import { useAct } from "../../lib/use-act.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useRested } from "../../lib/use-rested.ts";
import { useFieldKey } from "../../lib/use-field-key.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { AreaField } from "../../ui/TextField.tsx";
import styles from "./CrmPart.module.css";

const longestNote = 4000;
const nameOf = ({ type, key }: LoggingOffer): string => key ?? type;

type LogToCrmProps = { storyId: string; offers: readonly LoggingOffer[]; onDone: () => void };

/** Logs one thing of the case by hand: what, with a note, and the exact text before it goes. */
export function LogToCrm({ storyId, offers, onDone }: LogToCrmProps) {
  const { t, sayError } = useWords();
  const keepKey = useFieldKey("write.keep");
  const { moment } = useFormat();
  const acts = useActs();
  const logging = useAct("crm.log", ["crm.logged", "crm.deliveries"]);
  const [chosen, setChosen] = useState(() => (offers[0] ? nameOf(offers[0]) : "by-hand"));
  const [note, setNote] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const offer = offers.find((one) => nameOf(one) === chosen) ?? offers[0];
  if (!offer) return null;
  const wanted = { storyId, type: offer.type, key: offer.key };
  const isEmpty = offer.type === "by-hand" && note.trim() === "";
  async function log(): Promise<void> {
    if (isEmpty || !(await logging.run({ ...wanted, note }))) return;
    acts.did({ says: t("crmLogging.case.done_toast") });
    onDone();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape" && note.trim() === "") onDone();
    if (!keepKey.isIt(event)) return;
    event.preventDefault();
    void log();
  }
  return (
    <div className={styles["form"]} onKeyDown={onKeyDown}>
      {offers.length > 1 && (
        <PickField
          label={t("crmLogging.case.what")}
          value={nameOf(offer)}
          options={offers.map((one) => ({
            value: nameOf(one),
            says:
              one.type === "by-hand"
                ? t("crmLogging.type.by-hand")
                : `${t(`crmLogging.type.${one.type}`)}, ${moment(one.at)}`,
          }))}
          onChange={setChosen}
        />
      )}
      <AreaField
        ref={field}
        label={t("crmLogging.case.note")}
        help={t("crmLogging.case.noteHelp")}
        rows={3}
        maxLength={longestNote}
        value={note}
        onChange={setNote}
      />
      {!isEmpty && <ExactText wanted={wanted} note={note} />}
      {logging.trouble && (
        <p role="alert" className={styles["trouble"]}>
          {sayError(logging.trouble)}
        </p>
      )}
      <div className={styles["acts"]}>
        <ActButton
          size="small"
          ownKeys={keepKey.shown}
          offBecause={isEmpty ? t("refusal.note-needed") : undefined}
          aria-busy={logging.isBusy}
          onClick={() => void log()}
        >
          {t("crmLogging.case.confirm")}
        </ActButton>
        <ActButton size="small" look="ghost" onClick={onDone}>
          {t("crmLogging.case.cancel")}
        </ActButton>
      </div>
    </div>
  );
}

type Wanted = { storyId: string; type: LoggingOffer["type"]; key: string | null };

/** The words as every CRM gets them, asked again when typing rests. */
function ExactText({ wanted, note }: { wanted: Wanted; note: string }) {
  const { t, sayError } = useWords();
  const id = useId();
  const rested = useRested(note);
  const { data, error } = useEngine("crm.logText", { ...wanted, note: rested }, { keepPrevious: true });
  return (
    <>
      <p id={id} className={styles["quiet"]}>
        {t("crmLogging.case.shown")}
      </p>
      {error && !data && <p className={styles["trouble"]}>{sayError(error)}</p>}
      <pre className={styles["exact"]} tabIndex={0} aria-labelledby={id} aria-busy={!data} dir="auto">
        {data ? data.text : t("crmLogging.case.working")}
      </pre>
    </>
  );
}
