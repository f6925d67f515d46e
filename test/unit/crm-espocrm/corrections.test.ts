import { expect, test } from "vitest";
import { noRights } from "../../support/espocrm-server/switches.ts";
import { about, calmLine, countsOf, file, lineOf, startEspoDesk, troubleOf, valueOf } from "./espo-desk.ts";

const anew = lineOf("1", { outcome: "handed_private" });

test("a correction changes the note, and twice is the same as once", async () => {
  const desk = await startEspoDesk();
  const { server, connector, config } = desk;
  const filed = valueOf(await file(desk, lineOf("1")));
  for (let times = 0; times < 2; times += 1)
    expect(valueOf(await connector.amendInteraction(config, anew, { ...about, ...filed }))).toEqual(filed.interaction);
  expect(countsOf(desk)).toEqual({ Contact: 1, Case: 1, Note: 1, Call: 0 });
  expect(server.records("Note")[0]?.["post"]).toContain("handed private");
});

test("a correction of a call changes the call", async () => {
  const desk = await startEspoDesk({ set: { log: "call" } });
  const config = { ...desk.config, userId: desk.server.userId };
  const filed = valueOf(await file({ ...desk, config }, calmLine("1")));
  const line = calmLine("1", { outcome: "handed_private" });
  expect(valueOf(await desk.connector.amendInteraction(config, line, { ...about, ...filed }))).toEqual(
    filed.interaction,
  );
  expect(desk.server.records("Call")).toMatchObject([
    { description: expect.stringContaining("handed private") as string },
  ]);
});

test("a note that is too old to be changed is said again under it, once", async () => {
  const desk = await startEspoDesk({ notesStayOpen: false });
  const filed = valueOf(await file(desk, lineOf("1")));
  const { connector, config } = desk;
  const said = valueOf(await connector.amendInteraction(config, anew, { ...about, ...filed }));
  const again = await connector.amendInteraction(config, anew, { ...about, ...filed, interaction: said });
  expect(valueOf(again)).toEqual(said);
  expect(desk.server.records("Note").map(({ post }) => String(post).includes("handed private"))).toEqual([false, true]);
});

test.each([
  ["Note", lineOf("1"), "crm.espocrm.entry-gone"],
  ["Case", lineOf("1"), "crm.espocrm.case-gone"],
  ["Call", calmLine("1"), "crm.espocrm.entry-gone"],
] as const)("what was deleted there (%s) is gone, and is not made anew behind their back", async (kind, line, code) => {
  const desk = await startEspoDesk({ set: { log: "call" } });
  const seat = { ...desk, config: { ...desk.config, userId: desk.server.userId } };
  const filed = valueOf(await file(seat, line));
  desk.server.remove(kind, String(desk.server.records(kind)[0]?.id));
  const told = await desk.connector.amendInteraction(seat.config, line, { ...about, ...filed });
  expect(troubleOf(told)).toEqual({ class: "gone", code });
  expect(desk.server.records(kind)).toEqual([]);
});

test("what was logged for the wrong contact moves to the right one", async () => {
  const desk = await startEspoDesk();
  const { server, connector, config } = desk;
  const filed = valueOf(await file(desk, lineOf("1")));
  const right = server.add("Contact", { lastName: "Right" });
  const contact = { id: right.id, url: null };
  valueOf(await connector.amendInteraction(config, lineOf("1"), { ...about, ...filed, contact }));
  expect(server.records("Case")).toMatchObject([{ contactId: right.id }]);
});

test("an erasure takes our notes, calls and cases away, and the name of a contact that we made", async () => {
  const desk = await startEspoDesk({
    set: { log: "call", handleField: "cHandle" },
    customFields: { Contact: ["cHandle"] },
  });
  const seat = { ...desk, config: { ...desk.config, userId: desk.server.userId } };
  const calm = calmLine("2", { case: { ...calmLine("2").case, id: "01JCASE000000000000000002B" } });
  const filed = [valueOf(await file(seat, lineOf("1"))), valueOf(await file(seat, calm))];
  const contact = filed[0]?.contact ?? null;
  desk.server.change("Contact", contact?.id ?? "", { otherEmails: ["second@example.org"], middleName: "Jo" });
  const records = {
    contact,
    complaints: filed.flatMap(({ complaint }) => (complaint ? [complaint] : [])),
    interactions: filed.map(({ interaction }) => interaction),
  };
  for (let times = 0; times < 2; times += 1) valueOf(await desk.connector.erase(seat.config, records, about));
  expect(countsOf(desk)).toEqual({ Contact: 1, Case: 0, Note: 0, Call: 0 });
  const rest = JSON.stringify(desk.server.records("Contact"));
  expect(rest).toContain("Erased");
  for (const told of ["Hettie", "hettie", "Blue", "Jo", "second@", "+49"]) expect(rest).not.toContain(told);
});

test("an erasure leaves a contact alone that was there before us", async () => {
  const desk = await startEspoDesk();
  const theirs = desk.server.add("Contact", { lastName: "Blue", emailAddress: "hettie@example.org" });
  const { interaction, complaint } = valueOf(await file(desk, lineOf("1")));
  const records = { contact: null, complaints: complaint ? [complaint] : [], interactions: [interaction] };
  valueOf(await desk.connector.erase(desk.config, records, about));
  expect(desk.server.records("Contact")).toEqual([theirs]);
  expect(countsOf(desk)).toEqual({ Contact: 1, Case: 0, Note: 0, Call: 0 });
});

test("old notes are erased with their case, although nobody may delete them alone", async () => {
  const desk = await startEspoDesk();
  const { interaction, complaint } = valueOf(await file(desk, lineOf("1")));
  desk.server.meet("DELETE", "Note", { do: "answer", status: 403 });
  const records = { contact: null, complaints: complaint ? [complaint] : [], interactions: [interaction] };
  valueOf(await desk.connector.erase(desk.config, records, about));
  expect(countsOf(desk)).toEqual({ Contact: 1, Case: 0, Note: 0, Call: 0 });
});

test("an erasure that the role does not allow says which right is missing", async () => {
  const desk = await startEspoDesk();
  const { interaction, complaint } = valueOf(await file(desk, lineOf("1")));
  const { Case } = desk.server.switches.rights;
  desk.server.switches.rights["Case"] = { ...noRights, ...Case, delete: "no" };
  const records = { contact: null, complaints: complaint ? [complaint] : [], interactions: [interaction] };
  const told = await desk.connector.erase(desk.config, records, about);
  expect(troubleOf(told)).toEqual({ class: "auth", code: "crm.espocrm.right-missing" });
  expect(told.ok ? null : told.trouble.says.params).toEqual({ record: "Case", action: "delete" });
});
