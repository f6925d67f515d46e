import { useEffect, useEffectEvent, useState } from "react";
import { Link } from "wouter";
import type { SourceTemplate } from "../../../src-main/contract/methods/discovery.ts";
import type { Network } from "../../../src-main/contract/values.ts";
import { fillTemplate, firstValues, type TemplateValues } from "../../lib/fill-template.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./AddSource.module.css";

type OnFilled = (url: string, network: Network | null) => void;

/** A place to be asked for words: which one, with what, and what it cannot do. It tells the address that results. */
export function TemplatePicker({ onFilled }: { onFilled: OnFilled }) {
  const { t } = useWords();
  const { data: templates, error, refetch } = useEngine("sources.templates", {});
  const { data: saved } = useEngine("settings.get", {});
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!templates || !saved) return <Loading />;
  const [firm = ""] = saved.settings.brand.names;
  return (
    <>
      <Fields templates={templates} firm={firm} onFilled={onFilled} />
      <p className={styles["limit"]}>
        {t("monitor.add.without")} <Link href="/log">{t("screen.log")}</Link>
      </p>
    </>
  );
}

type FieldsProps = { templates: readonly SourceTemplate[]; firm: string; onFilled: OnFilled };

function Fields({ templates, firm, onFilled }: FieldsProps) {
  const { t } = useWords();
  const [id, setId] = useState(templates[0]?.id ?? "googleNews");
  const [written, setWritten] = useState<TemplateValues>({});
  const template = templates.find((one) => one.id === id) ?? templates[0];
  const values: TemplateValues = { ...(template && firstValues(template, firm)), ...written };
  const url = template ? (fillTemplate(template, values) ?? "") : "";
  const tell = useEffectEvent(onFilled);
  useEffect(() => tell(url, template?.network ?? null), [url, template?.network]);
  if (!template) return null;
  return (
    <div className={styles["template"]}>
      <PickField
        label={t("monitor.add.template")}
        value={id}
        options={templates.map((one) => ({ value: one.id, says: t(`template.${one.id}.name`) }))}
        onChange={(next) => {
          setId(next);
          setWritten(({ query, tag }) => ({
            ...(query !== undefined && { query }),
            ...(tag !== undefined && { tag }),
          }));
        }}
      />
      <p className={styles["limit"]}>
        {t(`template.${id}.limit`)}
        {!template.isDocumented && ` ${t("monitor.add.undocumented")}`}
      </p>
      {template.fields.map(({ name }) => (
        <TextField
          key={`${id} ${name}`}
          label={t(`templateField.${name}`)}
          value={values[name] ?? ""}
          maxLength={300}
          onChange={(value) => setWritten((before) => ({ ...before, [name]: value }))}
        />
      ))}
    </div>
  );
}
