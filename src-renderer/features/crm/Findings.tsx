import type { Output } from "../../lib/engine.ts";
import { useWords } from "../../lib/words.ts";
import { Badge } from "../../ui/Badge.tsx";
import type { IconName } from "../../ui/Icon.tsx";
import styles from "./connections.module.css";

type Tested = Output<"crm.testTarget">;
const looks = {
  ok: { icon: "check", tone: "good" },
  missing: { icon: "stop", tone: "bad" },
  warning: { icon: "info", tone: "warn" },
  unknown: { icon: "unsure", tone: "wait" },
} as const satisfies Record<
  Tested["findings"][number]["state"],
  { icon: IconName; tone: "good" | "bad" | "warn" | "wait" }
>;

// What a person has to do stands first.
const order = ["missing", "unknown", "warning", "ok"] as const;

/** What a test found, one thing after the other, and the sum of it. Heard as it comes. */
export function Findings({ tested, isBusy }: { tested: Tested | null; isBusy: boolean }) {
  const { t, say } = useWords();
  return (
    <div role="status" className={styles["findings"]}>
      {isBusy && <p className={styles["help"]}>{t("crmDesk.testing")}</p>}
      {tested && (
        <>
          <p className={tested.ok ? styles["good"] : styles["bad"]}>
            {t(tested.ok ? "crmDesk.testPassed" : "crmDesk.testFailed")}
          </p>
          <ul>
            {order
              .flatMap((state) => tested.findings.filter((one) => one.state === state))
              .map(({ state, says }) => (
                <li key={`${says.code} ${JSON.stringify(says.params)}`}>
                  <Badge {...looks[state]}>{t(`crmDesk.finding.${state}`)}</Badge>
                  <span>{say(says)}</span>
                </li>
              ))}
          </ul>
        </>
      )}
    </div>
  );
}
