import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { KeyHint } from "../../ui/KeyHint.tsx";
import styles from "./Tabs.module.css";

export type Tab<Name extends string> = { name: Name; says: string; keys?: string };

type TabsProps<Name extends string> = {
  label: string;
  id: string;
  tabs: readonly Tab<Name>[];
  current: Name;
  onChoose: (name: Name) => void;
};

/** A short row of tabs: arrows move between them, Tab leaves them. Its panel is `<TabPanel>` with the same id. */
export function Tabs<Name extends string>({ label, id, tabs, current, onChoose }: TabsProps<Name>) {
  const row = useRef<HTMLDivElement>(null);
  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = tabs.findIndex((tab) => tab.name === current);
    const next = (at + step + tabs.length) % tabs.length;
    const tab = tabs[next];
    if (tab) onChoose(tab.name);
    row.current?.querySelectorAll("button")[next]?.focus();
  }
  return (
    <div ref={row} role="tablist" aria-label={label} className={styles["tabs"]} onKeyDown={onKeyDown}>
      {tabs.map(({ name, says, keys }) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`${id}-${name}`}
          aria-controls={`${id}-panel`}
          aria-selected={name === current}
          aria-keyshortcuts={keys}
          tabIndex={name === current ? 0 : -1}
          onClick={() => onChoose(name)}
        >
          {says}
          {keys && <KeyHint keys={keys} />}
        </button>
      ))}
    </div>
  );
}

export function TabPanel({
  id,
  current,
  className,
  children,
}: {
  id: string;
  current: string;
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current}`} className={className}>
      {children}
    </div>
  );
}
