import { Link, useSearch } from "wouter";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Icon } from "../../ui/Icon.tsx";
import { writePlace } from "./queue-place.ts";
import styles from "./Views.module.css";

/** The queue of each department, one's own first, with what waits in it now. */
export function DepartmentViews() {
  const { t } = useWords();
  const { number } = useFormat();
  const search = useSearch();
  const { data } = useEngine("departments.queues", {});
  if (!data || data.queues.length === 0) return null;
  const queues = data.queues.toSorted((one, other) => Number(other.isMine) - Number(one.isMine));
  return (
    <div>
      <h2>{t("together.department.queue")}</h2>
      {queues.map(({ id, name, waiting }) => {
        const filter = { departments: [name] };
        const place = writePlace({ view: "waiting", filter, search: "", everywhere: false, saved: null });
        const address = new URLSearchParams(place).toString();
        return (
          <Link
            key={id}
            href={`/triage?${address}`}
            aria-current={new URLSearchParams(search).toString() === address ? "true" : undefined}
            title={t("together.department.view", { name })}
          >
            <Icon name="contacts" size={14} />
            <span className="clip" dir="auto">
              {name}
            </span>
            <span className={styles["count"]}>
              {waiting >= data.cappedAt ? t("triage.capped", { count: number(data.cappedAt) }) : number(waiting)}
            </span>
          </Link>
        );
      })}
    </div>
  );
}
