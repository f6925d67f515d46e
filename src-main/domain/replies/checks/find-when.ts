import type { CheckWord } from "./check-words.ts";

const list = (words: string): ReadonlySet<string> => new Set(words.split(" "));
const days = list(
  "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun " +
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
);
const months = list(
  "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec " +
    "januar februar marz april mai juni juli oktober dezember",
);
const alone = list("today tonight tomorrow noon midday midnight lunchtime heute morgen mittag");
const units = list(
  "minute minutes min mins hour hours hr hrs h day days week weeks month months am pm uhr stunde stunden tag tage tagen woche wochen",
);
const pointing = list("next this coming the end of within working business following bank close same");
const spans = list(
  "morning afternoon evening night week weekend month day days hour hours minutes business year quarter play",
);
const small = list("one two three four five six seven eight nine ten twelve twenty few couple");
const longest = 6;

/** How many words from `at` on name a time or a day: "15:00", "Friday", "3 June", "the end of the week", "24 hours"; 0 = none. */
export function whenAt(words: readonly CheckWord[], at: number): number {
  const first = words[at]?.form ?? "";
  if (alone.has(first)) return 1 + (spans.has(words[at + 1]?.form ?? "") ? 1 : 0);
  if (days.has(first)) return 1 + (spans.has(words[at + 1]?.form ?? "") ? 1 : 0);
  if (months.has(first)) return isNumber(words[at + 1]) ? 2 : 0;
  if (isNumber(words[at]) || small.has(first)) return numberAt(words, at);
  if (!pointing.has(first)) return 0;
  for (let length = 1; length < longest; length += 1) {
    const form = words[at + length]?.form ?? "";
    if (days.has(form) || spans.has(form) || months.has(form)) return length + 1;
    if (isNumber(words[at + length]) || small.has(form)) {
      const rest = numberAt(words, at + length);
      return rest === 0 ? 0 : length + rest;
    }
    if (!pointing.has(form)) return 0;
  }
  return 0;
}

/** "15:00", "6pm", "24 hours", "3 June", "2026-06-03". A number alone is no time. */
function numberAt(words: readonly CheckWord[], at: number): number {
  const [one, two, three] = [words[at], words[at + 1], words[at + 2]];
  if (/^\d{1,2}(am|pm|h|st|nd|rd|th)$/.test(one?.form ?? "")) return months.has(two?.form ?? "") ? 2 : 1;
  if (!one || !two) return 0;
  if (units.has(two.form) || months.has(two.form)) return 2;
  if (two.form === "working" || two.form === "business" || two.form === "of")
    return units.has(three?.form ?? "") || months.has(three?.form ?? "") ? 3 : 0;
  // Only a colon or a dot can stand between the two halves of a time, a dot or a stroke between those of a date.
  const isJoined = isNumber(two) && two.from === one.to + 1 && one.form.length <= 4 && two.form.length <= 2;
  if (!isJoined) return 0;
  const isLonger = three !== undefined && isNumber(three) && three.from === two.to + 1;
  return isLonger || units.has(three?.form ?? "") ? 3 : 2;
}

function isNumber(word: CheckWord | undefined): boolean {
  return word !== undefined && /^\d{1,4}(am|pm|h|st|nd|rd|th)?$/.test(word.form);
}
