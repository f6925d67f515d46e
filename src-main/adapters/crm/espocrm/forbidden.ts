import type { AppUser } from "./entities.ts";
import { askUser, peekRecord } from "./request.ts";
import type { EspoSeat } from "./request.ts";
import { isRefusal, trouble } from "./trouble.ts";
import type { Action, Asked, Refused } from "./trouble.ts";

/**
 * 403 says a missing right, a record that is named and is not there, or a lock-out after too many wrong keys. Who the
 * key is tells them apart: that question is answered for everybody who is let in at all.
 */
export async function explainForbidden(seat: EspoSeat, told: Refused, asked: Asked): Promise<Refused> {
  if (!isRefusal(told)) return told;
  const who = await askUser(seat);
  if (!who.ok) return isRefusal(who) ? lockOut(told) : who;
  if (!hasRight(who.value, asked))
    return trouble("auth", "right-missing", { record: asked.kind, action: asked.action });
  return (await missingRelated(seat, asked)) ?? trouble("permanent", "record-forbidden", { record: asked.kind });
}

const lockOut = ({ trouble: { says } }: Refused): Refused =>
  trouble("auth", "locked-out", { host: says.params["host"] ?? "" });

/** The answer to the first question of all, when the door is shut. */
export const asLockOut = (told: Refused): Refused => (isRefusal(told) ? lockOut(told) : told);

/** The level of a right; "no" where the role does not give it. A note needs none of its own. */
export function levelOf({ acl }: AppUser, kind: string, action: Action): string {
  if (kind === "Note") return "all";
  const rights = acl.table[kind];
  return typeof rights === "object" ? (rights[action] ?? "no") : rights === true ? "all" : "no";
}

const hasRight = (user: AppUser, { kind, action }: Asked): boolean => levelOf(user, kind, action) !== "no";

/** Which of the named records is not there; null = all are, or none can be seen. */
async function missingRelated(seat: EspoSeat, { related = [] }: Asked): Promise<Refused | null> {
  for (const { kind, id } of related) {
    const told = await peekRecord(seat, kind, id);
    if (told.ok && told.value === null) {
      if (kind === "User") return trouble("auth", "user-unknown", { id });
      return trouble("gone", kind === "Contact" ? "contact-gone" : "case-gone");
    }
  }
  return null;
}
