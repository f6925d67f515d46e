import { Checkbox } from "@mantine/core";
import { useNow } from "../../lib/now.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { SlaShape } from "../../ui/SlaShape.tsx";
import type { Find, Finds } from "./use-finds.ts";
import styles from "./welcome.module.css";

/** What stands at the pasted addresses, as plain text, to be ticked. */
export function FoundFeeds({ finds }: { finds: Finds }) {
  const { t } = useWords();
  if (finds.finds.length === 0) return null;
  return (
    <table className={styles["found"]}>
      <thead>
        <tr>
          <th className={styles["tick"]}>
            <span className="sr">{t("welcome.sources.column.use")}</span>
          </th>
          <th>{t("welcome.sources.column.feed", { count: finds.finds.length })}</th>
          <th>{t("welcome.sources.column.newest")}</th>
          <th className={styles["entries"]}>{t("welcome.sources.column.entries")}</th>
          <th className={styles["state"]}>{t("welcome.sources.column.state")}</th>
        </tr>
      </thead>
      <tbody aria-live="polite">
        {finds.finds.map((find) => (
          <Row key={find.key} find={find} finds={finds} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ find, finds }: { find: Find; finds: Finds }) {
  const { t } = useWords();
  const { age, number } = useFormat();
  const now = useNow(60_000);
  const { choice } = find;
  const title = choice?.title ?? find.url;
  const [newest] = choice?.latest ?? [];
  return (
    <tr>
      <td>
        <Checkbox
          size="xs"
          aria-label={t("welcome.sources.useNamed", { name: title })}
          checked={find.isTicked}
          disabled={choice === null || choice.already !== null}
          onChange={(event) => finds.tick(find.key, event.currentTarget.checked)}
        />
      </td>
      <td className="clip">{title}</td>
      {choice && !find.error ? (
        <>
          <td className="clip">
            {newest
              ? t("welcome.sources.newest", {
                  title: newest.title,
                  age: newest.publishedAt === null ? "–" : age(now - newest.publishedAt),
                })
              : "–"}
          </td>
          <td>{number(choice.itemCount)}</td>
          <td>
            <span className={styles["mark"]}>
              <SlaShape state="ok" />
              {choice.already === null ? t("welcome.sources.ok") : t("monitor.add.already", { name: choice.already })}
            </span>
          </td>
        </>
      ) : (
        <td colSpan={3}>
          <Trouble find={find} finds={finds} />
        </td>
      )}
    </tr>
  );
}

function Trouble({ find, finds }: { find: Find; finds: Finds }) {
  const { t, say, sayError } = useWords();
  const { failure } = find;
  if (find.state !== "looked") return t(find.state === "adding" ? "welcome.sources.adding" : "welcome.sources.looking");
  return (
    <span className={styles["trouble"]}>
      <Icon name="stop" size={14} />
      <span>{find.error ? sayError(find.error) : failure && say(failure)}</span>
      {failure?.code === "fetch.private-address" && (
        <ActButton size="small" onClick={() => finds.allow(find)}>
          {t("welcome.sources.allow")}
        </ActButton>
      )}
      <ActButton size="small" look="ghost" onClick={() => finds.drop(find.key)}>
        {t("welcome.sources.drop")}
      </ActButton>
    </span>
  );
}
