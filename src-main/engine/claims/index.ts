import { Refusal } from "../../contract/refusal.ts";
import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { markClaimNoticesSeen, unseenClaimNotices } from "../store/claim-notice.ts";

/** What people are told when a colleague takes a case over or gives them one. */
export function createClaims({ store, clock, changed }: Parts): Handlers<"claims.notices" | "claims.seen"> {
  return {
    "claims.notices": async (_input, { person }) =>
      person ? [...(await unseenClaimNotices(store.read, person.rowId))] : [],
    "claims.seen": async ({ ids }, { person }) => {
      if (!person) throw new Refusal("sign-in-first");
      await store.write((trx) => markClaimNoticesSeen(trx, { personRowId: person.rowId, ids, at: clock.now() }));
      changed("claims");
      return {};
    },
  };
}
