import { readFileSync } from "node:fs";
import { CheckLists } from "../../../../src-main/contract/methods/checks.ts";
import { readyBook } from "../../../../src-main/domain/replies/checks/check-book.ts";
import { checkReply } from "../../../../src-main/domain/replies/checks/check-reply.ts";
import { defaultSeverities } from "../../../../src-main/domain/replies/checks/default-severities.ts";
import type { CheckFacts } from "../../../../src-main/domain/replies/checks/facts.ts";

const english = new URL("../../../../resources/checks/en.json", import.meta.url);

/** The shipped lists, with what an invented ferry line calls its own. */
export const lists = CheckLists.parse({
  severities: defaultSeverities,
  phrases: JSON.parse(readFileSync(english, "utf8")),
  own: {
    phones: ["+44 1632 960100"],
    emails: ["press@ternway.com"],
    addresses: ["1 Harbour Street"],
    hosts: ["coastguard.gov.uk"],
  },
  references: ["TF-####"],
});
export const book = readyBook(lists);

export const facts: CheckFacts = {
  place: { network: "forum" },
  isPrivate: false,
  brandNames: ["Ternway Ferries", "MV SANDPIPER"],
  hosts: ["ternway.com"],
  customer: { name: "Dorrit Hask", phones: ["+441632960999"], emails: ["dorrit@hask.example"] },
  languages: { reply: "en", mention: "en" },
  unread: null,
};

export const check = (text: string, change: Partial<CheckFacts> = {}) =>
  checkReply(text, { ...facts, ...change }, book);
export const rulesOf = (text: string, change: Partial<CheckFacts> = {}) => [
  ...new Set(check(text, change).hits.map(({ rule }) => rule)),
];
