import type { LookUpCard } from "../../contract/methods/look-up.ts";
import { excerptOf } from "../../domain/cases/excerpt.ts";
import { lineById, sayableLine } from "../store/line.ts";
import { drafterOf, lastAnswer, lastPublicWords } from "../store/look-up-card.ts";
import type { Db } from "../store/open.ts";
import { personRefs } from "../store/person.ts";

type Contact = { readonly id: string; readonly rowId: number };

/** What one must know of a contact before saying anything to them. */
export async function readCard(db: Db, { id, rowId }: Contact, now: number): Promise<LookUpCard> {
  const [said, answer, drafter, sayable] = await Promise.all([
    lastPublicWords(db, rowId),
    lastAnswer(db, rowId),
    drafterOf(db, rowId),
    sayableLine(db, { contactRowId: rowId, now }),
  ]);
  const line = sayable && (await lineById(db, sayable.id));
  const people = await personRefs(
    db,
    [drafter, line?.approvedBy ?? null].filter((one) => one !== null),
  );
  const approvedBy = people.get(line?.approvedBy ?? 0);
  return {
    contactId: id,
    said: said && { ...said, text: excerptOf(said.text, []).excerpt },
    answered: answer && {
      ...answer,
      text: excerptOf(answer.text, []).excerpt,
      isLater: said === null || answer.at >= said.at,
    },
    drafting: people.get(drafter ?? 0) ?? null,
    say:
      sayable && line && approvedBy && line.approvedAt !== null
        ? {
            id: line.id,
            text: line.text,
            of: sayable.of,
            storyId: line.storyId,
            approvedBy,
            approvedAt: line.approvedAt,
            expiresAt: line.expiresAt,
          }
        : null,
  };
}
