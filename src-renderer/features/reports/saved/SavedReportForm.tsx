import { type FormEvent, useState } from "react";
import type { SavedReport } from "../../../../src-main/contract/methods/saved-reports.ts";
import { useActs } from "../../../lib/acts.tsx";
import { useFormTrouble } from "../../../lib/form-trouble.ts";
import { useAct, useBaseVersion } from "../../../lib/use-act.ts";
import { useWords } from "../../../lib/words.ts";
import { ActButton } from "../../../ui/ActButton.tsx";
import { Acts, Columns } from "../../../ui/Card.tsx";
import { FieldError } from "../../../ui/Field.tsx";
import { PickField } from "../../../ui/PickField.tsx";
import styles from "../../../ui/rows.module.css";
import { TextField } from "../../../ui/TextField.tsx";
import { TickField } from "../../../ui/TickField.tsx";
import { planOf, type SavedDraft, toSavedDraft, troublesOf } from "./saved-draft.ts";
import { SavedScopeFields } from "./SavedScopeFields.tsx";
import { useWhatWords } from "./use-what-words.ts";

const formats = ["xlsx", "csv", "pdf", "json"] as const;
const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

type SavedReportFormProps = { report: SavedReport | null; onDone: () => void };

/** A new saved report, or a change of one. */
export function SavedReportForm({ report, onDone }: SavedReportFormProps) {
  const { t } = useWords();
  const { did } = useActs();
  const saving = useAct("savedReports.save", ["savedReports.list"]);
  const base = useBaseVersion(report?.version ?? 0);
  const trouble = useFormTrouble(saving.trouble, base.accept);
  const [draft, setDraft] = useState(() => toSavedDraft(report));
  const [isChecked, setChecked] = useState(false);
  const edit = (change: Partial<SavedDraft>) => setDraft({ ...draft, ...change });
  const troubles = troublesOf(draft);
  const isWrong = (one: (typeof troubles)[number]) => isChecked && troubles.includes(one);
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setChecked(true);
    if (troubles.length > 0 || saving.isBusy) return;
    const known = report ? { id: report.id, version: base.version } : {};
    if (!(await saving.run({ ...planOf(draft, report), ...known }))) return;
    did({ says: t("savedReports.saved", { name: draft.name.trim() }) });
    onDone();
  }
  return (
    <form
      noValidate
      className={styles["form"]}
      aria-label={report ? t("savedReports.editOf", { name: report.name }) : t("savedReports.new")}
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => event.key === "Escape" && onDone()}
    >
      <TextField
        label={t("savedReports.field.name")}
        error={isWrong("name") ? t("savedReports.nameNeeded") : undefined}
        autoFocus
        maxLength={80}
        value={draft.name}
        onChange={(name) => edit({ name })}
      />
      <SavedScopeFields draft={draft} edit={edit} />
      <ScheduleFields draft={draft} edit={edit} isTimeWrong={isWrong("time")} />
      <fieldset className={styles["group"]}>
        <legend>{t("savedReports.field.formats")}</legend>
        <div className={styles["ticks"]}>
          {formats.map((format) => (
            <TickField
              key={format}
              label={t(`savedReports.format.${format}`)}
              isOn={draft.formats.includes(format)}
              onChange={(isOn) =>
                edit({ formats: formats.filter((one) => (one === format ? isOn : draft.formats.includes(one))) })
              }
            />
          ))}
        </div>
        {isWrong("formats") && <FieldError says={t("savedReports.formatNeeded")} />}
      </fieldset>
      <TextField
        label={t("savedReports.field.folder")}
        help={t("savedReports.field.folderHelp")}
        error={isWrong("folder") ? t("savedReports.folderNeeded") : undefined}
        maxLength={1000}
        dir="ltr"
        value={draft.folder}
        onChange={(folder) => edit({ folder })}
      />
      {trouble && <FieldError says={trouble} />}
      <Acts>
        <ActButton look="primary" submit aria-busy={saving.isBusy}>
          {t("savedReports.save")}
        </ActButton>
        <ActButton look="ghost" ownKeys="Escape" onClick={onDone}>
          {t("savedReports.cancel")}
        </ActButton>
      </Acts>
    </form>
  );
}

type FieldsProps = { draft: SavedDraft; edit: (change: Partial<SavedDraft>) => void };

function ScheduleFields({ draft, edit, isTimeWrong }: FieldsProps & { isTimeWrong: boolean }) {
  const { t } = useWords();
  const words = useWhatWords();
  const isTimed = draft.schedule === "daily" || draft.schedule === "weekly";
  // A shift has its own end, so nothing else can be chosen for it but to ask.
  const kinds =
    draft.period === "this_shift"
      ? (["shift_end", "none"] as const)
      : (["daily", "weekly", "shift_end", "none"] as const);
  return (
    <Columns isThree>
      <PickField
        label={t("savedReports.field.schedule")}
        value={draft.period === "this_shift" && isTimed ? "shift_end" : draft.schedule}
        options={kinds.map((value) => ({ value, says: t(`savedReports.schedule.${value}`) }))}
        onChange={(schedule) => edit({ schedule })}
      />
      {draft.period !== "this_shift" && draft.schedule === "weekly" && (
        <PickField
          label={t("savedReports.field.weekday")}
          value={draft.weekday}
          options={weekdays.map((value) => ({ value, says: words.weekday(value) }))}
          onChange={(weekday) => edit({ weekday })}
        />
      )}
      {draft.period !== "this_shift" && isTimed && (
        <TextField
          label={t("savedReports.field.time")}
          error={isTimeWrong ? t("savedReports.timeNeeded") : undefined}
          inputMode="numeric"
          maxLength={5}
          value={draft.time}
          onChange={(time) => edit({ time })}
        />
      )}
    </Columns>
  );
}
