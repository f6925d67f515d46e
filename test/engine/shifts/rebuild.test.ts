import fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import { Refusal } from "../../../src-main/contract/refusal.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { createPromises } from "../../../src-main/engine/promises/index.ts";
import { createPromiseWatch } from "../../../src-main/engine/promises/promise-watch.ts";
import { createShifts } from "../../../src-main/engine/shifts/index.ts";
import { listEvents, type StoredEvent } from "../../../src-main/engine/store/event-log.ts";
import type { Db } from "../../../src-main/engine/store/open.ts";
import { addSourceRow, addStory } from "../../support/desk-fixture.ts";
import { startTestParts } from "../../support/test-engine.ts";

const hour = 3_600_000;

type Facts = Readonly<Record<string, unknown>>;
type Subjects = Record<string, Facts>;

const idOf = (actor: StoredEvent["actor"]) => (actor.kind === "person" ? actor.id : null);

/** What an event says of a promise; its words stand in it, so an erased one leaves them unknown. */
function promiseAfter({ kind, at, actor, payload }: StoredEvent): Facts | null {
  const fields = payload ?? {};
  const who = idOf(actor);
  const none = { keptBy: null, keptAt: null, withdrawnBy: null, withdrawnAt: null };
  if (kind === "promise.made")
    return {
      ...{ what: fields["what"], toWhom: fields["toWhom"], dueAt: fields["by"], reply: fields["reply"] },
      ...{ madeBy: who, madeAt: at, brokenAt: null, ...none },
    };
  if (kind === "promise.kept") return { keptBy: who, keptAt: at };
  if (kind === "promise.withdrawn") return { withdrawnBy: who, withdrawnAt: at };
  if (kind === "promise.broken") return { brokenAt: at };
  return kind === "promise.reopened" ? none : null;
}

/** The words of a shift stand in the document of which its signatures hold the hash. */
function shiftAfter({ kind, at, actor, payload }: StoredEvent): Facts | null {
  const who = idOf(actor);
  if (kind === "shift.opened") return { openedBy: who, openedAt: at, closedBy: null, closedAt: null };
  if (kind === "shift.closed") return { closedBy: who, closedAt: payload?.["until"] };
  if (kind !== "shift.signed") return null;
  const { part, hash, alone } = payload ?? {};
  return { [String(part)]: [who, at, hash, alone] };
}

async function rebuildFromLog(db: Db): Promise<{ readonly promises: Subjects; readonly shifts: Subjects }> {
  const [promises, shifts]: [Subjects, Subjects] = [{}, {}];
  for (const event of await listEvents(db, { limit: 10_000 })) {
    const named = event.payload?.["promise"];
    const id = typeof named === "string" ? named : event.subjectId;
    const promise = promiseAfter(event);
    if (promise) promises[id] = { ...promises[id], ...promise };
    const shift = shiftAfter(event);
    if (shift) shifts[id] = { ...shifts[id], ...shift };
  }
  return { promises, shifts };
}

async function readRows(db: Db): Promise<{ readonly promises: Subjects; readonly shifts: Subjects }> {
  const people = await db.selectFrom("person").select(["id", "public_id"]).execute();
  const person = (rowId: number | null) => people.find(({ id }) => id === rowId)?.public_id ?? null;
  const promises = await db.selectFrom("promise").selectAll().execute();
  const shifts = await db.selectFrom("shift").selectAll().execute();
  const signatures = await db.selectFrom("shift_signature").selectAll().execute();
  return {
    promises: Object.fromEntries(
      promises.map((row) => [
        row.public_id,
        {
          ...{ what: row.what, toWhom: row.to_whom, dueAt: row.due_at, reply: row.reply_id },
          ...{ madeBy: person(row.made_by), madeAt: row.made_at, brokenAt: row.broken_at },
          ...{ keptBy: person(row.kept_by), keptAt: row.kept_at },
          ...{ withdrawnBy: person(row.withdrawn_by), withdrawnAt: row.withdrawn_at },
        },
      ]),
    ),
    shifts: Object.fromEntries(
      shifts.map((row) => [
        row.public_id,
        {
          ...{ openedBy: person(row.opened_by), openedAt: row.opened_at },
          ...{ closedBy: person(row.closed_by), closedAt: row.closed_at },
          ...Object.fromEntries(
            signatures
              .filter(({ shift_id: of }) => of === row.id)
              .map(({ part, person_id: by, at, hash, alone }) => [part, [person(by), at, hash, alone === 1]]),
          ),
        },
      ]),
    ),
  };
}

