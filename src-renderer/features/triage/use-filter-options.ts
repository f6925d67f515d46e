import type { QueueFilter } from "../../../src-main/contract/queue-filter.ts";
import { languageChoices } from "../../lib/languages.ts";
import { useMe } from "../../lib/session.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords, type WordKey } from "../../lib/words.ts";
import { flipped, type ListPart } from "./queue-place.ts";

/** One thing that a filter can ask for. */
export type FilterOption = {
  readonly key: string;
  /** Words of the part it belongs to. */
  readonly part: string;
  readonly says: string;
  readonly isOn: (filter: QueueFilter) => boolean;
  readonly flip: (filter: QueueFilter) => QueueFilter;
};

const networks =
  "news blog forum reviews mastodon bluesky reddit youtube podcast microblog video x facebook instagram threads linkedin tiktok whatsapp telegram phone email walk-in other".split(
    " ",
  );
const HOURS = { newer: [1, 4, 24, 168], older: [4, 24, 168] } as const;

/** Everything that can be asked for, part by part; what is stored at the desk by its name there. */
export function useFilterOptions(): readonly FilterOption[] {
  const { t } = useWords();
  const me = useMe();
  const sources = useEngine("sources.list", {}).data;
  const watches = useEngine("watches.list", {}).data;
  const people = useEngine("people.list", {}).data;
  const labels = useEngine("labels.list", {}).data;
  const departments = useEngine("departments.list", {}).data;
  function list(part: ListPart, values: readonly { value: string | number; says: string }[]): readonly FilterOption[] {
    return values.map(({ value, says }) => ({
      key: `${part} ${value}`,
      part: t(`queue.part.${part}`),
      says,
      isOn: (filter) => (filter[part] as readonly (string | number)[] | undefined)?.includes(value) ?? false,
      flip: (filter) => flipped(filter, part, value),
    }));
  }
  function hours(part: "newer" | "older"): readonly FilterOption[] {
    const name = `${part}ThanHours` as const;
    return HOURS[part].map((value) => ({
      key: `${part} ${value}`,
      part: t("queue.part.age"),
      says: t(`queue.age.${part}.${value}` as WordKey),
      isOn: (filter) => filter[name] === value,
      flip: ({ [name]: now, ...rest }) => (now === value ? rest : { ...rest, [name]: value }),
    }));
  }
  const named = (rows: readonly { id: string; name: string }[] | undefined) =>
    (rows ?? []).map(({ id, name }) => ({ value: id, says: name }));
  const others = (people ?? []).filter(({ id, roles }) => id !== me?.id && !roles.every((role) => role === "display"));
  return [
    ...list(
      "buckets",
      (["unsorted", "care", "pr", "analytics"] as const).map((value) => ({ value, says: t(`bucketLong.${value}`) })),
    ),
    ...list(
      "labels",
      (labels?.labels ?? []).map(({ name }) => ({ value: name, says: name })),
    ),
    ...list("owners", [
      { value: "me", says: t("queue.owner.me") },
      { value: "nobody", says: t("queue.owner.nobody") },
      ...named(others),
    ]),
    ...list(
      "priorities",
      ([1, 2, 3] as const).map((value) => ({ value, says: t(`priority.${value}`) })),
    ),
    ...list(
      "clocks",
      (["breached", "watch", "ok", "answered"] as const).map((value) => ({ value, says: t(`queue.clock.${value}`) })),
    ),
    ...list(
      "reaches",
      (["from10000", "under10000", "under1000", "unknown"] as const).map((value) => ({
        value,
        says: t(`queue.reach.${value}`),
      })),
    ),
    ...list(
      "sentiments",
      (["negative", "neutral", "positive", "unsure", "mixed"] as const).map((value) => ({
        value,
        says: t(`sentiment.${value}`),
      })),
    ),
    ...hours("newer"),
    ...hours("older"),
    ...list("watches", named(watches)),
    ...list("sources", named(sources)),
    ...list(
      "departments",
      (departments ?? []).map(({ name }) => ({ value: name, says: name })),
    ),
    ...list(
      "networks",
      networks.map((value) => ({ value, says: t(`network.${value}` as WordKey) })),
    ),
    ...list("langs", [
      { value: "unknown", says: t("triage.langUnknown") },
      ...languageChoices(t).map(({ value, label }) => ({ value, says: label })),
    ]),
  ];
}

/** Values of a filter that name nothing at the desk any more: a watch that was removed, a person who left. */
export function unknownParts(
  filter: QueueFilter,
  options: readonly FilterOption[],
): readonly { part: ListPart; value: string }[] {
  const known = new Set(options.map(({ key }) => key));
  return (["watches", "sources", "owners", "labels", "departments"] as const).flatMap((part) =>
    (filter[part] ?? []).filter((value) => !known.has(`${part} ${value}`)).map((value) => ({ part, value })),
  );
}
