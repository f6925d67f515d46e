import { Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { ariaKeys } from "../lib/keys.ts";
import { useShownKeys } from "../lib/shortcuts.tsx";
import { useWords } from "../lib/words.ts";
import { Icon, type IconName } from "./Icon.tsx";
import { KeyHint } from "./KeyHint.tsx";
import styles from "./Rail.module.css";

export type RailItem = {
  says: string;
  icon: IconName;
  keys?: string | undefined;
  isCurrent?: boolean;
  count?: { value: number; says: string } | undefined;
} & ({ href: string } | { onClick: () => void });

type RailProps = { top: readonly RailItem[]; bottom: readonly RailItem[]; person: ReactNode };

/** The way between screens: icons of 40, names and keys in their tooltips. */
export function Rail({ top, bottom, person }: RailProps) {
  const { t } = useWords();
  return (
    <nav className={styles["rail"]} aria-label={t("screen.sections")}>
      {top.map((item) => (
        <Item key={item.says} item={item} />
      ))}
      <span className={styles["spring"]} />
      {bottom.map((item) => (
        <Item key={item.says} item={item} />
      ))}
      {person}
    </nav>
  );
}

function Item({ item }: { item: RailItem }) {
  const shown = useShownKeys(item.keys);
  const aria = shown === null ? undefined : ariaKeys(shown);
  const content = (
    <>
      <Icon name={item.icon} size={20} />
      <span className="sr">{item.says}</span>
      {item.count && item.count.value > 0 && (
        <span className={styles["count"]}>
          <span aria-hidden="true">{item.count.value > 999 ? "999+" : item.count.value}</span>
          <span className="sr">, {item.count.says}</span>
        </span>
      )}
    </>
  );
  return (
    <RailTooltip says={item.says} keys={item.keys}>
      {"href" in item ? (
        <Link
          href={item.href}
          className={styles["item"]}
          aria-current={item.isCurrent ? "page" : undefined}
          aria-keyshortcuts={aria}
        >
          {content}
        </Link>
      ) : (
        <button type="button" className={styles["item"]} onClick={item.onClick} aria-keyshortcuts={aria}>
          {content}
        </button>
      )}
    </RailTooltip>
  );
}

/** The name and the key beside something of the rail. */
export function RailTooltip({
  says,
  keys,
  children,
}: {
  says: string;
  keys?: string | undefined;
  children: ReactNode;
}) {
  const label = (
    <span className={styles["tip"]}>
      {says} {keys && <KeyHint keys={keys} />}
    </span>
  );
  return (
    <Tooltip label={label} position="right" openDelay={400} events={{ hover: true, focus: true, touch: false }}>
      {children as React.JSX.Element}
    </Tooltip>
  );
}
