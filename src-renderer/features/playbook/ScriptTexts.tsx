import { Fragment, useRef } from "react";
import { useWords } from "../../lib/words.ts";
import { ScriptChecks } from "../../ui/ScriptChecks.tsx";
import { AreaField } from "../../ui/TextField.tsx";
import styles from "./playbook.module.css";
import { type TypedField, type Variant, variants } from "./script-draft.ts";
import type { SheetPart } from "./sheet-part.ts";
import { snippets, withSnippet } from "./snippets.ts";

/** The public words, those for a private channel, and those that hold; what the desk fills in by itself is put in by a button. */
export function ScriptTexts({ draft, edit, faultOf, isOff }: SheetPart) {
  const { t } = useWords();
  // The text that was worked in last takes what a button puts in.
  const last = useRef<{ variant: Variant; at: number }>({ variant: "body", at: draft.body.length });
  function remember(variant: Variant, area: HTMLTextAreaElement): void {
    last.current = { variant, at: area.selectionEnd };
  }
  function insert(snippet: (typeof snippets)[number]): void {
    const name = t(`playbook.snippet.${snippet.source}`);
    const next = withSnippet(draft, { ...snippet, name });
    const { variant } = last.current;
    const at = Math.min(last.current.at, draft[variant].length);
    const gap = /\S$/.test(draft[variant].slice(0, at)) ? " " : "";
    const put = `${gap}{{${next.name}}}`;
    last.current = { variant, at: at + put.length };
    edit({ ...next.draft, [variant]: `${draft[variant].slice(0, at)}${put}${draft[variant].slice(at)}` });
  }
  return (
    <section className={styles["card"]} aria-label={t("playbook.texts")}>
      {variants.map((variant) => (
        <Fragment key={variant}>
          <AreaField
            label={t(`playbook.text.${variant}`)}
            help={variant === "body" ? t("playbook.bodyHelp", { example: "{{time}}" }) : undefined}
            error={faultOf(variant)}
            readOnly={isOff}
            maxLength={20_000}
            rows={variant === "body" ? 5 : 3}
            value={draft[variant]}
            onChange={(words) => edit({ [variant]: words })}
            onSelect={(event) => remember(variant, event.currentTarget)}
            onBlur={(event) => remember(variant, event.currentTarget)}
          />
          {variant !== "privateVariant" && (
            <ScriptChecks words={draft[variant]} fields={draft.fields.map(triedField)} />
          )}
        </Fragment>
      ))}
      {!isOff && (
        <div role="group" aria-label={t("playbook.insert")} className={styles["chips"]}>
          <span className={styles["quiet"]}>{t("playbook.insert")}</span>
          {snippets.map((snippet) => (
            <button key={snippet.source} type="button" onClick={() => insert(snippet)}>
              {t(`playbook.snippet.${snippet.source}`)}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}

/** A choice is tried with the first of its options. */
function triedField({ name, kind, options }: TypedField) {
  return { name, kind, options: options.split("\n").filter((option) => option.trim() !== "") };
}
