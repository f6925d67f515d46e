import { Menu } from "@mantine/core";
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import type { SavedView } from "../../../src-main/contract/methods/saved-views.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./SavedViews.module.css";
import { useViewActs } from "./use-view-acts.ts";
import viewStyles from "./Views.module.css";

/** The views that people saved: those of the desk, then one's own, each with what stands in it now. */
export function SavedViews({ current }: { current: string | null }) {
  const { t } = useWords();
  const { data: views = [] } = useEngine("views.list", {});
  const groups = [
    { title: t("queue.views.desk"), views: views.filter(({ forAll }) => forAll) },
    { title: t("queue.views.own"), views: views.filter(({ forAll }) => !forAll) },
  ];
  return groups
    .filter((group) => group.views.length > 0)
    .map((group) => (
      <div key={group.title}>
        <h2>{group.title}</h2>
        {group.views.map((view) => (
          <SavedLine key={view.id} view={view} isCurrent={view.id === current} />
        ))}
      </div>
    ));
}

function SavedLine({ view, isCurrent }: { view: SavedView; isCurrent: boolean }) {
  const { t } = useWords();
  const { number } = useFormat();
  const [isRenaming, setRenaming] = useState(false);
  const count = view.isExact ? number(view.count) : t("triage.capped", { count: number(view.count) });
  if (isRenaming) return <RenameField view={view} onDone={() => setRenaming(false)} />;
  const gone = view.gone.map((part) => t(`queue.views.gone.${part}`)).join(" ");
  return (
    <div className={styles["line"]}>
      <Link href={`/triage?saved=${view.id}`} aria-current={isCurrent ? "true" : undefined} title={gone || view.name}>
        <Icon name={gone ? "incident" : "search"} size={14} />
        <span className="clip" dir="auto">
          {view.name}
        </span>
        {gone && <span className="sr">{gone}</span>}
        <span className={viewStyles["count"]}>{count}</span>
      </Link>
      <LineMenu view={view} onRename={() => setRenaming(true)} />
    </div>
  );
}

/** The name where it stands, to be written anew: Enter keeps it, Escape leaves it. A name that is refused stays to be mended. */
function RenameField({ view, onDone }: { view: SavedView; onDone: () => void }) {
  const { t } = useWords();
  const acts = useViewActs();
  const [name, setName] = useState(view.name);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  async function keep(event: FormEvent): Promise<void> {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted === "" || wanted === view.name || (await acts.rename(view, wanted))) onDone();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onDone();
  }
  return (
    <form className={styles["line"]} onSubmit={(event) => void keep(event)}>
      <input
        ref={field}
        className={styles["rename"]}
        aria-label={t("queue.views.name")}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => name.trim() === view.name && onDone()}
      />
    </form>
  );
}

function LineMenu({ view, onRename }: { view: SavedView; onRename: () => void }) {
  const { t } = useWords();
  const acts = useViewActs();
  if (view.forAll && !acts.keepsForAll) return null;
  return (
    <Menu position="right-start" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className={styles["more"]} aria-label={t("queue.views.more", { name: view.name })}>
          <Icon name="down" size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onRename}>{t("queue.views.rename")}</Menu.Item>
        <Menu.Item onClick={() => void acts.place(view, -1)}>{t("queue.views.up")}</Menu.Item>
        <Menu.Item onClick={() => void acts.place(view, 1)}>{t("queue.views.down")}</Menu.Item>
        {acts.keepsForAll && (
          <Menu.Item onClick={() => void acts.share(view)}>
            {t(view.forAll ? "queue.views.toOwn" : "queue.views.toAll")}
          </Menu.Item>
        )}
        <Menu.Item onClick={() => void acts.remove(view)}>{t("queue.views.remove")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
