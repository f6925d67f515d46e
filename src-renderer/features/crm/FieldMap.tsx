import type { Output } from "../../lib/engine.ts";
import { useWords, type WordKey } from "../../lib/words.ts";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./connections.module.css";
import type { TargetDraft } from "./target-draft.ts";

/** Which of our values goes into which field of theirs: an empty field writes it nowhere. */
export function FieldMap({
  mappable,
  map,
  onChange,
}: {
  mappable: Output<"crm.preview">["mappable"];
  map: TargetDraft["map"];
  onChange: (map: TargetDraft["map"]) => void;
}) {
  const { t } = useWords();
  function change(ours: string, usual: string | null, typed: string): void {
    const { [ours]: _, ...others } = map;
    // What goes where it always does is no choice of this desk, so it follows the connector.
    onChange(typed === (usual ?? "") ? others : { ...others, [ours]: typed });
  }
  return (
    <fieldset className={styles["map"]}>
      <legend>{t("crmDesk.map.title")}</legend>
      <p className={styles["help"]}>{t("crmDesk.map.help")}</p>
      <div className={styles["pairs"]}>
        {mappable.map(({ ours, usual }) => (
          <TextField
            key={ours}
            label={sayOurs(ours, t)}
            maxLength={80}
            placeholder={t("crmDesk.map.nowhere")}
            value={map[ours] ?? usual ?? ""}
            onChange={(typed) => change(ours, usual, typed)}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** "contact.handle" in words. */
function sayOurs(ours: string, t: (key: WordKey, params?: Record<string, string>) => string): string {
  const [of = "", value = ""] = ours.split(".");
  // Connectors name their values in these words only; a test holds them to it.
  return t("crmDesk.map.pair", {
    of: t(`crmDesk.map.of.${of}` as WordKey),
    value: t(`crmDesk.map.value.${value}` as WordKey),
  });
}
