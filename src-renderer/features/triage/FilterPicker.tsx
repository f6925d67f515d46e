import { Popover } from "@mantine/core";
import { type KeyboardEvent, useRef, useState } from "react";
import type { QueueFilter } from "../../../src-main/contract/queue-filter.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./FilterPicker.module.css";
import { isNarrow } from "./queue-place.ts";
import { type FilterOption, useFilterOptions } from "./use-filter-options.ts";

/** So many of one part are shown before somebody searches for more. */
const SHOWN = 6;

type FilterPickerProps = {
  filter: QueueFilter;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  onChange: (filter: QueueFilter) => void;
};

/** The button that narrows the list, and all that it can be narrowed to. */
export function FilterPicker({ filter, isOpen, onOpen, onChange }: FilterPickerProps) {
  const { t } = useWords();
  return (
    <Popover
      opened={isOpen}
      onChange={onOpen}
      onDismiss={() => onOpen(false)}
      position="bottom-end"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <ActButton
          size="small"
          keys="f"
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          aria-pressed={isNarrow(filter)}
          onClick={() => onOpen(!isOpen)}
        >
          {t("queue.filter")}
        </ActButton>
      </Popover.Target>
      <Popover.Dropdown className={styles["dropdown"]} role="dialog" aria-label={t("queue.filterTitle")}>
        <Options filter={filter} onChange={onChange} onDone={() => onOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

type OptionsProps = Pick<FilterPickerProps, "filter" | "onChange"> & { onDone: () => void };

function Options({ filter, onChange, onDone }: OptionsProps) {
  const { t } = useWords();
  const [words, setWords] = useState("");
  const options = useFilterOptions();
  const list = useRef<HTMLDivElement>(null);
  const wanted = words.trim().toLowerCase();
  const found = options.filter(({ part, says }) => `${part} ${says}`.toLowerCase().includes(wanted));
  const parts = [...Map.groupBy(found, ({ part }) => part)];
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement && event.target.type === "text") {
      event.preventDefault();
      const [first] = found;
      if (wanted === "" || !first) return onDone();
      onChange(first.flip(filter));
      return setWords("");
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const ticks = [...(list.current?.querySelectorAll("input") ?? [])];
    const at = ticks.indexOf(document.activeElement as HTMLInputElement);
    ticks[Math.min(ticks.length - 1, Math.max(0, at + step))]?.focus();
  }
  return (
    <div onKeyDown={onKeyDown}>
      <TextField label={t("queue.filterSearch")} maxLength={100} data-autofocus value={words} onChange={setWords} />
      <div ref={list} className={styles["list"]}>
        {parts.map(([part, some]) => (
          <Part key={part} title={part} options={some} isSearched={wanted !== ""} filter={filter} onChange={onChange} />
        ))}
        {parts.length === 0 && <p className={styles["none"]}>{t("queue.filterNone")}</p>}
      </div>
    </div>
  );
}

type PartProps = Pick<OptionsProps, "filter" | "onChange"> & {
  title: string;
  options: readonly FilterOption[];
  isSearched: boolean;
};

function Part({ title, options, isSearched, filter, onChange }: PartProps) {
  const { t } = useWords();
  const shown = isSearched ? options : options.filter((option, index) => index < SHOWN || option.isOn(filter));
  return (
    <fieldset className={styles["part"]}>
      <legend>{title}</legend>
      {shown.map((option) => (
        <label key={option.key} className={styles["option"]}>
          <input type="checkbox" checked={option.isOn(filter)} onChange={() => onChange(option.flip(filter))} />
          <span className="clip">{option.says}</span>
        </label>
      ))}
      {shown.length < options.length && (
        <p className={styles["none"]}>{t("queue.filterMore", { count: options.length - shown.length })}</p>
      )}
    </fieldset>
  );
}
