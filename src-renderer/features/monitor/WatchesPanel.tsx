import { type Ref, useId } from "react";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { classNames } from "../../ui/class-names.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import type { WatchDesk } from "./use-watch-desk.ts";
import { WatchEditor } from "./WatchEditor.tsx";
import styles from "./WatchesPanel.module.css";

type WatchesPanelProps = { desk: WatchDesk; mayEdit: boolean; queryRef: Ref<HTMLTextAreaElement> };

/** The saved watches, and the one that is open with its query. */
export function WatchesPanel({ desk, mayEdit, queryRef }: WatchesPanelProps) {
  if (!desk.watches)
    return desk.error ? <ErrorState error={desk.error} onRetry={() => void desk.refetch()} /> : <Loading />;
  return (
    <>
      <List desk={desk} mayEdit={mayEdit} />
      <WatchEditor key={desk.open?.id ?? "new"} desk={desk} mayEdit={mayEdit} queryRef={queryRef} />
    </>
  );
}

function List({ desk, mayEdit }: Pick<WatchesPanelProps, "desk" | "mayEdit">) {
  const { t } = useWords();
  const { number } = useFormat();
  const title = useId();
  return (
    <section className={styles["watches"]} aria-labelledby={title}>
      <div className={styles["head"]}>
        <h2 id={title}>{t("monitor.watch.title")}</h2>
        <ActButton
          size="small"
          icon="plus"
          onClick={desk.startNew}
          offBecause={mayEdit ? undefined : t("refusal.not-allowed")}
        >
          {t("monitor.watch.add")}
        </ActButton>
      </div>
      {desk.watches?.length === 0 && <p className={styles["none"]}>{t("monitor.watch.none")}</p>}
      <ul className={styles["list"]}>
        {desk.watches?.map((watch) => (
          <li key={watch.id}>
            <button
              type="button"
              className={classNames(styles["watch"])}
              aria-current={watch.id === desk.open?.id || undefined}
              onClick={() => desk.show(watch.id)}
            >
              <span className="clip">{watch.name}</span>
              {desk.isUnsaved(watch) && <span className={styles["unsaved"]}>{t("monitor.watch.unsaved")}</span>}
              <span className="grow" />
              <span className={styles["set"]}>{t(`monitor.set.${watch.set}`)}</span>
              <span className={styles["count"]}>{number(watch.mentions)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
