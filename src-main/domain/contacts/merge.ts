import type { ContactKind, MergeField } from "../../contract/methods/contacts.ts";

/** What two contacts may say differently. */
export type MergeFacts = {
  readonly name: string;
  readonly kind: ContactKind;
  readonly organisation: string | null;
  readonly town: string | null;
};

const fields = ["name", "kind", "organisation", "town"] as const satisfies readonly MergeField[];

export type Kept = Partial<Readonly<Record<MergeField, "survivor" | "merged">>>;

/** Where both say something and it differs, so that somebody must choose. */
export function conflictsBetween(
  survivor: MergeFacts,
  merged: MergeFacts,
): readonly { readonly field: MergeField; readonly survivor: string; readonly merged: string }[] {
  return fields.flatMap((field) => {
    const [ours, theirs] = [survivor[field], merged[field]];
    return ours === null || theirs === null || ours === theirs ? [] : [{ field, survivor: ours, merged: theirs }];
  });
}

/** What the survivor says after the merge: as chosen, else its own words, else those of the other where it had none. */
export function mergedFacts(survivor: MergeFacts, merged: MergeFacts, keep: Kept): MergeFacts {
  const says = <Field extends MergeField>(field: Field): MergeFacts[Field] =>
    keep[field] === "merged" ? (merged[field] ?? survivor[field]) : (survivor[field] ?? merged[field]);
  return { name: says("name"), kind: says("kind"), organisation: says("organisation"), town: says("town") };
}

/** A merge as it was done: what the survivor said before and after. */
export type DoneMerge = { readonly before: MergeFacts; readonly after: MergeFacts };

/**
 * What the survivor says once a merge is taken back. A word that came from the merge goes, also through later merges
 * that kept it; a word that somebody wrote since stays. Gives the later merges as they would have been without it.
 */
export function withoutMerge(
  now: MergeFacts,
  { before, after }: DoneMerge,
  later: readonly DoneMerge[],
): { readonly now: MergeFacts; readonly later: readonly DoneMerge[] } {
  let facts = now;
  let rest = [...later];
  for (const field of fields) {
    if (before[field] === after[field]) continue;
    let reachesNow = true;
    rest = rest.map((merge): DoneMerge => {
      if (!reachesNow || merge.before[field] !== after[field]) {
        reachesNow = false;
        return merge;
      }
      if (merge.after[field] !== after[field]) {
        reachesNow = false;
        return { ...merge, before: { ...merge.before, [field]: before[field] } };
      }
      return {
        before: { ...merge.before, [field]: before[field] },
        after: { ...merge.after, [field]: before[field] },
      };
    });
    if (reachesNow && facts[field] === after[field]) facts = { ...facts, [field]: before[field] };
  }
  return { now: facts, later: rest };
}
