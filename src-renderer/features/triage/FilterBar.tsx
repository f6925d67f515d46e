import { useFormat } from "../../lib/use-format.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Segments } from "../../ui/Segments.tsx";
import styles from "./FilterBar.module.css";
import { flipped, isNarrow, type QueuePlace } from "./queue-place.ts";
import { SaveView } from "./SaveView.tsx";
import { unknownParts, useFilterOptions } from "./use-filter-options.ts";

type FilterBarProps = {
  place: QueuePlace;
  /** The search cannot be read: there is nothing to count. */
  isFault: boolean;
  /** Not for the stories of an alarm or a topic: those are no place of the queue. */
  canSave: boolean;
  onChange: (change: Partial<QueuePlace>) => void;
};

/** What the list is narrowed to, part by part, each of which goes with one press; and how many stories that leaves. */
export function FilterBar({ place, isFault, canSave, onChange }: FilterBarProps) {
  const { t } = useWords();
  const { view, filter, search, everywhere } = place;
  const options = useFilterOptions();
  const on = options.filter((option) => option.isOn(filter));
  const gone = unknownParts(filter, options);
  if (!isNarrow(filter) && search === "" && !everywhere) return null;
  const clear = () => onChange({ filter: {}, search: "", everywhere: false });
  return (
    <div className={styles["bar"]} role="group" aria-label={t("queue.narrowed")}>
      {canSave && (search !== "" || everywhere) && (
        <Segments
          label={t("queue.scope.label")}
          value={everywhere ? "everywhere" : "here"}
          options={(["here", "everywhere"] as const).map((value) => ({ value, says: t(`queue.scope.${value}`) }))}
          onChange={(scope) => onChange({ everywhere: scope === "everywhere" })}
        />
      )}
      {search !== "" && <Part part={t("queue.part.words")} says={search} onGo={() => onChange({ search: "" })} />}
      {on.map(({ key, part, says, flip }) => (
        <Part key={key} part={part} says={says} onGo={() => onChange({ filter: flip(filter) })} />
      ))}
      {gone.map(({ part, value }) => (
        <Part
          key={`${part} ${value}`}
          part={t(`queue.part.${part}`)}
          says={t("queue.gone")}
          isGone
          onGo={() => onChange({ filter: flipped(filter, part, value) })}
        />
      ))}
      <span className="grow" />
      {canSave && !isFault && <Count {...{ view, filter, search, everywhere }} />}
      <ActButton size="small" look="ghost" keys="Shift+F" onClick={clear}>
        {t("queue.clear")}
      </ActButton>
      {canSave && <SaveView place={place} />}
    </div>
  );
}

function Count({ view, filter, search, everywhere }: Pick<QueuePlace, "view" | "filter" | "search" | "everywhere">) {
  const { t } = useWords();
  const { number } = useFormat();
  const { data } = useEngine("triage.count", { view, filter, search, everywhere }, { keepPrevious: true });
  if (!data) return null;
  const count = data.isExact ? number(data.count) : t("triage.capped", { count: number(data.count) });
  return <span className={styles["count"]}>{t("queue.found", { count: data.count, shown: count })}</span>;
}

function Part({
  part,
  says,
  isGone = false,
  onGo,
}: {
  part: string;
  says: string;
  isGone?: boolean;
  onGo: () => void;
}) {
  const { t } = useWords();
  return (
    <button
      type="button"
      className={styles["part"]}
      aria-label={t("queue.takeOff", { part, says })}
      title={t("queue.takeOff", { part, says })}
      onClick={onGo}
    >
      {isGone && <Icon name="incident" size={12} />}
      <span className={styles["name"]}>{part}</span>
      <span className="clip" dir="auto">
        {says}
      </span>
      <Icon name="x" size={12} />
    </button>
  );
}
