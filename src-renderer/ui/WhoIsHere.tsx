import type { Present } from "../../src-main/contract/methods/presence.ts";
import { useFormat } from "../lib/use-format.ts";
import { useWords } from "../lib/words.ts";
import { Avatar } from "./Avatar.tsx";
import { classNames } from "./class-names.ts";
import { Icon } from "./Icon.tsx";
import styles from "./WhoIsHere.module.css";

type WhoIsHereProps = {
  /** Colleagues at the case now. */
  present: readonly Present[];
  /** In a row of a list: pictures only, their words for the pointer and for screen readers. */
  isSmall?: boolean;
};

/** "Ann is replying", "Bob is viewing": who else is at this case, whoever writes first. */
export function WhoIsHere({ present, isSmall = false }: WhoIsHereProps) {
  const { t } = useWords();
  const { list } = useFormat();
  if (present.length === 0) return null;
  const ordered = present.toSorted(
    (one, other) => Number(other.doing === "replying") - Number(one.doing === "replying"),
  );
  const says = (["replying", "viewing"] as const).flatMap((doing) => {
    const names = ordered.filter((one) => one.doing === doing).map(({ person }) => person.name);
    return names.length === 0 ? [] : [t(`together.${doing}`, { names: list(names), count: names.length })];
  });
  const isWritten = ordered[0]?.doing === "replying";
  if (isSmall)
    return (
      <span
        className={classNames(styles["small"], isWritten && styles["writes"])}
        role="img"
        aria-label={says.join(". ")}
        title={says.join(". ")}
      >
        <Icon name={isWritten ? "pencil" : "eye"} size={12} />
        {ordered[0]?.person.initials}
        {ordered.length > 1 && `+${ordered.length - 1}`}
      </span>
    );
  return (
    <span className={styles["here"]} role="status">
      {ordered.slice(0, 3).map(({ person }) => (
        <Avatar key={person.id} person={person} />
      ))}
      <Icon name={isWritten ? "pencil" : "eye"} size={13} />
      <span className="clip">{says.join(". ")}</span>
    </span>
  );
}
