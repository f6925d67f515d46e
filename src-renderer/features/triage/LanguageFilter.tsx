import { NativeSelect } from "@mantine/core";
import { languageChoices } from "../../lib/languages.ts";
import { useWords } from "../../lib/words.ts";
import styles from "./LanguageFilter.module.css";

/** Narrows the list to one language: the `lang:` of the search, for those who do not write it. */
export function LanguageFilter({ value, onChange }: { value: string; onChange: (lang: string) => void }) {
  const { t } = useWords();
  return (
    <NativeSelect
      size="xs"
      className={styles["filter"]}
      aria-label={t("triage.language")}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: "", label: t("triage.allLanguages") }, ...languageChoices(t)]}
    />
  );
}
