import { expect, test } from "vitest";
import { namesOf } from "../../../src-main/adapters/crm/espocrm/names.ts";
import { about, file, lineOf, startEspoDesk, troubleOf, valueOf } from "./espo-desk.ts";

const person = lineOf("1").contact;
const customFields = { Contact: ["cHandle"] };
const set = { handleField: "cHandle" };

test("the reference wins over the e-mail, the e-mail over the phone, and a name counts for nothing", async () => {
  const { server, connector, config } = await startEspoDesk({ set, customFields });
  const find = async () => valueOf(await connector.findContact(config, person, about))?.id ?? null;
  server.add("Contact", { firstName: "Hettie", lastName: "Blue" });
  expect(await find()).toBeNull();
  const byPhone = server.add("Contact", { lastName: "Phone", otherPhones: ["+49 30 123456", "+4930123456"] });
  expect(await find()).toBe(byPhone.id);
  const byEmail = server.add("Contact", { lastName: "Mail", emailAddress: "Hettie@Example.org" });
  expect(await find()).toBe(byEmail.id);
  const byMarker = server.add("Contact", { lastName: "Marked", description: `Asked twice.\nKey: ${person.key}` });
  expect(await find()).toBe(byMarker.id);
  const byHandle = server.add("Contact", { lastName: "Handled", cHandle: person.key });
  expect(await find()).toBe(byHandle.id);
});

test("a number that several share is nobody's", async () => {
  const { server, connector, config } = await startEspoDesk();
  for (const lastName of ["Desk", "Door"]) server.add("Contact", { lastName, phoneNumber: "+4930123456" });
  expect(valueOf(await connector.findContact(config, person, about))).toBeNull();
});

test("a longer reference that the search also finds is somebody else's", async () => {
  const { server, connector, config } = await startEspoDesk();
  for (const key of [`${person.key}2`, person.key.replace("@hettie", "_hettie"), `${person.key} extra`])
    server.add("Contact", { lastName: "Other", description: `Key: ${key}` });
  expect(valueOf(await connector.findContact(config, person, about))).toBeNull();
});

test("two records of one e-mail: the older one is taken, always the same", async () => {
  const { server, connector, config } = await startEspoDesk();
  const old = server.add("Contact", { lastName: "A", emailAddress: person.emails[0], createdAt: Date.UTC(2020, 1, 1) });
  server.add("Contact", { lastName: "B", emailAddress: person.emails[0], createdAt: Date.UTC(2024, 1, 1) });
  expect(valueOf(await connector.findContact(config, person, about))?.id).toBe(old.id);
});

test("more that are alike than a page holds are all looked through", async () => {
  const { server, connector, config } = await startEspoDesk();
  for (let at = 0; at < 60; at += 1)
    server.add("Contact", { lastName: `N${at}`, description: `Key: ${person.key}${at}` });
  const own = server.add("Contact", { lastName: "Own", description: `Key: ${person.key}` });
  expect(valueOf(await connector.findContact(config, person, about))?.id).toBe(own.id);
});

test("a field that the admin has not added stops the target and is named", async () => {
  const { connector, config } = await startEspoDesk({ set });
  const told = await connector.findContact(config, person, about);
  expect(troubleOf(told)).toEqual({ class: "auth", code: "crm.espocrm.field-missing" });
  expect(told.ok ? null : told.trouble.says.params).toEqual({ field: "cHandle", record: "Contact" });
});

test.each([
  ["Hettie Blue", "Hettie", "Blue"],
  ["Blue, Hettie Ann", "Hettie Ann", "Blue"],
  ["  Ana   Maria de  Souza ", "Ana Maria de", "Souza"],
  ["Cher", null, "Cher"],
  ["王小明", null, "王小明"],
  ["محمد عبد الله", "محمد عبد", "الله"],
  ["🦊 Fox 🦊", "🦊 Fox", "🦊"],
  ["", null, "@hettie@murmur.example"],
  [" \u200f ", null, "@hettie@murmur.example"],
  [null, null, "@hettie@murmur.example"],
  [",", null, ","],
] as const)("the name %j is first %j and last %j", (name, first, last) => {
  expect(namesOf({ ...person, name })).toEqual({ first, last });
});

test("without a name and a handle there is a last name all the same, and none is too long", () => {
  const bare = { ...person, name: null, handle: null };
  expect(namesOf(bare).last).toBe("hettie@example.org");
  expect(namesOf({ ...bare, emails: [] }).last).toBe("+4930123456");
  expect(namesOf({ ...bare, emails: [], phones: [] }).last).toBe(person.key);
  expect([...namesOf({ ...person, name: "🦊".repeat(300) }).last]).toHaveLength(100);
});

test("names, words and emoji of every script come back as they were written", async () => {
  const desk = await startEspoDesk();
  const contact = { ...person, name: "شيماء 😀 Ærø", key: "wr:mastodon:@شيماء@خبر.example" };
  const mention = { ...lineOf("1").mention, text: "הטלפון שלי לא עובד 📵 — naïve & <b>ok</b>" };
  const line = lineOf("1", { contact, mention });
  const first = valueOf(await file(desk, line));
  expect(valueOf(await file(desk, line))).toEqual(first);
  expect(desk.server.records("Contact")).toMatchObject([{ firstName: "شيماء 😀", lastName: "Ærø" }]);
  expect(desk.server.records("Case")[0]?.["description"]).toContain("הטלפון שלי לא עובד 📵");
  const read = valueOf(
    await desk.connector.readContact(desk.config, { record: first.contact, person: contact }, about),
  );
  expect(read?.name).toBe("شيماء 😀 Ærø");
});
