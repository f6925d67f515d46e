import { type Ref, useId } from "react";
import type { WatchSet } from "../../../src-main/contract/methods/watches.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { RematchPart } from "./RematchPart.tsx";
import { type WatchDesk, watchSets } from "./use-watch-desk.ts";
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
      <RematchPart mayEdit={mayEdit} />
      <WatchEditor key={desk.open?.id ?? "new"} desk={desk} mayEdit={mayEdit} queryRef={queryRef} />
    </>
  );
}

function List({ desk, mayEdit }: Pick<WatchesPanelProps, "desk" | "mayEdit">) {
  const { t } = useWords();
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
      <div className={styles["list"]}>
        {watchSets.map((set) => (
          <Group key={set} set={set} desk={desk} />
        ))}
      </div>
    </section>
  );
}

/** The watches of one set under its name; nothing where it has none. */
function Group({ set, desk }: { set: WatchSet; desk: WatchDesk }) {
  const { t } = useWords();
  const { number } = useFormat();
  const title = useId();
  const watches = desk.watches?.filter((watch) => watch.set === set) ?? [];
  if (watches.length === 0) return null;
  return (
    <section aria-labelledby={title}>
      <h3 id={title} className={styles["set"]}>
        {t(`monitor.set.${set}`)}
      </h3>
      <ul>
        {watches.map((watch) => (
          <li key={watch.id}>
            <button
              type="button"
              className={styles["watch"]}
              aria-current={watch.id === desk.open?.id || undefined}
              onClick={() => desk.show(watch.id)}
            >
              <span className="clip">{watch.name}</span>
              {desk.isUnsaved(watch) && <span className={styles["unsaved"]}>{t("monitor.watch.unsaved")}</span>}
              {watch.overranAt !== null && <span className={styles["off"]}>{t("monitor.watch.off")}</span>}
              <span className="grow" />
              <span className={styles["count"]}>{number(watch.mentions)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
