import fc from "fast-check";
import { expect, test } from "vitest";
import type { Interaction } from "../../../src-main/domain/crm/interaction.ts";
import { about, calmLine, countsOf, file, lineOf, startEspoDesk, troubleOf, valueOf } from "./espo-desk.ts";
import type { EspoDesk } from "./espo-desk.ts";

const once = { Contact: 1, Case: 1, Note: 1, Call: 0 };

test.each([
  ["Contact", "complaint"],
  ["Case", "complaint"],
  ["Note", "complaint"],
  ["Case", "calm"],
  ["Note", "calm"],
] as const)("a lost answer to the %s of a %s line leaves one record of each", async (kind, mood) => {
  const desk = await startEspoDesk();
  const line = mood === "calm" ? calmLine("1") : lineOf("1");
  desk.server.meet("POST", kind, { do: "cut-after" });
  expect(troubleOf(await file(desk, line)).class).toBe("unknown");
  valueOf(await file(desk, line));
  expect(countsOf(desk)).toEqual(once);
});

test("a lost answer to a call leaves one call", async () => {
  const desk = await startCallDesk();
  desk.server.meet("POST", "Call", { do: "cut-after" });
  expect(troubleOf(await file(desk, calmLine("1"))).class).toBe("unknown");
  valueOf(await file(desk, calmLine("1")));
  expect(countsOf(desk)).toEqual({ Contact: 1, Case: 0, Note: 0, Call: 1 });
});

test("a fault that is said after it was done leaves one record of each", async () => {
  const desk = await startEspoDesk();
  desk.server.meet("POST", "Case", { do: "answer-after", status: 500 });
  expect(troubleOf(await file(desk, lineOf("1"))).class).toBe("unknown");
  valueOf(await file(desk, lineOf("1")));
  expect(countsOf(desk)).toEqual(once);
});

test("who has neither e-mail nor phone is found again by the line in the description", async () => {
  const desk = await startEspoDesk();
  const contact = { ...lineOf("1").contact, name: null, emails: [], phones: [] };
  desk.server.meet("POST", "Contact", { do: "cut-after" });
  await file(desk, lineOf("1", { contact }));
  valueOf(await file(desk, lineOf("1", { contact })));
  expect(countsOf(desk)).toEqual(once);
});

test("one of our cases stays one case there, however many interactions it has", async () => {
  const desk = await startEspoDesk();
  for (const line of [calmLine("1"), lineOf("2"), calmLine("3")]) valueOf(await file(desk, line));
  expect(countsOf(desk)).toEqual({ Contact: 1, Case: 1, Note: 3, Call: 0 });
});

test("a correction whose answer was lost is made once", async () => {
  const desk = await startEspoDesk({ notesStayOpen: false });
  const { connector, config, server } = desk;
  const filed = valueOf(await file(desk, lineOf("1")));
  const anew = lineOf("1", { outcome: "resolved" });
  const amend = () => connector.amendInteraction(config, anew, { ...about, ...filed });
  server.meet("POST", "Note", { do: "cut-after" });
  expect(troubleOf(await amend()).class).toBe("unknown");
  const said = valueOf(await amend());
  expect(valueOf(await amend())).toEqual(said);
  expect(countsOf(desk)).toEqual({ Contact: 1, Case: 1, Note: 2, Call: 0 });
});

const person = (at: number) => ({
  ...lineOf("1").contact,
  key: `wr:mastodon:p${at}@m.example`,
  name: at === 2 ? null : "Ana Lund",
  emails: at === 0 ? [] : [`p${at}@m.example`],
  phones: at === 1 ? [] : [`+47900000${at}0`],
});

const linesOf = (makes: readonly { readonly who: number; readonly isComplaint: boolean }[]): readonly Interaction[] =>
  makes.map(({ who, isComplaint }, at) => {
    const id = `01JCASE00000000000000000${who}${who}`;
    const line = lineOf(String(at), { contact: person(who) });
    return { ...line, case: { id, link: `watchroom://case/${id}`, isComplaint } };
  });

const make = fc.record({ who: fc.integer({ min: 0, max: 2 }), isComplaint: fc.boolean() });

test("whatever answers are lost, retries leave every contact, case and interaction exactly once", async () => {
  const lossy = fc.record({
    makes: fc.array(make, { minLength: 1, maxLength: 5 }),
    losses: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
    log: fc.constantFrom("case", "call"),
    keyField: fc.constantFrom(null, "cKey"),
  });
  await fc.assert(
    fc.asyncProperty(lossy, async ({ makes, losses, log, keyField }) => {
      const desk = await startCallDesk({ log, keyField });
      const left = [...losses];
      desk.server.switches.losesAnswer = () => left.pop() ?? false;
      const lines = linesOf(makes);
      for (const line of lines) await fileUntilDone(desk, line);
      const people = new Set(makes.map(({ who }) => who));
      const cased = new Set(makes.filter(({ isComplaint }) => isComplaint || log === "case").map(({ who }) => who));
      const calls = log === "call" ? makes.filter(({ isComplaint }) => !isComplaint).length : 0;
      expect(countsOf(desk)).toEqual({
        Contact: people.size,
        Case: cased.size,
        Note: lines.length - calls,
        Call: calls,
      });
      await desk.server.close();
    }),
    { numRuns: 15 },
  );
});

async function startCallDesk(set: Partial<EspoDesk["config"]> = { log: "call" }): Promise<EspoDesk> {
  const customFields = { Case: ["cKey"], Call: ["cKey"] };
  const desk = await startEspoDesk({ set, customFields });
  return { ...desk, config: { ...desk.config, userId: desk.server.userId } };
}

/** As the outbox does it: only trouble that may pass is met with another try. */
async function fileUntilDone(desk: EspoDesk, line: Interaction): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    const told = await file(desk, line);
    if (told.ok) return;
    expect(["unknown", "retry"]).toContain(told.trouble.class);
  }
  throw new Error("never done");
}
