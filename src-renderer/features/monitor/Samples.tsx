import type { WatchPreview } from "../../../src-main/contract/methods/watches.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { Face } from "../../ui/Face.tsx";
import { Marked } from "../../ui/Marked.tsx";
import { excerptOf } from "./sample-excerpt.ts";
import styles from "./Samples.module.css";

type Sample = WatchPreview["samples"][number];
type NearMiss = WatchPreview["nearMisses"][number];

/** Some of what was found, with the words that made it match. */
export function Samples({ samples, nearMisses }: { samples: readonly Sample[]; nearMisses: readonly NearMiss[] }) {
  const { t } = useWords();
  return (
    <>
      {samples.length === 0 && <p className={styles["none"]}>{t("monitor.preview.noSamples")}</p>}
      {samples.length > 0 && (
        <ul className={styles["hits"]} aria-label={t("monitor.preview.samples")}>
          {samples.map((sample) => (
            <Hit key={sample.id} sample={sample} />
          ))}
        </ul>
      )}
      {nearMisses.length > 0 && (
        <ul className={classNames(styles["hits"], styles["missed"])} aria-label={t("monitor.preview.nearMisses")}>
          {nearMisses.map(({ id, text, source, missing, unwanted }) => (
            <li key={id}>
              <span>{text}</span>
              <span className={styles["from"]}>
                <span>
                  {missing !== null && t("monitor.preview.missing", { part: missing })}
                  {missing === null && unwanted !== null && t("monitor.preview.unwanted", { part: unwanted })}
                </span>
                <span className="clip">{source}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The words that made it match, each once, as they stand there. */
function wordsOf({ title, text, spans }: Sample): readonly string[] {
  const written = spans.flatMap(({ field, from, to }) => {
    const value = field === "title" ? title : field === "text" ? text : null;
    return value === null ? [] : [value.slice(from, to)];
  });
  return [...new Map(written.map((word) => [word.toLowerCase(), word])).values()].slice(0, 4);
}

function Hit({ sample }: { sample: Sample }) {
  const { t } = useWords();
  const { list } = useFormat();
  const { title, text, spans, source, sentiment } = sample;
  const words = wordsOf(sample);
  const isInTitle = title !== null && spans.some(({ field }) => field === "title");
  const field = isInTitle || text === "" ? "title" : "text";
  const shown = excerptOf({ text: (field === "title" ? title : text) ?? "", field, spans });
  return (
    <li>
      <span>
        <Marked text={shown.text} field={field} marks={shown.marks} />
      </span>
      <span className={styles["from"]}>
        <span className="clip">
          {words.length === 0 ? source : t("monitor.preview.matchedBy", { source, words: list(words) })}
        </span>
        <Face sentiment={sentiment} />
      </span>
    </li>
  );
}
