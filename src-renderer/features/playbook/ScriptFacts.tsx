import type { Script } from "../../../src-main/contract/methods/playbook.ts";
import type { Network } from "../../../src-main/contract/values.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { FieldError } from "../../ui/Field.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import styles from "./playbook.module.css";
import { approverRoles } from "./script-draft.ts";
import type { SheetPart } from "./sheet-part.ts";

const languages = [
  ...["en", "de", "fr", "es", "it", "nl", "pt", "pl", "cs", "da", "sv", "no", "fi", "hu", "ro", "bg", "el", "hr"],
  ...["sk", "sl", "et", "lv", "lt", "uk", "ru", "tr", "ar", "he", "hi", "zh", "ja", "ko"],
];
const places = [
  ...([
    "bluesky",
    "mastodon",
    "microblog",
    "forum",
    "reviews",
    "reddit",
    "news",
    "blog",
    "youtube",
    "podcast",
  ] as const),
  ...(["x", "facebook", "instagram", "threads", "linkedin", "tiktok", "whatsapp", "telegram", "email"] as const),
  ...(["phone", "walk-in", "other"] as const),
] satisfies readonly Network[];

/** What it is called, for which mentions it is, and who reads what comes of it. */
export function ScriptFacts({ draft, edit, faultOf, isOff, all }: SheetPart & { all: readonly Script[] }) {
  const { t } = useWords();
  const { language: nameOf, compare } = useFormat();
  const { data: departments = [] } = useEngine("departments.list", {});
  const types = [...new Set(all.map(({ mentionType }) => mentionType))].filter((type) => type !== "");
  const codes = [...new Set([...languages, ...(draft.language === "" ? [] : [draft.language])])];
  const named = codes
    .map((value) => ({ value, says: nameOf(value) }))
    .toSorted((one, other) => compare(one.says, other.says));
  return (
    <section className={styles["card"]} aria-label={t("playbook.facts")}>
      <div className={styles["two"]}>
        <TextField
          label={t("playbook.field.name")}
          error={faultOf("name")}
          readOnly={isOff}
          maxLength={200}
          value={draft.name}
          onChange={(name) => edit({ name })}
        />
        <TextField
          label={t("playbook.field.mentionType")}
          list="mention-types"
          readOnly={isOff}
          maxLength={80}
          value={draft.mentionType}
          onChange={(mentionType) => edit({ mentionType })}
        />
        <TextField
          className={styles["whole"]}
          label={t("playbook.field.whenToUse")}
          readOnly={isOff}
          maxLength={2000}
          value={draft.whenToUse}
          onChange={(whenToUse) => edit({ whenToUse })}
        />
        <PickField
          label={t("playbook.field.bucket")}
          disabled={isOff}
          value={draft.bucket}
          options={(["care", "pr", "analytics"] as const).map((value) => ({ value, says: t(`bucketLong.${value}`) }))}
          onChange={(bucket) => edit({ bucket })}
        />
        <TextField
          label={t("playbook.field.department")}
          list="departments"
          readOnly={isOff}
          maxLength={200}
          value={draft.department}
          onChange={(department) => edit({ department })}
        />
        <PickField
          label={t("playbook.field.language")}
          disabled={isOff}
          value={draft.language}
          options={[{ value: "", says: t("playbook.anyLanguage") }, ...named]}
          onChange={(language) => edit({ language })}
        />
        <TextField
          label={t("playbook.field.synonyms")}
          help={t("playbook.synonymsHelp")}
          readOnly={isOff}
          value={draft.synonyms}
          onChange={(synonyms) => edit({ synonyms })}
        />
      </div>
      <datalist id="mention-types">
        {types.map((type) => (
          <option key={type} value={type} />
        ))}
      </datalist>
      <datalist id="departments">
        {departments.map(({ id, name }) => (
          <option key={id} value={name} />
        ))}
      </datalist>
      <Places draft={draft} edit={edit} isOff={isOff} />
      <Readers {...{ draft, edit, faultOf, isOff }} />
    </section>
  );
}

function Places({ draft, edit, isOff }: Pick<SheetPart, "draft" | "edit" | "isOff">) {
  const { t } = useWords();
  const { list } = useFormat();
  const { networks } = draft;
  const says = networks.length === 0 ? t("playbook.everywhere") : list(networks.map((one) => t(`network.${one}`)));
  return (
    <details>
      <summary>{t("playbook.networks", { says })}</summary>
      <div className={styles["ticks"]}>
        {places.map((network) => (
          <TickField
            key={network}
            label={t(`network.${network}`)}
            disabled={isOff}
            isOn={networks.includes(network)}
            onChange={(isOn) =>
              edit({ networks: isOn ? [...networks, network] : networks.filter((one) => one !== network) })
            }
          />
        ))}
      </div>
    </details>
  );
}

/** Who reads what comes of it before it goes public. */
function Readers({ draft, edit, faultOf, isOff }: SheetPart) {
  const { t } = useWords();
  const fault = faultOf("by");
  return (
    <div className={styles["two"]}>
      <PickField
        label={t("playbook.field.approvers")}
        disabled={isOff}
        value={String(draft.approvers) as "0" | "1" | "2"}
        options={(["0", "1", "2"] as const).map((value) => ({ value, says: t(`playbook.approverCount.${value}`) }))}
        onChange={(value) => edit({ approvers: Number(value) as 0 | 1 | 2 })}
      />
      <fieldset className={styles["group"]}>
        <legend>{t("playbook.field.by")}</legend>
        <div className={styles["ticks"]}>
          {approverRoles.map((role) => (
            <TickField
              key={role}
              label={t(`role.${role}`)}
              disabled={isOff}
              isOn={draft.by.includes(role)}
              onChange={(isOn) => edit({ by: isOn ? [...draft.by, role] : draft.by.filter((known) => known !== role) })}
            />
          ))}
        </div>
        {fault && <FieldError says={fault} />}
      </fieldset>
    </div>
  );
}
