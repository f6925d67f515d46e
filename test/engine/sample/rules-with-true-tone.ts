import type { SentimentLabel } from "../../../src-main/contract/values.ts";
import type { Classify } from "../../../src-main/domain/sentiment/sentiment.ts";
import { createUnderstandings } from "../../../src-main/engine/sources/understanding.ts";
import { readExpected } from "./built-sample.ts";
import type { BuiltSample } from "./built-sample.ts";
import { onlyShipped } from "../../support/only-shipped.ts";

/** Routes every mention of the sample again with the tone that a careful person sees: what the rules alone do. */
export async function routeWithTrueTone({ store, replay, content }: BuiltSample) {
  const expected = readExpected();
  const keys = new Map([...replay.items.values()].map(({ link, key }) => [link, key]));
  let label: SentimentLabel = "neutral";
  const truth: Classify = () => ({ label, score: 0, confidence: 1, reasons: [] });
  const understanding = await createUnderstandings(onlyShipped(truth))(store.read);
  const ruleKeys = new Map(content.rules.map((rule) => [rule.name, rule.id]));
  const rules = await store.read.selectFrom("rule").select(["id", "name"]).execute();
  const keyOfRule = new Map(rules.map(({ id, name }) => [id, ruleKeys.get(name)]));
  const wrong: unknown[] = [];
  const tally = { right: 0, forAPerson: 0, elsewhere: 0 };
  for (const mention of await mentionsOf(store)) {
    const key = keys.get(mention.url ?? "") ?? "";
    const truly = expected[key];
    label = truly?.sentiment ?? "neutral";
    const routed = understanding.route(understanding.read({ ...mention, declaredLang: mention.lang }));
    const { bucket, ruleRowId } = routed.fields.place;
    const fired = ruleRowId === null ? null : keyOfRule.get(ruleRowId);
    if (fired !== truly?.rule) wrong.push({ key, fired, expected: truly?.rule });
    if (fired === null) tally.forAPerson += 1;
    else if (bucket === truly?.bucket) tally.right += 1;
    else tally.elsewhere += 1;
  }
  return { wrong, tally };
}

function mentionsOf({ read }: BuiltSample["store"]) {
  return read
    .selectFrom("mention")
    .innerJoin("item", "item.id", "mention.id")
    .innerJoin("source", "source.id", "item.source_id")
    .where("source.kind", "=", "feed")
    .select(["item.title", "item.text", "item.author", "item.handle", "item.url", "item.lang", "item.network"])
    .select(["source.name as source", "source.public_id as sourceId"])
    .execute();
}
