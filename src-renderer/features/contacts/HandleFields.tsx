import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { type ContactDraft, handleNetworks } from "./contact-draft.ts";
import styles from "./contacts.module.css";

type HandleFieldsProps = { handles: ContactDraft["handles"]; onChange: (handles: ContactDraft["handles"]) => void };

/** The handles of a contact, each with its network. */
export function HandleFields({ handles, onChange }: HandleFieldsProps) {
  const { t } = useWords();
  const put = (at: number, next: Partial<ContactDraft["handles"][number]>) =>
    onChange(handles.map((handle, index) => (index === at ? { ...handle, ...next } : handle)));
  return (
    <fieldset className={styles["list"]}>
      <legend className="sr">{t("contacts.field.handles")}</legend>
      {handles.map(({ network, handle }, at) => (
        // Rows have no identity but their place; they are only added at the end.
        <div key={at} className={styles["handle"]}>
          <PickField
            label={t("contacts.field.network")}
            value={network}
            options={[...new Set([...handleNetworks, network])].map((value) => ({
              value,
              says: t(`network.${value}`),
            }))}
            onChange={(value) => put(at, { network: value })}
          />
          <TextField
            label={t("contacts.field.handle")}
            maxLength={300}
            value={handle}
            onChange={(value) => put(at, { handle: value })}
          />
          <ActButton look="ghost" onClick={() => onChange(handles.filter((_, index) => index !== at))}>
            {t("contacts.handle.remove")}
          </ActButton>
        </div>
      ))}
      <div className={styles["acts"]}>
        <ActButton icon="plus" onClick={() => onChange([...handles, { network: "mastodon", handle: "" }])}>
          {t("contacts.handle.add")}
        </ActButton>
      </div>
    </fieldset>
  );
}
