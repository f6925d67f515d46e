import { useState } from "react";
import type { ImportField, ImportPreview, ImportReading } from "../../../src-main/contract/methods/by-hand.ts";
import { useWords } from "../../lib/words.ts";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./by-hand.module.css";

const fields = [
  ...(["date", "time", "author", "handle", "text", "title", "url", "network", "language"] as const),
] as const satisfies readonly ImportField[];

const none = "none";

type ReadingFieldsProps = {
  preview: ImportPreview;
  reading: ImportReading;
  onChange: (reading: ImportReading) => void;
};

/** Which column says what; recognised by its heading, and to be put right by hand. */
export function ReadingFields({ preview: { headings }, reading, onChange }: ReadingFieldsProps) {
  const { t } = useWords();
  const columns = headings.map((heading, at) => ({
    value: String(at),
    says: heading === "" ? t("import.column", { number: at + 1 }) : heading,
  }));
  function put(field: ImportField, value: string): void {
    const { [field]: _before, ...others } = reading.columns;
    onChange({ ...reading, columns: value === none ? others : { ...others, [field]: Number(value) } });
  }
  return (
    <div className={styles["fields"]}>
      {fields.map((field) => (
        <PickField
          key={field}
          label={t(`import.field.${field}`)}
          value={String(reading.columns[field] ?? none)}
          options={[{ value: none, says: t("import.none") }, ...columns]}
          onChange={(value) => put(field, value)}
        />
      ))}
      <PickField
        label={t("import.dayOrder")}
        value={reading.dayOrder}
        options={(["day-first", "month-first"] as const).map((value) => ({ value, says: t(`import.order.${value}`) }))}
        onChange={(dayOrder) => onChange({ ...reading, dayOrder })}
      />
      <ZoneField zone={reading.timeZone} onChange={(timeZone) => onChange({ ...reading, timeZone })} />
    </div>
  );
}

/** Read again when the name is whole, not at each letter. */
function ZoneField({ zone, onChange }: { zone: string; onChange: (zone: string) => void }) {
  const { t } = useWords();
  const [written, setWritten] = useState(zone);
  const put = () => written.trim() !== zone && onChange(written.trim());
  return (
    <div>
      <datalist id="import-zones">
        {Intl.supportedValuesOf("timeZone").map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <TextField
        label={t("import.timeZone")}
        help={t("import.timeZoneHelp")}
        maxLength={100}
        list="import-zones"
        value={written}
        onChange={setWritten}
        onBlur={put}
        onKeyDown={(event) => event.key === "Enter" && put()}
      />
    </div>
  );
}
