import { type Ref, useId, useState } from "react";
import type { WatchPreview } from "../../../src-main/contract/methods/watches.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { Icon } from "../../ui/Icon.tsx";
import { faultyPart, highlightQuery, pairAt, placeOf } from "./highlight-query.ts";
import styles from "./QueryField.module.css";

type Fault = NonNullable<WatchPreview["fault"]>;

type QueryFieldProps = {
  label: string;
  value: string;
  /** Where it breaks and why; null while it can be read or is not yet judged. */
  fault: Fault | null;
  /** What follows the sentence of the fault, such as what is shown meanwhile. */
  faultMore?: string | undefined;
  onChange: (query: string) => void;
  fieldRef?: Ref<HTMLTextAreaElement>;
};

/** A plain text field over its own coloured picture: the grammar in colour, the pair of a bracket, the fault underlined. */
export function QueryField({ label, value, fault, faultMore, onChange, fieldRef }: QueryFieldProps) {
  const [caret, setCaret] = useState<number | null>(null);
  const faultId = useId();
  const readCaret = (field: HTMLTextAreaElement) =>
    setCaret(field.selectionStart === field.selectionEnd ? field.selectionStart : null);
  return (
    <div>
      <div className={styles["box"]}>
        <Picture value={value} caret={caret} fault={fault} />
        <textarea
          ref={fieldRef}
          className={styles["field"]}
          aria-label={label}
          aria-invalid={fault !== null}
          aria-describedby={fault ? faultId : undefined}
          value={value}
          rows={1}
          maxLength={4000}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onChange={(event) => onChange(event.currentTarget.value)}
          onSelect={(event) => readCaret(event.currentTarget)}
          onBlur={() => setCaret(null)}
        />
      </div>
      <FaultLine id={faultId} value={value} fault={fault} more={faultMore} />
    </div>
  );
}

function Picture({ value, caret, fault }: { value: string; caret: number | null; fault: Fault | null }) {
  const parts = highlightQuery(value);
  const pair = caret === null ? null : pairAt(parts, caret);
  const faulty = fault && faultyPart(parts, fault.at);
  return (
    <div className={styles["picture"]} aria-hidden="true">
      {parts.map((part) => (
        <span
          key={part.from}
          className={classNames(
            styles[part.kind === "field" ? "name" : part.kind],
            pair?.includes(part.from) && styles["pair"],
            part === faulty && styles["faulty"],
          )}
        >
          {part.text}
        </span>
      ))}
      {/* A last empty line has no height of its own. */}
      {"\u200b"}
    </div>
  );
}

function FaultLine({
  id,
  value,
  fault,
  more,
}: {
  id: string;
  value: string;
  fault: Fault | null;
  more: string | undefined;
}) {
  const { t, say } = useWords();
  return (
    <p id={id} role="status" className={fault ? styles["fault"] : undefined}>
      {fault && (
        <>
          <Icon name="stop" size={14} />
          <span>
            {t("monitor.query.fault", { ...placeOf(value, fault.at), says: say(fault.says) })} {more}
          </span>
        </>
      )}
    </p>
  );
}
