import { expect, test } from "vitest";
import { findChainFault, listEvents } from "../../../src-main/engine/store/event-log.ts";
import { wrongIndexRows } from "../../../src-main/engine/store/contact-index.ts";
import { startLoggedDesk } from "./logged-desk.ts";
import type { LoggedDesk } from "./logged-desk.ts";

const name = "Hettie Moss";
const caller = { kind: "call", text: "Still no refund.", person: name, reach: "0044 20 7946 0958" } as const;

/** One call that the CRM has, and one that never left. */
async function knownCaller(desk: LoggedDesk): Promise<{ readonly id: string; readonly version: number }> {
  await desk.addTarget();
  const { storyId } = await desk.call("mentions.log", { ...caller, bucket: "care", dealtWith: "She gets it today." });
  desk.parts.clock.advance(61_000);
  await desk.send();
  const { contact } = await desk.call("cases.get", { storyId });
  const { id } = await desk.call("contacts.get", { id: contact?.id ?? "" });
  await desk.call("contacts.note", { id, text: "Prefers mornings." });
  await desk.call("mentions.log", { ...caller, bucket: "care", text: "She rang again." });
  const { version } = await desk.call("contacts.get", { id });
  return { id, version };
}

/** Every text of the workspace's tables, as a thief would read them. */
async function allWords({ parts }: LoggedDesk, tables: readonly string[]): Promise<string> {
  const rows = await Promise.all(
    tables.map((table) =>
      parts.store.read
        .selectFrom(table as "contact")
        .selectAll()
        .execute(),
    ),
  );
  return JSON.stringify(rows);
}

const aboutThem = [
  ...["contact", "contact_handle", "contact_phone", "contact_email", "contact_note", "contact_look_up"],
  ...["contact_merge", "event_payload", "interaction", "crm_profile"],
];

test("an erasure says before what goes and what stays, and goes only with the name typed", async () => {
  await using desk = await startLoggedDesk();
  const contact = await knownCaller(desk);
  expect(await desk.call("contacts.previewErase", { id: contact.id })).toMatchObject({
    name,
    goes: { handles: 1, phones: 1, emails: 0, notes: 1, calls: 2, targets: [{ name: "CRM", records: 1, waiting: 1 }] },
    stays: { mentions: 2, cases: 2, replies: 0, caseNotes: 1, removedTargets: [] },
  });
  const wrong = desk.call("contacts.erase", { contact, typed: "Hettie" });
  await expect(wrong).rejects.toMatchObject({ code: "name-differs" });
  const stale = desk.call("contacts.erase", { contact: { ...contact, version: 0 }, typed: name });
  await expect(stale).rejects.toMatchObject({ code: "stale" });
});

test("an erasure says before what it cannot ask for, because the target was removed", async () => {
  await using desk = await startLoggedDesk();
  const contact = await knownCaller(desk);
  const [target] = await desk.call("crm.targets", {});
  await desk.call("crm.removeTarget", { id: target?.id ?? "", version: target?.version ?? 0 });
  expect(await desk.call("contacts.previewErase", { id: contact.id })).toMatchObject({
    goes: { targets: [] },
    stays: { removedTargets: [{ name: "CRM", records: 1 }] },
  });
});

test("nothing of the person is left here, the log still verifies, and the CRM is asked to erase what it has", async () => {
  await using desk = await startLoggedDesk();
  const contact = await knownCaller(desk);
  const [delivered] = desk.taken();
  await desk.call("contacts.erase", { contact, typed: ` ${name} ` });
  const words = await allWords(desk, aboutThem);
  for (const trace of [name, "442079460958", "Prefers mornings"]) expect(words).not.toContain(trace);
  const items = await desk.parts.store.read.selectFrom("item").select(["author", "handle", "text"]).execute();
  expect(items.map(({ author, handle }) => [author, handle])).toEqual([
    [null, null],
    [null, null],
  ]);
  expect(await findChainFault(desk.parts.store.read)).toBeNull();
  expect(await wrongIndexRows(desk.parts.store.read)).toBe(0);
  const found = await desk.call("mentions.list", { search: "author:Hettie" });
  expect(found.mentions).toEqual([]);
  desk.parts.clock.advance(120_000);
  await desk.send();
  const [, erasure, ...more] = desk.taken();
  expect(more).toEqual([]);
  expect(erasure).toEqual({
    schema: "watchroom.erasure/1",
    key: expect.stringMatching(/^wr:/),
    occurredAt: expect.any(String),
    contact: { key: delivered?.contact.key },
    erases: [delivered?.key],
  });
  const rows = await desk.parts.store.read.selectFrom("delivery").select(["kind", "state", "payload"]).execute();
  expect(rows.map(({ kind, state }) => [kind, state])).toEqual([
    ["interaction", "done"],
    ["interaction", "dead"],
    ["erasure", "done"],
  ]);
  expect(JSON.stringify(rows)).not.toContain(name);
  const log = await listEvents(desk.parts.store.read, { limit: 200 });
  expect(JSON.stringify(log)).not.toContain(name);
  expect(log.find(({ kind }) => kind === "contact.noted")?.payload).toBeNull();
  await expect(desk.call("contacts.previewErase", { id: contact.id })).rejects.toMatchObject({ code: "not-found" });
});

test("what may have arrived is not sent again, keeps its words until the erasure behind it arrived, and is named in it", async () => {
  await using desk = await startLoggedDesk();
  await desk.addTarget();
  const { storyId } = await desk.call("mentions.log", { ...caller, bucket: "care" });
  desk.parts.clock.advance(61_000);
  // An attempt whose answer was lost with the program.
  await desk.parts.store.write((trx) =>
    trx.updateTable("delivery").set({ state: "sending", attempts: 1, first_try_at: 5, counted_from: 5 }).execute(),
  );
  const { contact } = await desk.call("cases.get", { storyId });
  const { id, version } = await desk.call("contacts.get", { id: contact?.id ?? "" });
  await desk.call("contacts.erase", { contact: { id, version }, typed: name });
  await desk.send();
  const rows = await desk.parts.store.read.selectFrom("delivery").select(["key", "state", "payload"]).execute();
  expect(rows.map(({ state }) => state)).toEqual(["dead", "done"]);
  expect(desk.taken()).toMatchObject([{ schema: "watchroom.erasure/1", erases: [rows[0]?.key] }]);
  expect(JSON.stringify(rows)).not.toContain(name);
});

test("a person whom no CRM knows is erased here alone", async () => {
  await using desk = await startLoggedDesk();
  const { id } = await desk.call("contacts.add", {
    ...{ name, kind: "customer", organisation: "", town: "", handles: [], phones: [], emails: [] },
  } as never);
  const { version } = await desk.call("contacts.get", { id });
  expect(await desk.call("contacts.erase", { contact: { id, version }, typed: name })).toEqual({ targets: 0 });
});
