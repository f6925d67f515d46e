import type { ShownSentiment } from "../../src-main/contract/values.ts";
import { useWords } from "../lib/words.ts";
import { classNames } from "./class-names.ts";
import styles from "./Face.module.css";
import { Icon, type IconName } from "./Icon.tsx";

export const faces = {
  negative: "neg",
  neutral: "neu",
  positive: "pos",
  unsure: "unsure",
  mixed: "neu",
} as const satisfies Record<ShownSentiment, IconName>;

/** Sentiment as a face and its word. */
export function Face({ sentiment, className }: { sentiment: ShownSentiment; className?: string | undefined }) {
  const { t } = useWords();
  return (
    <span className={classNames(styles["face"], styles[sentiment], className)}>
      <Icon name={faces[sentiment]} size={15} />
      {t(`sentiment.${sentiment}`)}
    </span>
  );
}
