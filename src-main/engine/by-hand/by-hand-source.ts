import type { LoggedKind } from "../../contract/methods/by-hand.ts";
import type { Network } from "../../contract/values.ts";
import type { Act } from "../commands.ts";
import type { Say } from "../store/mention-shape.ts";
import { insertSource, sourceByUrl } from "../store/source.ts";
import type { Source } from "../store/source.ts";

const networkOf = { call: "phone", email: "email", "walk-in": "walk-in", post: "other" } as const satisfies Record<
  LoggedKind,
  Network
>;

/** The source that holds all that is entered of one kind; made when it is first needed. Everything in it counts. */
export async function byHandSource(act: Act, kind: LoggedKind, say: Say): Promise<Source> {
  const url = `by-hand:${kind}`;
  const known = await sourceByUrl(act.trx, url);
  if (known) return known;
  const network = networkOf[kind];
  const name = say({ code: `byHand.source.${kind}`, params: {} });
  const id = act.newId();
  const fixed = { siteUrl: null, everything: true, allowPrivate: false, kind: "by_hand", at: act.at } as const;
  await insertSource(act.trx, { id, url, name, network, ...fixed });
  await act.record({ kind: "source.added", subjectId: id, payload: { url, name, network, kind: "by_hand" } });
  const made = await sourceByUrl(act.trx, url);
  if (!made) throw new Error(`the source ${url} was just made`);
  return made;
}
