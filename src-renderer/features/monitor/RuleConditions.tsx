import type { Network, SentimentSlot } from "../../../src-main/contract/values.ts";
import { languageChoices } from "../../lib/languages.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { PickMany } from "./PickMany.tsx";
import styles from "./RuleForm.module.css";
import { useDepartments } from "./use-departments.ts";
import type { RuleForm } from "./use-rule-form.ts";

const networks = [
  ...["news", "blog", "podcast", "forum", "reviews", "reddit", "mastodon", "bluesky", "microblog", "x", "facebook"],
  ...["instagram", "threads", "linkedin", "tiktok", "youtube", "video", "whatsapp", "telegram"],
  ...["phone", "email", "walk-in", "other"],
] as readonly Network[];
const tones = ["negative", "neutral", "positive", "unsure"] as const satisfies readonly SentimentSlot[];

/** What a mention must be, besides its words. Nothing chosen asks for nothing. */
export function RuleConditions({ form: { draft, change } }: { form: RuleForm }) {
  const { t } = useWords();
  const { data: sources } = useEngine("sources.list", {});
  const { data: watches } = useEngine("watches.list", {});
  const departments = useDepartments();
  const any = t("monitor.rule.any");
  const named = (rows: readonly { id: string; name: string }[] | undefined) =>
    (rows ?? []).map(({ id, name }) => ({ value: id, says: name }));
  return (
    <section className={styles["part"]} aria-label={t("monitor.rule.when")}>
      <h3>{t("monitor.rule.when")}</h3>
      <PickMany
        label={t("monitor.rule.networks")}
        none={any}
        options={networks.map((value) => ({ value, says: t(`network.${value}`) }))}
        chosen={draft.networks}
        onChange={(chosen) => change({ networks: chosen })}
      />
      <PickMany
        label={t("monitor.rule.sources")}
        none={any}
        options={named(sources)}
        chosen={draft.sources}
        onChange={(chosen) => change({ sources: chosen })}
      />
      <PickMany
        label={t("monitor.rule.notSources")}
        none={t("monitor.rule.noneLeftOut")}
        options={named(sources)}
        chosen={draft.notSources}
        onChange={(chosen) => change({ notSources: chosen })}
      />
      <PickMany
        label={t("monitor.rule.watches")}
        none={any}
        options={named(watches)}
        chosen={draft.watches}
        onChange={(chosen) => change({ watches: chosen })}
      />
      <PickMany
        label={t("monitor.rule.languages")}
        none={any}
        options={languageChoices(t).map(({ value, label }) => ({ value, says: label }))}
        chosen={draft.languages}
        onChange={(chosen) => change({ languages: chosen })}
      />
      <PickMany
        label={t("monitor.rule.sentiments")}
        none={any}
        options={tones.map((value) => ({ value, says: t(`sentiment.${value}`) }))}
        chosen={draft.sentiments}
        onChange={(chosen) => change({ sentiments: chosen })}
      />
      <PickMany
        label={t("monitor.rule.departments")}
        none={any}
        options={departments.map((value) => ({ value, says: value }))}
        chosen={draft.departments}
        onChange={(chosen) => change({ departments: chosen })}
      />
    </section>
  );
}
