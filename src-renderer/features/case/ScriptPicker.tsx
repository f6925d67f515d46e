import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { StoryRow } from "../../../src-main/contract/methods/triage.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { KeyCap } from "../../ui/KeyCap.tsx";
import styles from "./ScriptPicker.module.css";
import { type ScriptOption, usePickedScripts } from "./use-picked-scripts.ts";
import type { Beginning } from "./use-reply-acts.ts";

type ScriptPickerProps = {
  story: StoryRow;
  onChoose: (beginning: Beginning) => void;
  onClose: () => void;
};

/** Finds a script by a few letters: arrows walk, Enter begins, Escape closes. Free words stand at the end. */
export function ScriptPicker({ story, onChoose, onClose }: ScriptPickerProps) {
  const { t } = useWords();
  const [search, setSearch] = useState("");
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  // Enter was pressed before the engine answered to the last letter.
  const isWaiting = useRef(false);
  const { options, isCurrent, error, retry } = usePickedScripts(story.id, search);
  const current = options[Math.min(at, options.length - 1)];
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    // In braces: newer browsers answer a promise here, which is no cleanup.
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [at]);
  useEffect(() => {
    if (!isWaiting.current || !isCurrent || !current) return;
    isWaiting.current = false;
    onChoose(current.beginning);
  }, [isCurrent, current, onChoose]);
  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((before) => (Math.min(before, options.length - 1) + step + options.length) % options.length);
    if (event.key === "Enter" && isCurrent && current) onChoose(current.beginning);
    else if (event.key === "Enter") isWaiting.current = true;
    if (event.key === "Escape") onClose();
    if (step || event.key === "Enter" || event.key === "Escape") event.preventDefault();
  }
  return (
    <div className={styles["picker"]}>
      <input
        ref={field}
        className={styles["field"]}
        role="combobox"
        aria-label={t("case.script.search")}
        aria-expanded="true"
        aria-controls="scripts"
        aria-activedescendant={current ? `script-${current.key}` : undefined}
        aria-autocomplete="list"
        placeholder={t("case.script.search")}
        autoComplete="off"
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setAt(0);
          isWaiting.current = false;
        }}
        onKeyDown={onKeyDown}
      />
      <ul ref={list} id="scripts" role="listbox" aria-label={t("case.script.label")} className={styles["list"]}>
        {options.map((option) => (
          <li
            key={option.key}
            id={`script-${option.key}`}
            role="option"
            aria-selected={option === current}
            className={classNames(styles["option"], option === current && styles["on"])}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(option.beginning)}
          >
            <Option option={option} isCurrent={option === current} />
          </li>
        ))}
      </ul>
      {error && <ErrorState error={error} onRetry={retry} />}
      {current?.script && <Why script={current.script} />}
    </div>
  );
}

/** When to use a script, and what of the case it fits. */
function Why({ script: { whenToUse, fits } }: { script: NonNullable<ScriptOption["script"]> }) {
  const { t } = useWords();
  const { list } = useFormat();
  const fit = fits.filter((one) => one !== "suggested").map((one) => t(`case.script.fit.${one}`));
  return (
    <p className={styles["when"]}>
      {whenToUse}
      {fit.length > 0 && <span className={styles["fit"]}>{t("case.script.fits", { what: list(fit) })}</span>}
    </p>
  );
}

function Option({ option: { script, beginning }, isCurrent }: { option: ScriptOption; isCurrent: boolean }) {
  const { t } = useWords();
  if (!script) {
    return (
      <>
        <Icon name="pencil" size={14} />
        <span className="clip">{t("case.script.none")}</span>
        <span className="grow" />
        {isCurrent && <KeyCap keys="Enter" />}
      </>
    );
  }
  const isSuggested = script.fits.includes("suggested") && beginning.variant === "body";
  return (
    <>
      <Icon name={beginning.variant === "privateVariant" ? "private" : "script"} size={14} />
      <span className="clip">
        {beginning.variant === "body" ? script.name : t(`case.script.${beginning.variant}`, { name: script.name })}
      </span>
      <span className={styles["meta"]}>
        {isSuggested && t("case.script.suggested")}
        {isSuggested && script.uses > 0 && ", "}
        {script.uses > 0 && t("case.script.uses", { count: script.uses })}
      </span>
      {isCurrent && <KeyCap keys="Enter" />}
    </>
  );
}