async function startDesk() {
  const parts = await startTestParts();
  onTestFinished(() => parts.close());
  const leads = [await parts.addPerson("Mira Falk", "lead"), await parts.addPerson("Petra Quill", "lead")];
  const { storyId } = await addStory(parts, { sourceRowId: await addSourceRow(parts) });
  const shifts = createShifts({ ...parts, say: ({ code }) => code });
  const promises = createPromises(parts);
  const watch = createPromiseWatch(parts);
  const command = () => ({ commandId: parts.commandId() });
  const promise = async (on: number, call: Call) => {
    const all = await promises["promises.ofCase"]({ storyId }, call);
    return {
      ...command(),
      id: all[on % Math.max(1, all.length)]?.id ?? "",
      version: all[on % all.length]?.version ?? 0,
    };
  };
  const newest = async (call: Call) => {
    const [shift] = await shifts["shifts.list"]({}, call);
    return { ...command(), id: shift?.id ?? "", version: shift?.version ?? 0 };
  };
  const steps: Readonly<Record<string, (on: number, call: Call) => Promise<unknown>>> = {
    make: (on, call) =>
      promises["promises.make"](
        {
          ...command(),
          storyId,
          what: `Letter ${on}`,
          toWhom: null,
          dueAt: parts.clock.now() + (on + 1) * hour,
          replyId: null,
        },
        call,
      ),
    keep: async (on, call) => promises["promises.keep"](await promise(on, call), call),
    withdraw: async (on, call) => promises["promises.withdraw"](await promise(on, call), call),
    reopen: async (on, call) => promises["promises.reopen"](await promise(on, call), call),
    wait: async (on) => {
      parts.clock.advance(on * hour);
      await watch.look();
    },
    open: (_on, call) => shifts["shifts.open"](command(), call),
    close: async (on, call) =>
      shifts["shifts.close"](
        { ...(await newest(call)), text: `Words ${on}`, until: on === 0 ? null : parts.clock.now() - on * 1000 },
        call,
      ),
    takeOver: async (on, call) => shifts["shifts.takeOver"]({ ...(await newest(call)), open: on > 1 }, call),
  };
  return { parts, leads, steps };
}

/** A shift that was closed late, with a promise of each end. */
const wholeShift = [
  ...["open", "make", "make", "make"].map((name, on) => ({ name, on, by: 0 })),
  ...["keep", "wait", "withdraw", "reopen", "wait"].map((name, on) => ({ name, on, by: 1 })),
  { name: "close", on: 1, by: 0 },
  { name: "takeOver", on: 2, by: 1 },
];

test("promises and shifts can be rebuilt from the event log alone", async () => {
  const { parts, leads, steps } = await startDesk();
  const step = fc.record({
    name: fc.constantFrom(...Object.keys(steps)),
    on: fc.nat({ max: 3 }),
    by: fc.nat({ max: 1 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (all) => {
      for (const { name, on, by } of all)
        try {
          await steps[name]?.(on, leads[by] as Call);
        } catch (cause) {
          // What is refused changes nothing, and is part of the game.
          if (!(cause instanceof Refusal)) throw cause;
        }
      expect(await rebuildFromLog(parts.store.read)).toEqual(await readRows(parts.store.read));
    }),
    { numRuns: 8, examples: [[wholeShift]] },
  );
  const { promises, shifts } = await readRows(parts.store.read);
  expect([Object.keys(promises).length, Object.keys(shifts).length].map((count) => count > 0)).toEqual([true, true]);
});
