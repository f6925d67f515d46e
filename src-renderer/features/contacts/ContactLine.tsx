import type { ContactRow } from "../../../src-main/contract/methods/contacts.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import column from "../../ui/QueueColumn.module.css";
import styles from "./ContactList.module.css";

/** One contact in a list: who, what kind, how to reach them, whether a case is open. */
export function ContactLine({ row, isChosen, onChoose }: { row: ContactRow; isChosen: boolean; onChoose: () => void }) {
  const { t } = useWords();
  return (
    <button
      type="button"
      className={classNames(column["line"], styles["line"], isChosen && column["on"])}
      aria-current={isChosen ? "true" : undefined}
      onClick={onChoose}
    >
      <b className="clip" dir="auto">
        {row.name}
      </b>
      <span>{row.kind !== "customer" && t(`contacts.kinds.${row.kind}`)}</span>
      <span className="clip" dir="auto">
        {secondLine(row)}
      </span>
      <span>{row.openCases > 0 && t("contacts.openCases", { count: row.openCases })}</span>
    </button>
  );
}

/** What tells two contacts of one name apart. */
export function secondLine({ organisation, town, handles, phones, emails }: ContactRow): string {
  const said = [organisation, town, handles[0]?.handle, phones[0], emails[0]];
  return said
    .filter((word) => word !== null && word !== undefined && word !== "")
    .slice(0, 3)
    .join(" · ");
}
