import { useWords } from "../../lib/words.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./playbook.module.css";

/** The file that was made, handed to the browser by the person. */
export function SaveFile({ url, fileName }: { url: string; fileName: string }) {
  const { t } = useWords();
  return (
    <a href={url} download={fileName} className={styles["save"]} autoFocus>
      <Icon name="file" size={14} />
      {t("playbook.export.save", { file: fileName })}
    </a>
  );
}
