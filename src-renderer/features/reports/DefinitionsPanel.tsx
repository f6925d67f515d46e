import { Fragment, useEffect, useRef } from "react";
import type { KpiBasis, KpiName } from "../../../src-main/contract/methods/kpis.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { figureGroups } from "./figures.ts";
import styles from "./RowsPanel.module.css";
import { useFigureWords } from "./use-figure-words.ts";

type DefinitionsPanelProps = {
  /** Those of the report that is shown stand first. */
  first: readonly KpiName[];
  basis: KpiBasis | undefined;
  onClose: () => void;
};

/** What every figure means and how it is made. */
export function DefinitionsPanel({ first, basis, onClose }: DefinitionsPanelProps) {
  const { t } = useWords();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.focus({ preventScroll: true }), []);
  useShortcuts("reportsPage.keys.rows", [{ says: "reportsPage.keys.close", run: onClose }]);
  const groups = figureGroups
    .map(({ key, names }) => ({ key, names: names.filter((name) => !first.includes(name)) }))
    .filter(({ names }) => names.length > 0);
  return (
    <aside className={styles["panel"]} aria-label={t("reportsPage.definitions")}>
      <header className={styles["head"]}>
        <h2>{t("reportsPage.definitions")}</h2>
        <span className="grow" />
        <ActButton size="small" look="ghost" icon="x" keys="u" onClick={onClose}>
          {t("app.close")}
        </ActButton>
      </header>
      <div ref={list} className={styles["list"]} tabIndex={0} role="region" aria-label={t("reportsPage.definitions")}>
        {first.length > 0 && <Group title={t("reportsPage.group.shown")} names={first} basis={basis} />}
        {groups.map(({ key, names }) => (
          <Group key={key} title={t(`reportsPage.group.${key}`)} names={names} basis={basis} />
        ))}
      </div>
    </aside>
  );
}

type GroupProps = { title: string; names: readonly KpiName[]; basis: KpiBasis | undefined };

function Group({ title, names, basis }: GroupProps) {
  const words = useFigureWords();
  return (
    <>
      <h3>{title}</h3>
      <dl>
        {names.map((name) => (
          <Fragment key={name}>
            <dt>{words.name(name, basis)}</dt>
            <dd>{words.means(name)}</dd>
            <dd className={styles["formula"]}>{words.formula(name)}</dd>
          </Fragment>
        ))}
      </dl>
    </>
  );
}
