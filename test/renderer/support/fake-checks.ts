import type { CheckedText, CheckHit } from "../../../src-main/contract/methods/checks.ts";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import type { PersonRef } from "../../../src-main/contract/values.ts";
import { checkReply } from "../../../src-main/domain/replies/checks/check-reply.ts";
import { bookOf } from "../../../src-main/engine/checks/present-lists.ts";
import { shippedLists } from "../../../src-main/engine/checks/shipped-lists.ts";
import { NOON } from "./rows.ts";

type Place = { replyId: string; rule: string; from: number; to: number };

/** The checks of the engine itself over the replies of a desk in memory, with signatures for words as they stand. */
export function fakeChecks(stored: (id: string) => Reply, person: PersonRef) {
  const signed = new Map<string, CheckHit["signed"]>();
  const keyOf = (replyId: string, { rule, words }: { rule: string; words: string }) => `${replyId} ${rule} ${words}`;
  const book = bookOf(shippedLists);
  function check(replyId: string, typed?: string): CheckedText {
    const reply = stored(replyId);
    const text = typed ?? reply.text;
    const { hits } = checkReply(
      text,
      {
        ...{ place: { network: reply.network }, isPrivate: false, brandNames: [], hosts: [], unread: null },
        customer: { name: null, phones: [], emails: [] },
        languages: { reply: "en", mention: "en" },
      },
      book,
    );
    const shown = hits.map((hit): CheckHit => {
      const { rule, severity, from, to, words, instead, params } = hit;
      const bySomebody = signed.get(keyOf(replyId, hit)) ?? null;
      return { rule, severity, from, to, words, instead, params: { ...params }, signed: bySomebody, isAgreed: false };
    });
    return {
      length: { used: text.length, max: reply.limit.max, unit: "characters" },
      hits: shown,
      stops: shown.filter(({ severity }) => severity === "stop").length,
      looks: shown.filter((hit) => hit.severity === "look" && !hit.signed).length,
    };
  }
  const at = ({ replyId, rule, from, to }: Place) =>
    check(replyId).hits.find((hit) => hit.rule === rule && hit.from === from && hit.to === to);
  return {
    "replies.check": ({ replyId, text }: { replyId: string; text?: string }) => check(replyId, text),
    "replies.sign": (input: Place & { reason: string }) => {
      const hit = at(input);
      if (hit) signed.set(keyOf(input.replyId, hit), { by: person, at: NOON, reason: input.reason });
      return check(input.replyId);
    },
    "replies.unsign": (input: Place) => {
      const hit = at(input);
      if (hit) signed.delete(keyOf(input.replyId, hit));
      return check(input.replyId);
    },
  };
}
