import type { SourceTemplate } from "../../../src-main/contract/methods/discovery.ts";
import { fillTemplate, firstValues } from "../../lib/fill-template.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./welcome.module.css";

type SearchPlacesProps = { firm: string; asked: readonly string[]; onLook: (url: string) => void };

/** A tag on a site of questions is a subject, hardly ever a firm. */
const isForNames = ({ network, fields }: SourceTemplate): boolean =>
  network === "mastodon" || fields.some(({ name }) => name === "query");

/** Places that can be searched for the firm's name without a key; one press asks one of them. */
export function SearchPlaces({ firm, asked, onLook }: SearchPlacesProps) {
  const { t } = useWords();
  const { data: templates } = useEngine("sources.templates", {});
  const ready = (templates ?? []).filter(isForNames).flatMap((template) => {
    const url = fillTemplate(template, firstValues(template, firm));
    return url === null ? [] : [{ id: template.id, url }];
  });
  if (ready.length === 0) return null;
  return (
    <section className={styles["choice"]}>
      <h3>
        <Icon name="search" /> {t("welcome.sources.search", { firm })}
      </h3>
      <p>{t("welcome.sources.searchHelp")}</p>
      <div className={styles["line"]}>
        {ready.map(({ id, url }) => (
          <ActButton
            key={id}
            size="small"
            title={t(`template.${id}.limit`)}
            offBecause={asked.includes(url) ? t("welcome.sources.searchAsked") : undefined}
            onClick={() => onLook(url)}
          >
            {t(`template.${id}.name`)}
          </ActButton>
        ))}
      </div>
    </section>
  );
}
