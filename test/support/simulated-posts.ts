import type { ParsedItem } from "../../src-main/engine/sources/feed/parsed-feed.ts";
import { createChance } from "./simulator.ts";

/** A post of a simulated stream, as a feed would bring it. */
export type SimulatedPost = Pick<ParsedItem, "id" | "text" | "author" | "handle" | "publishedAt">;

const words = (
  "boat ticket cafe queue pier timetable deckhand morning rain harbour children town bicycle parcel lantern engine window " +
  "seat coffee captain island weather luggage dog card price office phone summer winter bridge ladder rope mail boots song " +
  "market garden doctor school bakery road lamp gate shore tide gull fog noon evening sunday friend uncle map clock bench"
).split(" ");
const wordsInPost = 14;

export type Chatter = { readonly seed: number; readonly at: number; readonly posts: number; readonly authors?: number };

/** Posts of people who come back, each in words of their own. */
export function chatter({ seed, at, posts, authors = 40 }: Chatter): readonly SimulatedPost[] {
  const chance = createChance(seed);
  const pick = (list: readonly string[]) => list[Math.floor(chance() * list.length)] ?? "";
  return Array.from({ length: posts }, (_, index) => {
    const number = Math.floor(chance() * authors);
    const text = `Whimbrel ${Array.from({ length: wordsInPost }, () => pick(words)).join(" ")}.`;
    return postOf({ id: `chatter-${seed}-${index}`, text, author: `Regular ${number}`, at });
  });
}

export type Campaign = {
  readonly seed: number;
  readonly at: number;
  readonly accounts: number;
  readonly text?: string;
};

const slogan =
  "Whimbrel Ferries lies to everybody about what it pours into the sound at night, a crew member told me, boycott them now";
const starts = ["", "FACT: ", "Did you know? ", "Please share: ", "Listen, "];
const ends = ["", "!", " please", " 🤮", " everyone"];

/** A campaign: accounts that nobody has seen before say nearly the same, each in a slightly other coat. */
export function campaign({ seed, at, accounts, text = slogan }: Campaign): readonly SimulatedPost[] {
  const chance = createChance(seed);
  const pick = (list: readonly string[]) => list[Math.floor(chance() * list.length)] ?? "";
  return Array.from({ length: accounts }, (_, index) =>
    postOf({
      id: `campaign-${seed}-${index}`,
      text: `${pick(starts)}${text}${pick(ends)} #SinkWhimbrel`,
      author: `Truth ${seed} ${index}`,
      at,
    }),
  );
}

function postOf(post: {
  readonly id: string;
  readonly text: string;
  readonly author: string;
  readonly at: number;
}): SimulatedPost {
  const { id, text, author, at } = post;
  return { id, text, author, handle: `@${author.toLowerCase().replaceAll(" ", "_")}@murmur.example`, publishedAt: at };
}
