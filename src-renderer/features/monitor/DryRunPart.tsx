import type { RulePreview } from "../../../src-main/contract/methods/rules.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { BucketChip } from "../../ui/BucketChip.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Marked } from "../../ui/Marked.tsx";
import styles from "./DryRunPart.module.css";
import { RouteBar } from "./RouteBar.tsx";
import { excerptOf } from "./sample-excerpt.ts";
import type { DryRun } from "./use-rule-form.ts";

/** What the rule would have done to the stories of the last 30 days. It dims while it is not of the rule as it stands. */
export function DryRunPart({ dryRun: { found, isCurrent, error } }: { dryRun: DryRun }) {
  const { t, sayError } = useWords();
  if (error) return <p className={styles["note"]}>{sayError(error)}</p>;
  if (!found) return <p className={styles["note"]}>{t("monitor.preview.looking")}</p>;
  return (
    <section
      className={classNames(styles["run"], !isCurrent && styles["old"])}
      aria-label={t("monitor.rule.dryRun")}
      aria-busy={!isCurrent}
    >
      <h3>{t("monitor.rule.dryRun")}</h3>
      <Looked found={found} />
      {found.matched > 0 && <RouteBar counts={found.routes} />}
      <Moves moves={found.moves} />
      <Aside found={found} />
      <DryRunSamples samples={found.samples} />
    </section>
  );
}

function Looked({ found: { scanned, isCapped, matched, tookMs } }: { found: RulePreview }) {
  const { t } = useWords();
  const { number } = useFormat();
  const looked = { count: scanned, ms: number(tookMs), stories: number(scanned) };
  return (
    <p role="status" className={styles["note"]}>
      {t("monitor.rule.matched", { count: matched, stories: number(matched) })}{" "}
      {t(isCapped ? "monitor.rule.lookedCapped" : "monitor.rule.looked", looked)}
    </p>
  );
}

function Moves({ moves }: { moves: RulePreview["moves"] }) {
  const { t } = useWords();
  const { number } = useFormat();
  if (moves.length === 0) return <p className={styles["note"]}>{t("monitor.rule.noMoves")}</p>;
  return (
    <table className={styles["moves"]}>
      <caption>{t("monitor.rule.moves")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("monitor.rule.from")}</th>
          <th scope="col">{t("monitor.rule.to")}</th>
          <th scope="col">{t("monitor.rule.stories")}</th>
        </tr>
      </thead>
      <tbody>
        {moves.map(({ from, to, stories }) => (
          <tr key={`${from} ${to}`}>
            <td>
              <BucketChip bucket={from} />
            </td>
            <td>
              <BucketChip bucket={to} />
            </td>
            <td>{number(stories)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the rule does not reach, and what no longer reaches the rules after it. */
function Aside({ found: { missed, kept, unreached } }: { found: RulePreview }) {
  const { t } = useWords();
  const { number } = useFormat();
  const told = [
    missed > 0 && t("monitor.rule.missed", { count: missed, stories: number(missed) }),
    kept > 0 && t("monitor.rule.kept", { count: kept, stories: number(kept) }),
    ...unreached.map(({ name, today, then }) =>
      t(then === 0 ? "monitor.rule.unreached" : "monitor.rule.lessReached", {
        name,
        today: number(today),
        then: number(then),
      }),
    ),
  ].filter((line) => line !== false);
  if (told.length === 0) return null;
  return (
    <ul className={styles["aside"]}>
      {told.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function DryRunSamples({ samples }: { samples: RulePreview["samples"] }) {
  const { t } = useWords();
  if (samples.length === 0) return null;
  return (
    <ul className={styles["samples"]} aria-label={t("monitor.preview.samples")}>
      {samples.map((sample) => (
        <SampleRow key={sample.id} sample={sample} />
      ))}
    </ul>
  );
}

function SampleRow({ sample: { title, text, spans, source, from, to } }: { sample: RulePreview["samples"][number] }) {
  const { t } = useWords();
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
        <span>
          {from === to
            ? t("monitor.rule.staysIn", { bucket: t(`bucket.${to}`) })
            : t("monitor.rule.goes", { from: t(`bucket.${from}`), to: t(`bucket.${to}`) })}
        </span>
      </span>
    </li>
  );
}
