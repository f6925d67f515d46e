import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { SlaShape } from "../../ui/SlaShape.tsx";
import styles from "./welcome.module.css";

/** The sources that are there, with what their first reading brought. */
export function AddedSources({ sources }: { sources: readonly SourceRow[] }) {
  const { t } = useWords();
  if (sources.length === 0) return null;
  return (
    <table className={styles["found"]}>
      <thead>
        <tr>
          <th>{t("welcome.sources.added", { count: sources.length })}</th>
          <th className={styles["result"]}>{t("welcome.sources.firstReading")}</th>
        </tr>
      </thead>
      <tbody aria-live="polite">
        {sources.map((source) => (
          <tr key={source.id}>
            <td className="clip">{source.name}</td>
            <td>
              <Reading source={source} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Reading({ source: { state, trouble, lastTryAt, items, mentions } }: { source: SourceRow }) {
  const { t, say } = useWords();
  const { number } = useFormat();
  if (lastTryAt === null) return <Mark state="none" says={t("welcome.sources.reading")} />;
  if (trouble) return <Mark state={state === "retrying" ? "watch" : "breached"} says={say(trouble)} />;
  return (
    <Mark
      state={state === "quiet" ? "paused" : "ok"}
      says={t("welcome.sources.read", { count: items, items: number(items), mentions: number(mentions) })}
    />
  );
}

function Mark({ state, says }: { state: "ok" | "watch" | "breached" | "paused" | "none"; says: string }) {
  return (
    <span className={styles["mark"]}>
      <SlaShape state={state} />
      <span>{says}</span>
    </span>
  );
}
