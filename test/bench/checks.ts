import type { Network } from "../../src-main/contract/values.ts";
import { checkReply } from "../../src-main/domain/replies/checks/check-reply.ts";
import type { CheckFacts } from "../../src-main/domain/replies/checks/facts.ts";
import { bookOf } from "../../src-main/engine/checks/present-lists.ts";
import { shippedLists } from "../../src-main/engine/checks/shipped-lists.ts";
import { cpuOf, median } from "./measure.ts";
import type { Ratio } from "./measure.ts";

/** What a key may cost, for a text of this length. */
const mostMs = 5;
const long = 10_000;
const rounds = 41;

const facts = (network: Network): CheckFacts => ({
  ...{ place: { network }, isPrivate: false, brandNames: ["Ternway Ferries"], hosts: ["ternway.com"], unread: null },
  customer: { name: "Dorrit Hask", phones: ["+441632960999"], emails: ["dorrit@hask.example"] },
  languages: { reply: "en", mention: "en" },
});
const ordinary =
  "Hello Dorrit, I am sorry about this morning. The 09:40 was cancelled because of an engine fault, and the next one leaves at 15:30. " +
  "There is room for foot passengers; cars wait for the evening. More about it: https://ternway.com/today. ";
const dense = "We will refund you by Friday! Call 07700 900123 or see http://bit.ly/x, booking number TF-20441. ";
const mixed = "Danke Dorrit 👋🏽, das Schiff fährt um 15:30 ab Höfn. 次の便は十五時三十分です。 ";
const texts: readonly (readonly [string, string, Network])[] = [
  ["an ordinary reply on X", ordinary, "x"],
  ["an ordinary reply on Mastodon", ordinary, "mastodon"],
  ["an ordinary reply on Bluesky", ordinary, "bluesky"],
  ["a hit in every few words", dense, "forum"],
  ["emoji and other scripts on X", mixed, "x"],
];
const hostile = ["we will ", "{{ ", "@a.b", "a.", "0 ", "LOUD ", "by the end of the ", "https://a.com/(((("];
const mostGrowth = 4;

/** Counting and checking at each key, for 10,000 characters; and what twice as long a hostile text costs beside once. */
export async function benchChecks(): Promise<readonly Ratio[]> {
  const book = bookOf(shippedLists);
  const msOf = async (text: string, network: Network, times: number) => {
    const spent: number[] = [];
    for (let round = 0; round < times; round += 1)
      spent.push((await cpuOf(() => Promise.resolve(checkReply(text, facts(network), book)))) / 1000);
    return median(spent);
  };
  const ratios: Ratio[] = [];
  for (const [name, piece, network] of texts) {
    const text = piece.repeat(Math.ceil(long / piece.length)).slice(0, long);
    await msOf(text, network, 60);
    const ours = await msOf(text, network, rounds);
    ratios.push({ name: `checks: ${name}, ${long} characters`, ours, reference: mostMs, unit: "ms", most: 1 });
  }
  for (const piece of hostile) {
    const once = await msOf(piece.repeat(50_000 / piece.length), "x", 7);
    const twice = await msOf(piece.repeat(100_000 / piece.length), "x", 7);
    const name = `checks: twice as much of ${JSON.stringify(piece)}`;
    ratios.push({ name, ours: twice, reference: once, unit: "ms", most: mostGrowth });
  }
  return ratios;
}
