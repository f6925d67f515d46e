import type { SavedView } from "../../contract/methods/saved-views.ts";
import type { Db } from "../store/open.ts";
import { listPeople } from "../store/person.ts";
import type { StoredView } from "../store/saved-view.ts";
import { listSources } from "../store/source.ts";
import { listWatches } from "../store/watch.ts";

/** The ids that filters may name, as they are at the desk now. */
export type Living = Readonly<Record<"watch" | "source" | "person", ReadonlySet<string>>>;

export async function livingParts(db: Db): Promise<Living> {
  const [watches, sources, people] = await Promise.all([listWatches(db), listSources(db), listPeople(db)]);
  return { watch: idsOf(watches), source: idsOf(sources), person: idsOf(people) };
}

/** Which kinds of things that a view's filter names are not there any more: it shows less than it was made for. */
export function goneParts({ shows: { filter } }: StoredView, living: Living): SavedView["gone"] {
  const named = {
    watch: filter.watches ?? [],
    source: filter.sources ?? [],
    person: (filter.owners ?? []).filter((owner) => owner !== "me" && owner !== "nobody"),
  };
  return (["watch", "source", "person"] as const).filter((kind) => named[kind].some((id) => !living[kind].has(id)));
}

function idsOf(rows: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(rows.map(({ id }) => id));
}
