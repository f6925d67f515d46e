import { useQueryClient } from "@tanstack/react-query";
import type { CheckedText, CheckHit } from "../../src-main/contract/methods/checks.ts";
import type { Reply } from "../../src-main/contract/methods/replies.ts";
import { useActs } from "./acts.tsx";
import { reasonOf } from "./engine.ts";
import { sendCommand, useEngine, useLink } from "./use-engine.tsx";
import { useRested } from "./use-rested.ts";
import { useWords } from "./words.ts";

/** A pause in typing after which the words are checked: shorter than a thought, longer than between two keys. */
const REST_MS = 180;

type Typed = { readonly text: string; readonly fields: Readonly<Record<string, string>> };

/** The last answer, which stays until the next is there, and whether it is of the words as they stand. */
export type TypedChecks = { readonly checks: CheckedText | undefined; readonly isCurrent: boolean };

/** What speaks against a reply: the words as they are typed, once typing rests, or the stored ones. */
export function useReplyChecks(
  replyId: string,
  typed?: Typed,
  { enabled = true }: { enabled?: boolean } = {},
): TypedChecks {
  const now = typed && JSON.stringify([typed.text, typed.fields]);
  const rested = useRested(now, REST_MS);
  const [text, fields] = rested === undefined ? [] : (JSON.parse(rested) as [string, Record<string, string>]);
  const input = text === undefined || fields === undefined ? { replyId } : { replyId, text, fields };
  const { data, isPlaceholderData } = useEngine("replies.check", input, { enabled, keepPrevious: true });
  return { checks: data, isCurrent: data !== undefined && !isPlaceholderData && rested === now };
}

/** Signing a hit of the stored words, and taking that back. Answers whether it was done. */
export function useSigning() {
  const { sayError } = useWords();
  const link = useLink();
  const acts = useActs();
  const client = useQueryClient();
  const target = ({ id, version }: Reply, { rule, from, to }: CheckHit) => ({ replyId: id, version, rule, from, to });
  async function perform(work: () => Promise<CheckedText>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
      return false;
    } finally {
      await client.invalidateQueries({ queryKey: ["replies.check"] });
    }
  }
  return {
    sign: (reply: Reply, hit: CheckHit, reason: string) =>
      perform(() => sendCommand({ link, name: "replies.sign", input: { ...target(reply, hit), reason } })),
    unsign: (reply: Reply, hit: CheckHit) =>
      perform(() => sendCommand({ link, name: "replies.unsign", input: target(reply, hit) })),
  };
}
