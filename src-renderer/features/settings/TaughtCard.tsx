import { useAlarmWords } from "../../lib/alarm-words.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Card } from "../../ui/Card.tsx";

/** What "Not an alarm" taught: which counts stand higher, by how much, since when. */
export function TaughtCard() {
  const { t } = useWords();
  const { date, percent } = useFormat();
  const { seriesOf } = useAlarmWords();
  const { data } = useEngine("alarms.list", {});
  if (!data) return null;
  return (
    <Card title={t("settings.alarms.taught")} help={t("settings.alarms.taughtHelp")}>
      {data.taught.length === 0 ? (
        <p>{t("settings.alarms.taughtNone")}</p>
      ) : (
        <ul>
          {data.taught.map(({ series, factor, at }) => (
            <li key={`${series.kind} ${series.watch?.id} ${at}`}>
              {t("settings.alarms.taughtOne", {
                series: seriesOf(series),
                percent: percent(100 * (factor - 1)),
                date: date(at),
              })}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
