import type { JoinReason } from "../../contract/methods/stories.ts";
import { isOneAuthor, printOf, reportSame, likenessOf, type Author } from "../stories/near-text.ts";
import { foldText } from "../text/fold.ts";

export type SaidPost = Author & { readonly title: string | null; readonly text: string };

/** A post that came into a story after its first ones. */
export type LatePost = SaidPost & {
  /** By what it was put into the story. */
  readonly reason: JoinReason;
  /** It answers us. */
  readonly answers: boolean;
};

/** A beginning shorter than this may be said twice by accident; feeds do not cut earlier. */
const shortestBeginning = 40;

/**
 * Whether a late post of a story says something new to us: an answer to us does, and so does another post by whom we answer
 * unless it is a copy, the same post by its key or address, or one that says what stood there before. What others add
 * to the story is not theirs.
 */
export function isNewPost(
  post: LatePost,
  { answered, before }: { readonly answered: SaidPost; readonly before: readonly SaidPost[] },
): boolean {
  if (post.answers) return true;
  if (!isOneAuthor(post, answered) || post.reason === "same_key") return false;
  // In another feed it is the same post under its own address; in one feed it may be what they all talk about.
  if (post.reason === "same_link" && post.sourceId !== answered.sourceId) return false;
  return !before.some((one) => isOneAuthor(post, one) && saysSame(post, one));
}

function saysSame(a: SaidPost, b: SaidPost): boolean {
  const [shorter, longer] = [wordsOf(a), wordsOf(b)].toSorted((one, other) => one.length - other.length);
  if (shorter === undefined || longer === undefined) return false;
  if (shorter === longer || (shorter.length >= shortestBeginning && longer.startsWith(shorter))) return true;
  const [one, other] = [printOf(a), printOf(b)];
  if (!one || !other) return false;
  return reportSame(one, other, {
    likeness: likenessOf(one.pairs, other.pairs),
    inOneFeed: a.sourceId === b.sourceId,
  });
}

const wordsOf = ({ title, text }: SaidPost): string =>
  foldText(text.trim() === "" ? (title ?? "") : text)
    .replace(/(?:…|\.\.\.)\s*$/, "")
    .replace(/\s+/g, " ")
    .trim();
