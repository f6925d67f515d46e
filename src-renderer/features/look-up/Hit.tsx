import { Fragment } from "react";
import type { Lit, LookUpCard, LookUpHit } from "../../../src-main/contract/methods/look-up.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { initialsOf } from "../../ui/initials.ts";
import { HitCard } from "./HitCard.tsx";
import { LitText } from "./LitText.tsx";
import styles from "./look-up.module.css";

type HitProps = {
  hit: LookUpHit;
  id: string;
  isChosen: boolean;
  card: LookUpCard | undefined;
  onChoose: () => void;
  onOpen: () => void;
};

/** One found contact; the chosen one is open. */
export function Hit({ hit, id, isChosen, card, onChoose, onOpen }: HitProps) {
  const { t } = useWords();
  const [first, ...others] = hit.handles;
  return (
    <div
      role="option"
      id={id}
      aria-selected={isChosen}
      className={styles["hit"]}
      data-chosen={isChosen || undefined}
      // A press would take the caret out of the field.
      onMouseDown={(event) => event.preventDefault()}
      onClick={isChosen ? onOpen : onChoose}
    >
      <div className={styles["row"]}>
        {/* The name stands beside it. */}
        <span aria-hidden="true">
          <Avatar person={{ name: hit.name.text, initials: initialsOf(hit.name.text) }} size="large" />
        </span>
        <div className={styles["who"]}>
          <span className={styles["name"]}>
            <b>
              <LitText lit={hit.name} />
            </b>{" "}
            {first && first.text !== hit.name.text && (
              <span className={styles["handle"]}>
                <LitText lit={first} />
              </span>
            )}
          </span>
          <span className={styles["facts"]}>
            <Facts hit={hit} handles={others} />
          </span>
        </div>
        <span className={styles["standing"]}>
          {hit.kind !== "customer" && <span>{t(`lookUp.kind.${hit.kind}`)}</span>}
          {hit.standing === "open" ? (
            <Badge icon="clock" tone="warn">
              {t("lookUp.standing.open")}
            </Badge>
          ) : (
            t(`lookUp.standing.${hit.standing}`)
          )}
        </span>
      </div>
      {isChosen && <HitCard card={card} />}
    </div>
  );
}

function Facts({ hit, handles }: { hit: LookUpHit; handles: readonly Lit[] }) {
  const { t } = useWords();
  const { date } = useFormat();
  const all = [...hit.phones, ...hit.emails, ...handles, ...(hit.organisation ? [hit.organisation] : [])];
  // What was typed is shown first, however many numbers there are.
  const shown = all.toSorted((one, other) => Number(other.to > other.from) - Number(one.to > one.from)).slice(0, 4);
  return (
    <>
      {shown.map((lit, index) => (
        <Fragment key={`${index} ${lit.text}`}>
          <LitText lit={lit} />
          {", "}
        </Fragment>
      ))}
      {hit.town !== null && hit.town !== "" && `${hit.town}, `}
      {hit.lastAt === null ? t("lookUp.never") : t("lookUp.lastContact", { time: date(hit.lastAt) })}
    </>
  );
}
