import type { Bucket } from "../../src-main/contract/values.ts";
import { useWords } from "../lib/words.ts";
import styles from "./BucketChip.module.css";
import { classNames } from "./class-names.ts";
import { Icon } from "./Icon.tsx";

type BucketChipProps = {
  bucket: Bucket;
  /** In rows only the glyph is tinted: fourteen filled chips shout. */ plain?: boolean;
};

/** The bucket as glyph and word. */
export function BucketChip({ bucket, plain = false }: BucketChipProps) {
  const { t } = useWords();
  return (
    <span className={classNames(styles["chip"], styles[bucket], plain && styles["plain"])}>
      <Icon name={bucket} size={13} />
      {t(`bucket.${bucket}`)}
    </span>
  );
}
