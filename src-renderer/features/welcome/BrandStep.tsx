import { TagsInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { useCommand, useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { brandQuery } from "./brand-query.ts";
import type { StepProps } from "./screen.tsx";
import { StepActs } from "./StepActs.tsx";
import { FormRow, Remark, StepFrame, StepRefusal } from "./StepFrame.tsx";
import { useAttempt } from "./use-attempt.ts";
import styles from "./welcome.module.css";

type Names = { firm: string; others: string[]; misspellings: string[]; rivals: string[] };

/** Step 1: what the firm is called. The names become a watch. */
export function BrandStep({ desk, onNext }: StepProps) {
  const { t } = useWords();
  const { brand } = desk.settings;
  const [firm = "", ...others] = brand.names;
  const [draft, setDraft] = useState<Names>({ firm, others, misspellings: brand.misspellings, rivals: brand.rivals });
  const change = (next: Partial<Names>) => setDraft((before) => ({ ...before, ...next }));
  const saveWatch = useSaveBrandWatch();
  const { attempt, error, isBusy } = useAttempt();
  const names = [draft.firm.trim(), ...draft.others].filter((name) => name !== "");
  const query = brandQuery(names, draft.misspellings);
  async function save() {
    const saved = await attempt(async () => {
      await desk.save({ brand: { ...brand, names, misspellings: draft.misspellings, rivals: draft.rivals } });
      if (query !== "") await saveWatch(query);
    });
    if (saved) onNext();
  }
  return (
    <StepFrame title={t("welcome.brand.title")} lead={t("welcome.brand.lead")}>
      <NameFields draft={draft} change={change} />
      {query !== "" && (
        <Remark icon="info">
          {t("welcome.brand.watched")} <code>{query}</code>
        </Remark>
      )}
      <StepRefusal error={error} />
      <StepActs
        next={t("welcome.brand.next")}
        onNext={() => void save()}
        offBecause={names.length === 0 ? t("welcome.brand.nameFirst") : isBusy ? t("welcome.saving") : undefined}
        skip={t("welcome.skip")}
        onSkip={onNext}
      />
    </StepFrame>
  );
}

function NameFields({ draft, change }: { draft: Names; change: (next: Partial<Names>) => void }) {
  const { t } = useWords();
  return (
    <div className={styles["form"]}>
      <FormRow label={t("welcome.brand.firm")} forId="brand-firm">
        <TextInput
          id="brand-firm"
          size="md"
          maxLength={80}
          value={draft.firm}
          onChange={(event) => change({ firm: event.currentTarget.value })}
        />
      </FormRow>
      <Tags
        id="brand-misspellings"
        label={t("welcome.brand.misspellings")}
        value={draft.misspellings}
        onChange={(misspellings) => change({ misspellings })}
      />
      <Tags
        id="brand-others"
        label={t("welcome.brand.others")}
        value={draft.others}
        onChange={(next) => change({ others: next })}
      />
      <Tags
        id="brand-rivals"
        label={t("welcome.brand.rivals")}
        value={draft.rivals}
        onChange={(rivals) => change({ rivals })}
      />
    </div>
  );
}

type TagsProps = { id: string; label: string; value: string[]; onChange: (value: string[]) => void };

function Tags({ id, label, value, onChange }: TagsProps) {
  const { t } = useWords();
  return (
    <FormRow label={label} forId={id}>
      <TagsInput
        id={id}
        size="sm"
        value={value}
        onChange={onChange}
        acceptValueOnBlur
        splitChars={[",", ";"]}
        maxTags={50}
        placeholder={value.length === 0 ? t("welcome.brand.tagHint") : ""}
        comboboxProps={{ transitionProps: { duration: 0 } }}
      />
    </FormRow>
  );
}

/** The watch of our own names: made the first time, later a new version of the same one. */
function useSaveBrandWatch(): (query: string) => Promise<void> {
  const { t } = useWords();
  const watches = useEngine("watches.list", {});
  const saving = useCommand("watches.save");
  const name = t("welcome.brand.watch");
  return async (query) => {
    const { data } = await watches.refetch();
    const old = data?.find((watch) => watch.name === name);
    if (old?.query === query) return;
    await saving.mutateAsync({ ...(old && { id: old.id, version: old.version }), name, set: "own", query });
  };
}
