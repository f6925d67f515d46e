import type { DeliveryRow } from "../../../src-main/contract/methods/crm.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Badge } from "../../ui/Badge.tsx";
import { classNames } from "../../ui/class-names.ts";
import column from "../../ui/QueueColumn.module.css";
import { lookOf } from "./delivery-look.ts";
import styles from "./outbox.module.css";

/** One delivery in the list: with whom, what, where to, how it stands and why. */
export function OutboxLine({ row, isChosen, onChoose }: { row: DeliveryRow; isChosen: boolean; onChoose: () => void }) {
  const { t, say } = useWords();
  const { moment } = useFormat();
  const { state, icon, tone } = lookOf(row);
  const facts = [
    row.target,
    ...(row.attempts > 0 && state !== "done" ? [t("crmDesk.attempts", { count: row.attempts })] : []),
    ...(row.nextAt !== null && state === "failing" ? [t("crmDesk.nextTry", { time: moment(row.nextAt) })] : []),
  ];
  return (
    <button
      type="button"
      className={classNames(column["line"], styles["line"], isChosen && column["on"])}
      aria-current={isChosen ? "true" : undefined}
      onClick={onChoose}
    >
      <b className="clip" dir="auto">
        {row.contact ?? t(row.what === "" ? "crmDesk.erasedPerson" : "crmDesk.nobody")}
      </b>
      <Badge icon={icon} tone={tone}>
        {t(`crmDesk.state.${state}`)}
      </Badge>
      <span className="clip" dir="auto">
        {row.what === ""
          ? t(`crmDesk.kind.${row.kind}`)
          : row.kind === "interaction"
            ? row.what
            : t("crmDesk.kindOf", { kind: t(`crmDesk.kind.${row.kind}`), what: row.what })}
      </span>
      <span>{moment(row.createdAt)}</span>
      <span className={classNames("clip", styles["why"])}>{row.trouble ? say(row.trouble) : facts.join(" · ")}</span>
    </button>
  );
}
