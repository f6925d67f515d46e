import type { Versioned } from "../../contract/values.ts";
import type { Act } from "../commands.ts";
import { countStoriesUp } from "../store/case.ts";
import {
  eraseWord,
  foldLabel,
  insertLabel,
  labelByName,
  labelMeanings,
  labelsOf,
  saveWords,
  setMeaning,
  wordsMeaning,
  wordsOfStories,
  type LabelMeanings,
} from "../store/label.ts";
import { takeStories } from "../triage/take-stories.ts";

type Labelling = {
  readonly stories: readonly Versioned[];
  readonly add: readonly string[];
  readonly remove: readonly string[];
};

/** Puts labels on stories and takes others off; a new name becomes a label. Refusals: not-found, stale. Answers how many changed. */
export async function labelStories(act: Act, { stories, add, remove }: Labelling): Promise<number> {
  const taken = await takeStories(act, stories);
  const words: string[] = [];
  for (const name of add) words.push(await wordFor(act, name));
  const meanings = await labelMeanings(act.trx);
  const before = await wordsOfStories(
    act.trx,
    taken.map(({ story }) => story.rowId),
  );
  const changes = taken.flatMap(({ story }) => {
    const was = before.get(story.rowId) ?? [];
    const now = changedWords(was, { add: words, remove, meanings });
    return now.length === was.length && now.every((word) => was.includes(word)) ? [] : [{ story, was, now }];
  });
  await saveWords(
    act.trx,
    changes.map(({ story, now }) => ({ rowId: story.rowId, words: now })),
  );
  await countStoriesUp(
    act.trx,
    changes.map(({ story }) => story.rowId),
  );
  const named = namesOf(words, meanings);
  await act.record(
    ...changes.map(({ story, was, now }) => ({
      kind: "story.labelled" as const,
      subjectId: story.id,
      payload: {
        storyVersion: story.version + 1,
        added: named.filter((name) => !namesOf(was, meanings).includes(name)).join(", "),
        removed: namesOf(was, meanings)
          .filter((name) => !namesOf(now, meanings).includes(name))
          .join(", "),
        before: was,
        after: now,
      },
    })),
  );
  return changes.length;
}

function namesOf(words: readonly string[], meanings: LabelMeanings): readonly string[] {
  return labelsOf(JSON.stringify(words), meanings).map(({ name }) => name);
}

type Change = { readonly add: readonly string[]; readonly remove: readonly string[]; readonly meanings: LabelMeanings };

/** Words that mean a label already are not written twice; whatever means one of the removed goes. */
function changedWords(was: readonly string[], { add, remove, meanings }: Change): readonly string[] {
  const gone = new Set(remove.map(foldLabel));
  const nameOf = (word: string) => foldLabel(namesOf([word], meanings)[0] ?? word);
  const kept = was.filter((word) => !gone.has(nameOf(word)));
  const there = new Set(kept.map(nameOf));
  return [...kept, ...add.filter((word) => !there.has(nameOf(word)))];
}

/** The word that a story carries for a label of this name. A name that nobody has becomes a label. */
async function wordFor(act: Act, name: string): Promise<string> {
  const label = await labelByName(act.trx, name);
  if (label) {
    const words = await wordsMeaning(act.trx, label.name);
    return words.find((word) => foldLabel(word) === foldLabel(label.name)) ?? words[0] ?? label.id;
  }
  const meaning = (await labelMeanings(act.trx)).get(foldLabel(name));
  // It was renamed, or put together with another one: that one is meant.
  if (meaning) return name;
  // It was removed: the stories that carried it then are not to have it again.
  if (meaning === null) await eraseWord(act.trx, name);
  await makeLabel(act, name);
  return name;
}

/** A new label that is meant by its own name. */
export async function makeLabel(act: Act, name: string): Promise<number> {
  const rowId = await insertLabel(act.trx, { id: act.newId(), name, tone: "plain", at: act.at });
  await setMeaning(act.trx, [name], rowId);
  return rowId;
}
