import { onTestFinished } from "vitest";
import { createRules } from "../../../src-main/engine/rules/index.ts";
import { createRuleWorker } from "../../../src-main/engine/rules/rule-work.ts";
import type { Call, Handlers } from "../../../src-main/engine/handlers.ts";
import type { Input } from "../../../src-main/contract/methods.ts";
import type { RuleRow } from "../../../src-main/contract/methods/rules.ts";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import { wrongCounts } from "../../../src-main/engine/store/check.ts";
import { createTopics } from "../../../src-main/engine/topics/index.ts";
import { createTriage } from "../../../src-main/engine/triage/index.ts";
import { ruleInput } from "../../support/rule-input.ts";
import { startIntakeDesk, type IntakeDesk } from "../sources/desk.ts";

export type RuleDesk = IntakeDesk & {
  readonly rules: ReturnType<typeof createRules>;
  /** The same, whose worker does not hear of work. */
  readonly resting: ReturnType<typeof createRules>;
  readonly triage: ReturnType<typeof createTriage>;
  readonly worker: ReturnType<typeof createRuleWorker>;
  readonly lead: Call;
  readonly save: (rule: Partial<Input<"rules.save">>) => Promise<RuleRow>;
  /** Applies or takes back, and waits until it is done. */
  readonly work: (
    what: "apply" | "undo",
    rule: RuleRow,
  ) => Promise<Awaited<ReturnType<Handlers["rules.work"]>>[number]>;
  readonly bring: (...texts: readonly string[]) => Promise<void>;
  /** "care: Whimbrel was late", by the words of the story's first copy. */
  readonly places: () => Promise<readonly string[]>;
  readonly storyOf: (text: string) => Promise<{ readonly id: string; readonly version: number }>;
  readonly eventsOf: (kind: string) => Promise<number>;
  readonly faults: () => Promise<unknown>;
};

/** A desk whose one source says what a test brings, with a shift lead at it. */
export async function startRuleDesk(): Promise<RuleDesk> {
  const desk = await startIntakeDesk();
  const lead = await desk.addPerson("Ann Lee", "lead");
  const source = await desk.addSource({ everything: true });
  await desk.store.write((trx) => trx.updateTable("source").set({ department: "Sales" }).execute());
  const worker = createRuleWorker(desk);
  onTestFinished(() => worker.stop());
  const rules = createRules({ ...desk, workSoon: worker.soon });
  const { read } = desk.store;
  let said = 0;
  return {
    ...desk,
    ...{
      rules,
      resting: createRules({ ...desk, workSoon: () => undefined }),
      worker,
      lead,
      triage: createTriage({ ...desk, topicStories: createTopics(desk).storiesOf }),
    },
    save: (rule) => rules["rules.save"](ruleInput({ commandId: desk.commandId(), ...rule }), lead),
    work: async (what, { id, version }) => {
      const command = { commandId: desk.commandId(), id };
      await (what === "apply"
        ? rules["rules.apply"]({ ...command, version }, lead)
        : rules["rules.undo"](command, lead));
      await worker.idle();
      const [work] = await rules["rules.work"]({}, lead);
      if (!work) throw new Error("no work");
      return work;
    },
    bring: async (...texts) => {
      const items = texts.map((text) => {
        said += 1;
        const blank = { title: null, titleAsWritten: null, link: null, summary: null, network: null, updatedAt: null };
        const lists = { categories: [], enclosures: [], lang: null, replyUrl: null };
        const author = { author: `a${said}`, handle: `@a${said}` };
        return { ...blank, ...lists, ...author, id: `g${said}`, publishedAt: desk.clock.now(), text };
      });
      await desk.store200(source, items);
    },
    places: async () => {
      const rows = await read
        .selectFrom("story")
        .innerJoin("item", "item.id", "story.head_id")
        .select(["story.bucket", "item.text"])
        .orderBy("story.id")
        .execute();
      return rows.map(({ bucket, text }) => `${bucket}: ${text}`);
    },
    storyOf: (text) =>
      read
        .selectFrom("story")
        .innerJoin("item", "item.id", "story.head_id")
        .select(["story.public_id as id", "story.version"])
        .where("item.text", "=", text)
        .executeTakeFirstOrThrow(),
    eventsOf: async (kind) => (await listEvents(read, { limit: 10_000 })).filter((event) => event.kind === kind).length,
    faults: () => desk.store.write((trx) => wrongCounts(trx)),
  };
}
