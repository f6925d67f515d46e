import { expect } from "vitest";
import type { SourceRow } from "../../src-main/contract/methods/sources.ts";
import type { Misbehave } from "../support/fault-server.ts";
import { feedAnswer, hour, startFaultDesk, startSwitchServer, threePosts } from "./fault-desk.ts";
import type { FaultDesk, FaultDeskOptions, SwitchServer } from "./fault-desk.ts";

export type FaultCase = {
  readonly misbehave: Misbehave;
  /** What the row says. */
  readonly says: RegExp;
  readonly options?: FaultDeskOptions;
};

/**
 * A source that was read well meets a fault. The row says so in a plain sentence with the time and the next try, what
 * was stored stays, the source beside it goes on, and once the server is well again so is the source, by itself.
 */
export async function expectFault({
  misbehave,
  says,
  options = {},
}: FaultCase): Promise<{ desk: FaultDesk; server: SwitchServer; row: SourceRow }> {
  const desk = await startFaultDesk(options);
  const server = await startSwitchServer();
  const { id } = await desk.add(`http://broken.example:${server.port}/feed`);
  await expectGood(desk, id, 2);
  server.behave = misbehave;
  const row = await expectTrouble(desk, id, { says, items: 2 });
  server.behave = (socket) => socket.end(feedAnswer(threePosts));
  await expectGood(desk, id, 3);
  return { desk, server, row };
}

/** The source is read, says nothing, and has this many items. */
export async function expectGood(desk: FaultDesk, id: string, items: number): Promise<SourceRow> {
  const row = await desk.passUntil(id, (one) => one.failures === 0 && one.items === items && one.state === "ok");
  expect(row).toMatchObject({ state: "ok", failures: 0, trouble: null, items, mentions: items });
  return row;
}

/** What holds for a source in trouble, whatever the trouble; gives its row at its first failure. */
export async function expectTrouble(
  desk: FaultDesk,
  id: string,
  { says, items }: { readonly says: RegExp; readonly items: number },
): Promise<SourceRow> {
  const since = desk.clock.now();
  const healthy = await desk.row(desk.healthy.id);
  const row = await desk.passUntil(id, (one) => one.failures > 0);
  expect(row).toMatchObject({ failures: 1, items, mentions: items });
  expect(row.state).not.toBe("ok");
  expect(row.lastTryAt).toBeGreaterThanOrEqual(since);
  expect(row.nextCheckAt).toBeGreaterThan(desk.clock.now());
  await expectSentence(desk, id, says);
  await expectHealthyGoesOn(desk, healthy);
  return row;
}

export async function expectSentence(desk: FaultDesk, id: string, says: RegExp): Promise<void> {
  const sentence = await desk.sentence(id);
  expect(sentence).toMatch(says);
  expect(sentence).toMatch(/^[A-Z][^{}]+\.$/);
}

export async function expectHealthyGoesOn(desk: FaultDesk, before: SourceRow): Promise<void> {
  const after = await desk.passUntil(before.id, (one) => one.items > before.items, 2 * hour);
  expect(after).toMatchObject({ state: "ok", failures: 0, trouble: null });
  expect(after.items).toBeGreaterThan(before.items);
}
