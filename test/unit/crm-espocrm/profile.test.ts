import { expect, test } from "vitest";
import { allRights, noRights } from "../../support/espocrm-server/switches.ts";
import { about, lineOf, startEspoDesk, troubleOf, valueOf } from "./espo-desk.ts";
import type { EspoDesk } from "./espo-desk.ts";

const person = lineOf("1").contact;
const day = (date: number): number => Date.UTC(2026, 9, date, 8);

function addKnown({ server }: EspoDesk): { readonly id: string; readonly url: null } {
  const { id } = server.add("Contact", {
    ...{ firstName: "Hettie", lastName: "Blue", accountName: "Blue & Sons" },
    ...{ emailAddress: "hettie@example.org", otherEmails: ["h@home.example"], phoneNumber: "+4930123456" },
  });
  server.add("Case", { name: "Late parcel", description: "Where & when?", contactId: id, createdAt: day(3) });
  server.add("Note", { type: "Post", post: "Rang twice", parentType: "Contact", parentId: id, createdAt: day(5) });
  server.add("Note", { type: "Update", parentType: "Contact", parentId: id, createdAt: day(6) });
  server.add("Call", { name: "Call back", contactsIds: [id], dateStart: "2026-10-04 08:00:00", createdAt: day(1) });
  return { id, url: null };
}

test.each([
  ["escaped, and the history is closed", { escapesText: true }],
  ["the history is open", { showsHistory: true }],
])("a contact is read with its entries, newest first (%s)", async (_, switches) => {
  const desk = await startEspoDesk(switches);
  const record = addKnown(desk);
  const profile = valueOf(await desk.connector.readContact(desk.config, { record, person }, about));
  const { url } = desk.server;
  expect(profile).toEqual({
    record: { id: record.id, url: `${url}/#Contact/view/${record.id}` },
    ...{ name: "Hettie Blue", company: "Blue & Sons", phones: ["+4930123456"] },
    emails: ["hettie@example.org", "h@home.example"],
    entries: [
      { at: day(5), title: "Desk", text: "Rang twice", url: `${url}/#Contact/view/${record.id}` },
      {
        at: day(4),
        title: "Call back",
        text: null,
        url: `${url}/#Call/view/${desk.server.records("Call")[0]?.id ?? ""}`,
      },
      {
        at: day(3),
        title: "Late parcel",
        text: "Where & when?",
        url: `${url}/#Case/view/${desk.server.records("Case")[0]?.id ?? ""}`,
      },
    ],
  });
});

test("what the role does not show is left out", async () => {
  const desk = await startEspoDesk();
  const record = addKnown(desk);
  const { rights } = desk.server.switches;
  Object.assign(rights, { Contact: { ...allRights, stream: "no" }, Case: noRights, Call: noRights });
  const profile = valueOf(await desk.connector.readContact(desk.config, { record, person }, about));
  expect(profile).toMatchObject({ name: "Hettie Blue", entries: [] });
});

test("who is known by no record is looked for, and a record that was merged away too", async () => {
  const desk = await startEspoDesk();
  const { id } = addKnown(desk);
  const read = async (record: { id: string; url: null } | null) =>
    valueOf(await desk.connector.readContact(desk.config, { record, person }, about))?.record.id;
  expect(await read(null)).toBe(id);
  expect(await read({ id: "65f0000000000000a", url: null })).toBe(id);
});

test("a stranger is nobody", async () => {
  const { connector, config } = await startEspoDesk();
  expect(valueOf(await connector.readContact(config, { record: null, person }, about))).toBeNull();
});

test("a reading that is broken off is tried again, and a wrong key stops it", async () => {
  const desk = await startEspoDesk();
  const record = addKnown(desk);
  const read = () => desk.connector.readContact(desk.config, { record, person }, about);
  desk.server.switches.isOut = true;
  expect(troubleOf(await read()).class).toBe("retry");
  desk.server.switches.isOut = false;
  desk.setKey("not-the-key");
  expect(troubleOf(await read())).toEqual({ class: "auth", code: "crm.key-refused" });
});
