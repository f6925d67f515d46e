import { ruleInput } from "../../support/rule-input.ts";
import { expect, test } from "vitest";
import { startPollDesk } from "../sources/intake-desk.ts";
import type { PollDesk } from "../sources/intake-desk.ts";

const save = (
  desk: PollDesk,
  change: { name: string; id?: string; version?: number; position?: number; query?: string; priority?: "high" },
) => desk.intake.handlers["rules.save"](ruleInput({ commandId: desk.commandId(), ...change }), desk.call);

const names = async (desk: PollDesk) =>
  (await desk.intake.handlers["rules.list"]({}, desk.call)).map(({ name, position }) => [name, position]);

test("rules keep their order, and one moves to the place it is given", async () => {
  const desk = await startPollDesk();
  await save(desk, { name: "A" });
  await save(desk, { name: "B" });
  const c = await save(desk, { name: "C" });
  await save(desk, { name: "D", position: 2 });
  expect(await names(desk)).toEqual([
    ["A", 1],
    ["D", 2],
    ["B", 3],
    ["C", 4],
  ]);
  const moved = await save(desk, { name: "C", id: c.id, version: c.version, position: 1 });
  expect(await names(desk)).toEqual([
    ["C", 1],
    ["A", 2],
    ["D", 3],
    ["B", 4],
  ]);
  await desk.intake.handlers["rules.remove"](
    { commandId: desk.commandId(), id: c.id, version: moved.version },
    desk.call,
  );
  expect(await names(desk)).toEqual([
    ["A", 2],
    ["D", 3],
    ["B", 4],
  ]);
});

test("a rule that does not parse or was changed meanwhile is refused", async () => {
  const desk = await startPollDesk();
  await expect(save(desk, { name: "A", query: "(late" })).rejects.toMatchObject({
    code: "query-invalid",
    params: { at: 0 },
  });
  const { id } = await save(desk, { name: "A", query: "sentiment:negative" });
  await expect(save(desk, { name: "A", id, version: 9 })).rejects.toMatchObject({ code: "stale" });
});
