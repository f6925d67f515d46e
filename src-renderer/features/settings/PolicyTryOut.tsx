import { useState } from "react";
import type { PolicyRow } from "../../../src-main/contract/approval-policy.ts";
import type { Script } from "../../../src-main/contract/methods/playbook.ts";
import { firstNameOf } from "../../lib/approval.ts";
import type { Input, Output } from "../../lib/engine.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { type WordKey, useWords } from "../../lib/words.ts";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { readReach } from "./policy-draft.ts";
import styles from "./PolicyCard.module.css";
import { urgencies } from "./PolicyRowForm.tsx";

type Imagined = Input<"policy.tryOut">["reply"];

/** What the rows would ask of a reply, in words, before anything is saved. */
export function PolicyTryOut({ rows, scripts }: { rows: readonly PolicyRow[]; scripts: readonly Script[] }) {
  const { t } = useWords();
  const [reach, setReach] = useState("");
  const [reply, setReply] = useState<Omit<Imagined, "reach">>({
    ...{ bucket: "care", script: null, priority: 2, urgency: "normal" },
  });
  const set = (change: Partial<Omit<Imagined, "reach">>) => setReply({ ...reply, ...change });
  const { data } = useEngine("policy.tryOut", {
    rows: [...rows],
    reply: { ...reply, reach: readReach(reach) ?? null },
  });
  return (
    <section className={styles["try"]} aria-label={t("settings.policy.tryTitle")}>
      <h3>{t("settings.policy.tryTitle")}</h3>
      <p className={styles["help"]}>{t("settings.policy.tryHelp")}</p>
      <div className={styles["when"]}>
        <PickField
          label={t("settings.policy.bucket")}
          value={reply.bucket}
          options={(["care", "pr", "unsorted"] as const).map((value) => ({ value, says: t(`bucketLong.${value}`) }))}
          onChange={(bucket) => set({ bucket })}
        />
        <PickField
          label={t("settings.policy.script")}
          value={reply.script ?? ""}
          options={[
            { value: "", says: t("settings.policy.noScript") },
            ...scripts.map(({ key, name }) => ({ value: key, says: name })),
          ]}
          onChange={(script) => set({ script: script === "" ? null : script })}
        />
        <PickField
          label={t("settings.policy.priority")}
          value={String(reply.priority)}
          options={([1, 2, 3] as const).map((value) => ({ value: String(value), says: t(`priority.${value}`) }))}
          onChange={(priority) => set({ priority: Number(priority) as 1 | 2 | 3 })}
        />
        <PickField
          label={t("settings.policy.urgency")}
          value={reply.urgency}
          options={urgencies.map((value) => ({ value, says: t(`settings.policy.urgencies.${value}`) }))}
          onChange={(urgency) => set({ urgency })}
        />
        <TextField
          label={t("settings.policy.followers")}
          help={t("settings.policy.reachHelp")}
          inputMode="numeric"
          value={reach}
          onChange={setReach}
        />
      </div>
      {data && <Says asked={data} isOwnWords={reply.script === null} />}
    </section>
  );
}

function Says({ asked, isOwnWords }: { asked: Output<"policy.tryOut">; isOwnWords: boolean }) {
  const { t } = useWords();
  const { list } = useFormat();
  const { needed, legal, roles, template, scriptAsks, because, names } = asked;
  const named = list(roles.map((role) => t(`role.${role}`)));
  const kind = needed > 1 ? (legal ? "twoLegal" : "two") : legal ? "legal" : "one";
  const alone = isOwnWords ? "own" : (scriptAsks ?? 0) > 0 ? "asks" : template ? "yes" : "no";
  const able = list(names.map(firstNameOf));
  const who =
    names.length === 0
      ? t("settings.policy.nobody")
      : names.length < needed
        ? t("settings.policy.tooFew", { names: able })
        : t("settings.policy.names", { names: able });
  const why = because.filter(({ asks }) => asks !== "person" || needed === 1);
  return (
    <div className={styles["says"]} role="status">
      <p>
        <b>{t(`settings.policy.says.${kind}`, { roles: named })}</b> {t(`settings.policy.template.${alone}`)}
      </p>
      <p>{who}</p>
      {why.length > 0 && (
        <p className={styles["help"]}>
          {[
            ...new Set(why.map(({ from, row, asks }) => t(`approvals.because.${from}.${asks}` as WordKey, { row }))),
          ].join(" ")}
        </p>
      )}
    </div>
  );
}
