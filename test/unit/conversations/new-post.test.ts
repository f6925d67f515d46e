import { expect, test } from "vitest";
import { isNewPost, type LatePost, type SaidPost } from "../../../src-main/domain/conversations/new-post.ts";

const asked: SaidPost = {
  ...{ network: "mastodon", sourceId: 1, author: "Hettie", handle: "hettie@social.example", title: null },
  text: "My refund for the ferry on Monday has not come, and nobody answers the phone",
};
const late = (post: Partial<LatePost>): LatePost => ({
  ...{ ...asked, text: "And now they took the money twice", reason: "same_link", answers: false },
  ...post,
});
const isNew = (post: Partial<LatePost>) => isNewPost(late(post), { answered: asked, before: [asked] });

test.each<[string, Partial<LatePost>, boolean]>([
  ["another post of theirs in the same feed", {}, true],
  ["another one that a person put there", { reason: "by_hand", sourceId: 9 }, true],
  ["the same post under its key", { reason: "same_key" }, false],
  ["the same address in another feed, whatever it shows of it", { sourceId: 9 }, false],
  ["their own words once more", { reason: "near_text", text: asked.text }, false],
  [
    "their own words in capitals, with a mark behind",
    { reason: "near_text", text: `${asked.text.toUpperCase()}!` },
    false,
  ],
  ["their own words, cut off", { reason: "near_text", text: `${asked.text.slice(0, 60)}…` }, false],
  ["their own words with one more at the end", { reason: "near_text", text: `${asked.text} today` }, false],
  ["somebody else beside them", { author: "Bo", handle: "bo@social.example" }, false],
  ["somebody else who answers us", { author: "Bo", handle: "bo@social.example", answers: true }, true],
  ["their answer to us, though it says what they said", { text: asked.text, answers: true }, true],
  ["few words that begin alike", { text: "My refund" }, true],
])("%s: %j is new: %s", (_name, post, expected) => {
  expect(isNew(post)).toBe(expected);
});

test("a post that is nearly what they said in between is a copy of that", () => {
  const before = [asked, late({})];
  expect(isNewPost(late({ reason: "by_hand" }), { answered: asked, before })).toBe(false);
});
