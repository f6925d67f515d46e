import { tokenise } from "../text/tokenise.ts";

const webAddress = /(?:https?:\/\/|www\.)\S+/gu;
/** What feeds write in place of a picture or a quoted post. */
const feedMark = /\[contains quote post or other embedded content\]/gu;
const cutMark = /(?:…|\.\.\.)\s*$/u;

/**
 * Whether the post that is answered says something else now than what its approver saw. Only words count: a feed writes
 * links, spaces and marks differently from the network itself, and may have cut the end off ("…").
 */
export function isParentChanged(seen: string, now: string): boolean {
  const [before, after] = [wordsOf(seen), wordsOf(now)];
  const isCut = cutMark.test(seen);
  const compared = isCut ? after.slice(0, before.length) : after;
  return before.length !== compared.length || before.some((word, at) => word !== compared[at]);
}

function wordsOf(text: string): readonly string[] {
  return tokenise(text.replace(feedMark, " ").replace(webAddress, " ")).map(({ form }) => form);
}
