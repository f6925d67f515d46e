import { Link } from "wouter";
import type { Brand, CountedAs, ShareOfVoice } from "../../../src-main/contract/methods/topics.ts";
import { topicHref } from "../../lib/topic-link.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { Tone } from "./Tone.tsx";
import styles from "./VoiceTable.module.css";

type VoiceTableProps = { voice: ShareOfVoice; counted: CountedAs; back: string };

/** Every brand with its bar; a brand of one watch opens its rows. */
export function VoiceTable({ voice, counted, back }: VoiceTableProps) {
  const { t } = useWords();
  const { number, percent } = useFormat();
  return (
    <table className={styles["table"]} aria-label={t("topics.voice.title")}>
      <thead>
        <tr>
          <th scope="col">{t("topics.voice.column.brand")}</th>
          <th scope="col">{t("topics.voice.column.share")}</th>
          <th scope="col">{t(`topics.counted.${counted}`)}</th>
          <th scope="col">{t("topics.voice.column.before")}</th>
        </tr>
      </thead>
      {voice.brands.map((brand) => (
        <tbody key={brand.watches.map(({ id }) => id).join(" ")}>
          <tr>
            <th scope="row">
              <BrandName brand={brand} window={voice.window} counted={counted} back={back} />
            </th>
            <td className={styles["share"]}>{percent(brand.now.share, 1)}</td>
            <td>{number(brand.now.count)}</td>
            <td>{percent(brand.before.share, 1)}</td>
          </tr>
          <tr>
            <td colSpan={4}>
              <span className={styles["line"]}>
                <span className={styles["bar"]} aria-hidden="true">
                  <span
                    className={classNames(brand.isOwn && styles["own"])}
                    style={{ width: `${brand.now.share ?? 0}%` }}
                  />
                </span>
                <Tone tone={brand.now.tone} />
              </span>
            </td>
          </tr>
        </tbody>
      ))}
    </table>
  );
}

type BrandNameProps = { brand: Brand; window: ShareOfVoice["window"]; counted: CountedAs; back: string };

function BrandName({ brand, window, counted, back }: BrandNameProps) {
  const { t } = useWords();
  const [watch, ...others] = brand.watches;
  if (!watch) return null;
  if (others.length > 0) return t("topics.voice.ours");
  const topic = { term: null, window, watchId: watch.id, bucket: null, counted };
  return <Link href={topicHref(topic, back)}>{watch.name}</Link>;
}
