import { Checkbox, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { ProbeResult } from "../../../src-main/contract/methods/sources.ts";
import { useNow } from "../../lib/now.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import styles from "./FoundFeed.module.css";

type FoundFeedProps = {
  found: ProbeResult;
  isBusy: boolean;
  onAdd: (settings: { name: string; everything: boolean }) => void;
};

/** What stands at an address: its title and newest entries as plain text, and the way to keep it. */
export function FoundFeed({ found, isBusy, onAdd }: FoundFeedProps) {
  const { t } = useWords();
  const { age } = useFormat();
  const now = useNow(60_000);
  const [name, setName] = useState((found.title ?? "").slice(0, 120));
  const [everything, setEverything] = useState(false);
  function submit(event: FormEvent) {
    event.preventDefault();
    onAdd({ name: name.trim(), everything });
  }
  return (
    <form className={styles["found"]} onSubmit={submit}>
      <div>
        <h3>{found.title ?? found.url}</h3>
        <p className={styles["count"]}>{t("monitor.add.items", { count: found.itemCount })}</p>
      </div>
      <ul className={styles["items"]} aria-label={t("monitor.add.newest")}>
        {found.items.map((item, index) => (
          <li key={index}>
            <span className="clip">{item.title}</span>
            <span className={styles["age"]}>{item.publishedAt === null ? "–" : age(now - item.publishedAt)}</span>
          </li>
        ))}
      </ul>
      <TextInput
        size="sm"
        label={t("monitor.source.name")}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        size="sm"
        label={t("monitor.source.everything")}
        description={t("monitor.source.everythingHelp")}
        checked={everything}
        onChange={(event) => setEverything(event.currentTarget.checked)}
      />
      <div>
        <ActButton submit look="primary" offBecause={isBusy ? t("monitor.add.adding") : undefined}>
          {t(isBusy ? "monitor.add.adding" : "monitor.add.add")}
        </ActButton>
      </div>
    </form>
  );
}
