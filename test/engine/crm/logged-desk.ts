import type { Input, MethodName, Output, Parsed } from "../../../src-main/contract/methods.ts";
import { methods } from "../../../src-main/contract/methods.ts";
import type { CrmLine, Interaction } from "../../../src-main/domain/crm/interaction.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import type { Engine } from "../../../src-main/engine/engine.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { addSourceRow, addStory } from "../../support/desk-fixture.ts";
import type { FixtureStory } from "../../support/desk-fixture.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";
import { startWebhookReceiver } from "../../support/webhook-receiver.ts";
import { createWholeEngine } from "../../support/whole-engine.ts";

const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;

export type LoggedDesk = {
  readonly parts: TestParts;
  readonly engine: Engine;
  readonly person: Call;
  /** Lines as a webhook got them, in their order. */
  readonly taken: () => readonly CrmLine[];
  readonly call: <Name extends MethodName>(
    name: Name,
    input: Omit<Input<Name>, "commandId">,
    by?: Call,
  ) => Promise<Output<Name>>;
  readonly addTarget: (given?: { readonly name?: string; readonly waitsForLook?: boolean }) => Promise<string>;
  readonly story: (given?: Partial<Parameters<typeof addStory>[1]>) => Promise<FixtureStory>;
  /** A reply of ours stands in public from now on. */
  readonly post: (
    story: Pick<FixtureStory, "storyId" | "storyRowId">,
    given?: { readonly text?: string },
  ) => Promise<string>;
  readonly version: (story: FixtureStory) => Promise<number>;
  readonly send: () => Promise<void>;
  [Symbol.asyncDispose]: () => Promise<void>;
};

/** A whole desk whose CRM is a webhook on loopback. */
export async function startLoggedDesk(): Promise<LoggedDesk> {
  const parts = await startTestParts();
  const engine = createWholeEngine(parts);
  const receiver = await startWebhookReceiver(secret);
  const person = await parts.addPerson("Sunniva Clegg", "admin", "lead", "agent");
  const sourceRowId = await addSourceRow(parts);
  const call: LoggedDesk["call"] = async (name, input, by = person) => {
    const withId = methods[name].kind === "write" ? { commandId: parts.commandId(), ...input } : input;
    const parsed = methods[name].input.parse(withId) as Parsed<typeof name>;
    const answer = await engine.handlers[name](parsed as never, by);
    return methods[name].output.parse(answer) as Output<typeof name>;
  };
  return {
    ...{ parts, engine, person, call },
    taken: () => receiver.delivered.map(({ body }) => body as unknown as CrmLine),
    addTarget: async ({ name = "CRM", waitsForLook = false } = {}) => {
      const config = { kind: "webhook", url: receiver.url } as const;
      return (await call("crm.saveTarget", { name, config, enabled: true, secret, waitsForLook })).id;
    },
    story: (given = {}) => addStory(parts, { sourceRowId, ...given }),
    post: (story, { text = "Your refund comes today." } = {}) => postReply(engine, story, text),
    version: async ({ storyRowId }) => {
      const query = parts.store.read.selectFrom("story").select("version").where("id", "=", storyRowId);
      return (await query.executeTakeFirstOrThrow()).version;
    },
    send: async () => {
      await engine.start();
      await engine.idle();
      await engine.stop();
    },
    [Symbol.asyncDispose]: async () => {
      await engine.stop();
      await receiver.close();
      await parts.close();
    },
  };
}

/** As the two doors leave it behind: the row of a sent reply, and the event. */
async function postReply(
  { parts }: Engine,
  { storyRowId, storyId }: Pick<FixtureStory, "storyId" | "storyRowId">,
  text: string,
): Promise<string> {
  return runEngineAct(parts, { topics: [] }, async (act) => {
    const deskCase = await act.trx
      .selectFrom("desk_case")
      .select(["id", "cycle"])
      .where("story_id", "=", storyRowId)
      .executeTakeFirstOrThrow();
    const id = act.newId();
    await act.trx
      .insertInto("reply")
      .values({
        ...{ public_id: id, case_id: deskCase.id, state: "sent", network: "forum", account: "assisted", text },
        ...{ cycle: deskCase.cycle, saved_at: act.at, sent_at: act.at, proof_url: "https://forum.example/p/1" },
      })
      .execute();
    await act.record({ kind: "reply.sent", subjectId: id, cycle: deskCase.cycle, payload: { storyId } });
    return id;
  });
}

/** An interaction line among lines. */
export function interactionsOf(lines: readonly CrmLine[]): readonly Interaction[] {
  return lines.flatMap((line) => (line.schema === "watchroom.interaction/1" ? [line] : []));
}
