import type { Explanation } from "../../contract/methods/learning.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Bucket, SentimentLabel, SentimentSlot } from "../../contract/values.ts";
import { reasonSpans } from "../../domain/learning/reason-spans.ts";
import { createSentiment } from "../../domain/sentiment/create-sentiment.ts";
import { possibleSarcasm } from "../../domain/sentiment/possible-sarcasm.ts";
import type { SentimentModel } from "../../domain/sentiment/sentiment-model.ts";
import type { Classify, SentimentReason } from "../../domain/sentiment/sentiment.ts";
import { judgedWords } from "../sources/judged-words.ts";
import { explainedHead } from "../store/explained.ts";
import type { ExplainedHead } from "../store/explained.ts";
import { keptModelsOf, modelsInUse } from "../store/learned-model.ts";
import { lastLesson } from "../store/lesson-page.ts";
import type { Db } from "../store/open.ts";
import { readSettings } from "../store/setting.ts";
import { classifierOf } from "./desk-models.ts";

/** Says why a story's first mention was judged as it was, by the model that judged it, and who decided otherwise. Refusal: not-found. */
export async function explainStory(
  db: Db,
  { model, storyId }: { model: SentimentModel; storyId: string },
): Promise<Explanation> {
  const head = await explainedHead(db, storyId);
  if (!head) throw new Refusal("not-found", { what: "story" });
  const { settings } = await readSettings(db);
  const { names, misspellings, rivals } = settings.brand;
  const asked = { brands: [...names, ...misspellings], rivals, lang: head.lang };
  const words = judgedWords(head);
  const verdict = head.isCorrected ? byPerson : await judgedAs(head, { db, model, judge: (by) => by(words, asked) });
  const { itemRowId, shown, label, score, confidence, bucket } = head;
  const correction = head.isCorrected ? await lastLesson(db, { kind: "sentiment", itemRowId }) : null;
  const move = head.decidedBy === "person" ? await lastLesson(db, { kind: "routing", itemRowId }) : null;
  const isRead = head.lang === null || head.lang === "en";
  return {
    storyId,
    sentiment: {
      ...{ shown, label, score, confidence, unsureBelow: settings.unsureBelow },
      ...{ judgedBy: verdict.judgedBy, modelVersion: verdict.modelVersion, reasons: [...verdict.reasons] },
      spans: [...reasonSpans(verdict.reasons, head)],
      sarcasm: isRead ? possibleSarcasm(model.read(words, asked)) : null,
      corrected: correction && {
        ...{ by: correction.by, at: correction.at },
        // Written by keepCorrections only.
        ...{ label: correction.said as SentimentLabel, was: correction.was as SentimentSlot },
      },
    },
    bucket: { bucket, moved: move && { by: move.by, at: move.at, was: move.was as Bucket } },
  };
}

/** What moved less than this is said only where nothing moved more. */
const leastShown = 0.05;

type Judged = Pick<Explanation["sentiment"], "judgedBy" | "modelVersion"> & {
  readonly reasons: readonly SentimentReason[];
};

const byPerson: Judged = { judgedBy: "person", modelVersion: null, reasons: [] };

type Judging = {
  readonly db: Db;
  readonly model: SentimentModel;
  readonly judge: (by: Classify) => ReturnType<Classify>;
};

/**
 * The words belong to the model that gave the stored verdict: the one in use if it says the same today, else the shipped one or a kept one that
 * does. Where none does, the words or the watched names have changed since, and no reasons are better than wrong ones.
 */
async function judgedAs(head: ExplainedHead, { db, model, judge }: Judging): Promise<Judged> {
  if (head.label === null) return { judgedBy: "nobody", modelVersion: null, reasons: [] };
  const used = (await modelsInUse(db)).get("sentiment");
  const shipped = () =>
    agreed(head, judge(createSentiment(model).classify), { judgedBy: "shipped", modelVersion: null });
  const own = (one: Parameters<typeof classifierOf>[1]) =>
    one.base === model.id
      ? agreed(head, judge(classifierOf(model, one)), { judgedBy: "desk", modelVersion: one.version })
      : null;
  const now = (used && own(used)) ?? shipped();
  if (now) return now;
  for (const kept of await keptModelsOf(db, "sentiment")) {
    const then = own(kept);
    if (then) return then;
  }
  return { judgedBy: "earlier", modelVersion: null, reasons: [] };
}

function agreed(
  { label, score, confidence }: ExplainedHead,
  said: ReturnType<Classify>,
  by: Pick<Judged, "judgedBy" | "modelVersion">,
): Judged | null {
  if (said?.label !== label || said.score !== score || said.confidence !== confidence) return null;
  const strong = said.reasons.filter(({ effect }) => Math.abs(effect) >= leastShown);
  return { ...by, reasons: strong.length > 0 ? strong : said.reasons.slice(0, 2) };
}
