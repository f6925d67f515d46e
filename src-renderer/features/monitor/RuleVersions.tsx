import type { RuleRow, RuleVersion } from "../../../src-main/contract/methods/rules.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import styles from "./RuleForm.module.css";

/** What the rule said before, who saved it and when. A version that is used again is saved as a new one. */
export function RuleVersions({ rule, onUse }: { rule: RuleRow; onUse: (version: RuleVersion) => void }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const { data, error, refetch } = useEngine("rules.versions", { id: rule.id });
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  return (
    <section className={styles["versions"]} aria-label={t("monitor.rule.versions")}>
      <h3>{t("monitor.rule.versions")}</h3>
      <ol>
        {data.map((one) => {
          const { version, savedAt, savedBy, query } = one;
          const when = { version, when: savedAt === null ? "–" : moment(savedAt), who: savedBy ?? "–" };
          return (
            <li key={version}>
              <span>
                {t("monitor.rule.savedBy", when)}
                <br />
                {query !== null && <code>{query}</code>}
              </span>
              {version !== rule.version && (
                <ActButton
                  size="small"
                  aria-label={t("monitor.rule.useVersion", { version })}
                  onClick={() => onUse(one)}
                >
                  {t("monitor.rule.use")}
                </ActButton>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
