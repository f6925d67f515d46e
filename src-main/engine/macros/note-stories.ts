import { Refusal } from "../../contract/refusal.ts";
import type { Versioned } from "../../contract/values.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import { insertNote } from "../store/note.ts";
import { takeStories } from "../triage/take-stories.ts";

/** Writes the same internal note into the case of each story that has one. Refusals: sign-in-first, stale. */
export async function noteStories(
  act: Act,
  { stories, text, call }: { readonly stories: readonly Versioned[]; readonly text: string; readonly call: Call },
): Promise<void> {
  if (!call.person) throw new Refusal("sign-in-first");
  const taken = await takeStories(act, stories);
  for (const { story, record } of taken) {
    if (!record) continue;
    const id = act.newId();
    await insertNote(act.trx, { id, caseRowId: record.rowId, personRowId: call.person.rowId, at: act.at, text });
    await act.record({
      kind: "case.noted",
      subjectId: record.id,
      cycle: record.state.cycle,
      payload: { story: story.id, storyVersion: story.version, note: id, text },
    });
  }
}
