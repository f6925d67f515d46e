import { useEffect, useRef } from "react";
import type { WatchRow, WatchVersion } from "../../../src-main/contract/methods/watches.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Diff } from "../../ui/Diff.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import styles from "./VersionsPart.module.css";

type VersionsPartProps = {
  watch: WatchRow;
  onBringBack: (version: WatchVersion) => void;
  onClose: () => void;
};

/** What a watch was, newest first: who saved it, when, and what differed from the version before. */
export function VersionsPart({ watch, onBringBack, onClose }: VersionsPartProps) {
  const { t } = useWords();
  const { data: versions, error, refetch } = useEngine("watches.versions", { id: watch.id });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section
      className={styles["versions"]}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <div className={styles["head"]}>
        <h3 ref={heading} tabIndex={-1}>
          {t("monitor.watch.versionsOf", { name: watch.name })}
        </h3>
        <ActButton size="small" look="ghost" onClick={onClose}>
          {t("monitor.watch.backToQuery")}
        </ActButton>
      </div>
      {!versions && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {versions && (
        <ol className={styles["list"]}>
          {versions.map((version, index) => (
            <Version
              key={version.version}
              version={version}
              before={versions[index + 1]}
              isCurrent={index === 0}
              onBringBack={() => onBringBack(version)}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

type VersionProps = {
  version: WatchVersion;
  before: WatchVersion | undefined;
  isCurrent: boolean;
  onBringBack: () => void;
};

function Version({ version, before, isCurrent, onBringBack }: VersionProps) {
  const { t } = useWords();
  const { moment } = useFormat();
  const when = moment(version.savedAt);
  const params = { version: version.version, when };
  return (
    <li>
      <div className={styles["line"]}>
        <span>
          {version.savedBy === null
            ? t("monitor.watch.savedByProgram", params)
            : t("monitor.watch.savedBy", { ...params, name: version.savedBy })}
        </span>
        <span className="grow" />
        {isCurrent ? (
          <span className={styles["current"]}>{t("monitor.watch.current")}</span>
        ) : (
          <ActButton
            size="small"
            onClick={onBringBack}
            aria-label={t("monitor.watch.bringBackNamed", { version: version.version })}
          >
            {t("monitor.watch.bringBack")}
          </ActButton>
        )}
      </div>
      <Change version={version} before={before} />
    </li>
  );
}

function Change({ version, before }: Pick<VersionProps, "version" | "before">) {
  const { t } = useWords();
  if (!before) return <p className={styles["query"]}>{version.query}</p>;
  const isSame = version.query === before.query && version.name === before.name && version.set === before.set;
  return (
    <>
      {version.query !== before.query && (
        <Diff className={styles["query"]} before={before.query} after={version.query} />
      )}
      {version.name !== before.name && (
        <p>{t("monitor.watch.renamed", { before: before.name, after: version.name })}</p>
      )}
      {version.set !== before.set && (
        <p>
          {t("monitor.watch.resorted", {
            before: t(`monitor.set.${before.set}`),
            after: t(`monitor.set.${version.set}`),
          })}
        </p>
      )}
      {isSame && <p>{t("monitor.watch.sameAgain")}</p>}
    </>
  );
}
