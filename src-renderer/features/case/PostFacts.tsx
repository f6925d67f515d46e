import type { Enclosure, MentionDetail } from "../../../src-main/contract/methods/mentions.ts";
import { useFormat } from "../../lib/use-format.ts";
import { isWebAddress } from "../../lib/web-address.ts";
import { useWords } from "../../lib/words.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import styles from "./PostFacts.module.css";

type PostFactsProps = Pick<MentionDetail, "categories" | "enclosures" | "replyUrl">;

/** What a post says besides its words: its tags, its files and where an answer belongs. Words and links, nothing is loaded. */
export function PostFacts({ categories, enclosures, replyUrl }: PostFactsProps) {
  const { t } = useWords();
  const { list } = useFormat();
  if (categories.length === 0 && enclosures.length === 0 && !isWebAddress(replyUrl)) return null;
  return (
    <div className={styles["facts"]}>
      {categories.length > 0 && <p dir="auto">{t("case.facts.tags", { tags: list(categories) })}</p>}
      {enclosures.length > 0 && (
        <ul aria-label={t("case.facts.files")}>
          {enclosures.map((file) => (
            <li key={file.url}>
              <File file={file} />
            </li>
          ))}
        </ul>
      )}
      {isWebAddress(replyUrl) && (
        <OutsideLink url={replyUrl}>{t("case.facts.place", { host: new URL(replyUrl).hostname })}</OutsideLink>
      )}
    </div>
  );
}

function File({ file }: { file: Enclosure }) {
  const { t } = useWords();
  const { bytes } = useFormat();
  const kind = kindOf(file.type);
  return (
    <>
      <Icon name={icons[kind]} size={14} />
      <span className={styles["file"]}>
        <OutsideLink url={file.url}>{file.title ?? nameOf(file.url)}</OutsideLink>{" "}
        <span className={styles["quiet"]}>
          {t(`case.facts.${kind}`)}
          {file.length !== null && `, ${bytes(file.length)}`}
        </span>
        {file.alt !== null && <span className={styles["alt"]}>{t("case.facts.alt", { alt: file.alt })}</span>}
      </span>
    </>
  );
}

type Kind = "picture" | "sound" | "film" | "other";

const icons = { picture: "photo", sound: "file", film: "video", other: "file" } as const satisfies Record<
  Kind,
  IconName
>;

function kindOf(type: string | null): Kind {
  const family = type?.split("/")[0];
  if (family === "image") return "picture";
  if (family === "audio") return "sound";
  return family === "video" ? "film" : "other";
}

/** The last part of the address where that is a name, else its host: what a person knows a file by. */
function nameOf(address: string): string {
  if (!isWebAddress(address)) return address;
  const { pathname, hostname } = new URL(address);
  const last = pathname.split("/").at(-1) ?? "";
  return /[a-z]/i.test(last) ? last : hostname;
}
