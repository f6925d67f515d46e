import type { WatchPreview } from "../../../src-main/contract/methods/watches.ts";
import { useWords } from "../../lib/words.ts";
import { Face } from "../../ui/Face.tsx";
import { Marked } from "../../ui/Marked.tsx";
import { excerptOf } from "./sample-excerpt.ts";
import styles from "./Samples.module.css";

type Sample = WatchPreview["samples"][number];

/** Some of what was found, with the words that made it match. */
export function Samples({ samples }: { samples: readonly Sample[] }) {
  const { t } = useWords();
  if (samples.length === 0) return <p className={styles["none"]}>{t("monitor.preview.noSamples")}</p>;
  return (
    <ul className={styles["hits"]} aria-label={t("monitor.preview.samples")}>
      {samples.map((sample) => (
        <Hit key={sample.id} sample={sample} />
      ))}
    </ul>
  );
}

function Hit({ sample: { title, text, spans, source, sentiment } }: { sample: Sample }) {
  const isInTitle = title !== null && spans.some(({ field }) => field === "title");
  const field = isInTitle || text === "" ? "title" : "text";
  const shown = excerptOf({ text: (field === "title" ? title : text) ?? "", field, spans });
  return (
    <li>
      <span>
        <Marked text={shown.text} field={field} marks={shown.marks} />
      </span>
      <span className={styles["from"]}>
        <span className="clip">{source}</span>
        <Face sentiment={sentiment} />
      </span>
    </li>
  );
}
