import type { KeyboardEvent, Ref } from "react";
import { useSignOfEmptyField } from "../../lib/use-field-key.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { type DraftWords, fallbackOf, type ScriptPiece, type Template } from "./script-text.ts";
import styles from "./ScriptText.module.css";

type ScriptTextProps = {
  template: Template;
  fields: DraftWords["fields"];
  onType: (fields: DraftWords["fields"]) => void;
  onPick: () => void;
  boxRef: Ref<HTMLDivElement>;
};

/** A script with a box for each field, in the order of the text: Tab walks through them. */
export function ScriptText({ template, fields, onType, onPick, boxRef }: ScriptTextProps) {
  const { t } = useWords();
  return (
    <div ref={boxRef} className={styles["text"]} role="group" aria-label={t("case.composer.words")}>
      {template.map((piece, index) => {
        if (piece.kind === "words") return <span key={index}>{piece.text}</span>;
        return (
          <span key={index}>
            {piece.space}
            <Slot
              piece={piece}
              value={fields[piece.name] ?? ""}
              onType={(value) => onType({ ...fields, [piece.name]: value })}
              onPick={onPick}
            />
          </span>
        );
      })}
    </div>
  );
}

type SlotProps = {
  piece: Extract<ScriptPiece, { kind: "field" }>;
  value: string;
  onType: (value: string) => void;
  onPick: () => void;
};

function Slot({ piece: { name, field }, value, onType, onPick }: SlotProps) {
  const { t } = useWords();
  const { isIt } = useSignOfEmptyField("case.script");
  const fallback = fallbackOf(field);
  const isMissing = field.required && value.trim() === "" && fallback === "";
  const look = classNames(styles["slot"], isMissing ? styles["miss"] : value === "" ? styles["spare"] : styles["full"]);
  const says = {
    // Not in the accessible name: who looks for a field looks for its name.
    ...(fallback !== "" && { "aria-description": t("case.field.fallback", { fallback }) }),
    "aria-label": field.required ? name : t("case.field.optional", { name }),
    "aria-invalid": isMissing,
    "aria-required": field.required && fallback === "",
  };
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.key === "Escape") event.currentTarget.blur();
    if (value !== "" || !isIt(event)) return;
    event.preventDefault();
    onPick();
  }
  if (field.kind === "choice" && field.options) {
    return (
      <select
        {...says}
        className={look}
        value={value}
        onChange={(event) => onType(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      >
        <option value="">{fallback || name}</option>
        {field.options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...says}
      className={look}
      type="text"
      value={value}
      placeholder={fallback || name}
      size={Math.max(2, [...(value || fallback || name)].length)}
      maxLength={2000}
      autoComplete="off"
      inputMode={field.kind === "number" ? "numeric" : field.kind === "link" ? "url" : "text"}
      title={t(`case.kind.${field.kind}`)}
      onChange={(event) => onType(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}
