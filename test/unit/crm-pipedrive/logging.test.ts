import { afterEach, describe, expect, test } from "vitest";
import { interactionLine } from "../../support/interaction-line.ts";
import { logOnce } from "../../support/log-once.ts";
import { referenceField } from "../../support/pipedrive-server.ts";
import type { PipedriveServer } from "../../support/pipedrive-server.ts";
import { about, connectPipedrive } from "./pipedrive-desk.ts";

const servers: PipedriveServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function connect(changed: Parameters<typeof connectPipedrive>[0] = {}) {
  const desk = await connectPipedrive(changed);
  servers.push(desk.server);
  return desk;
}

const living = ({ persons, activities }: PipedriveServer) => ({
  persons: persons.filter((each) => !each.is_deleted),
  activities: activities.filter((each) => !each.is_deleted),
});
const counts = (server: PipedriveServer) => [living(server).persons.length, living(server).activities.length];
const line = interactionLine();
const keyOf = (nth: number) => `wr:inst1:01JD00000000000000000000${String(nth).padStart(2, "0")}`;

describe("what is written", () => {
  test("a person and a done activity of theirs, linked as a participant", async () => {
    const { server, connector, config } = await connect({ userId: 31 });
    const logged = await logOnce(connector, config, line);
    const [person] = server.persons;
    const [activity] = server.activities;
    expect(person).toMatchObject({
      ...{ name: "Rita Grün", owner_id: 31 },
      emails: [{ value: "rita@example.test", primary: true, label: "work" }],
      phones: [{ value: "+4930901820", primary: true, label: "mobile" }],
      custom_fields: { [referenceField]: "wr:mastodon:rita@far.example" },
    });
    expect(activity).toMatchObject({
      ...{ type: "task", done: true, due_date: "2026-11-17", due_time: "09:55", owner_id: 31 },
      participants: [{ person_id: person?.id, primary: true }],
    });
    expect(activity).not.toHaveProperty("person_id");
    expect(activity?.subject).toContain("Rita Grün");
    const page = `${server.url}/person/${person?.id}`;
    expect(logged).toEqual({
      contact: { id: String(person?.id), url: page },
      complaint: null,
      interaction: { id: String(activity?.id), url: page },
      troubles: [],
    });
  });

  test("the note is HTML of our plain text, with its emoji and its key", async () => {
    const { server, connector, config } = await connect();
    await logOnce(connector, config, interactionLine({ note: "a < b & c 👩‍👩‍👧 «ok»" }));
    const note = server.activities[0]?.note ?? "";
    expect(note).toContain("a &lt; b &amp; c 👩‍👩‍👧 «ok»");
    expect(note).toContain(`<br>Key: ${line.key}`);
    expect(note.replaceAll("<br>", "")).not.toMatch(/[<>\n]/);
  });

  test("the field map fills custom fields", async () => {
    const { server, connector, config } = await connect();
    server.company.fields.push("social");
    await logOnce(connector, { ...config, fields: { "contact.handle": "social" } }, line);
    expect(server.persons[0]?.custom_fields).toMatchObject({ social: "rita@far.example" });
  });

  test("the preview says the same, with the note as it will read", async () => {
    const { server, connector, config } = await connect();
    await logOnce(connector, config, line);
    const [contact, interaction] = connector.preview(config, line);
    expect(contact).toEqual({
      record: "crm.record.contact",
      fields: [
        { field: "name", value: "Rita Grün" },
        { field: "emails", value: "rita@example.test" },
        { field: "phones", value: "+4930901820" },
        { field: referenceField, value: "wr:mastodon:rita@far.example" },
      ],
    });
    const shown = Object.fromEntries((interaction?.fields ?? []).map(({ field, value }) => [field, value]));
    const { subject, due_date: day } = server.activities[0] ?? {};
    expect(shown).toMatchObject({ subject, due_date: day, done: "true" });
    expect(shown["note"]).toContain(`\nKey: ${line.key}`);
  });

  test("complaints have no place there", async () => {
    const { connector, config } = await connect();
    expect(connector.complaints).toBeNull();
    expect(await connector.findComplaint(config, line, about)).toEqual({ ok: true, value: null });
  });
});

describe("whose person it is", () => {
  test("by reference, e-mail in any case of letters, and a number that is one person's alone", async () => {
    const { server, connector, config } = await connect();
    const find = async () => {
      const told = await connector.findContact(config, line.contact, about);
      return told.ok ? (told.value?.id ?? null) : told.trouble;
    };
    server.store({ name: "Rita Grün" });
    expect(await find()).toBeNull();
    const byPhone = server.store({ phones: [{ value: "+4930901820" }] });
    expect(await find()).toBe(String(byPhone.id));
    server.store({ phones: [{ value: "+4930901820" }] });
    expect(await find()).toBeNull();
    const byEmail = server.store({ emails: [{ value: "Rita@Example.test" }] });
    expect(await find()).toBe(String(byEmail.id));
    const byReference = server.store({ custom_fields: { [referenceField]: line.contact.key } });
    expect(await find()).toBe(String(byReference.id));
  });

  test("what Pipedrive calls exact is held against the value itself", async () => {
    const { server, connector, config } = await connect();
    server.store({ custom_fields: { [referenceField]: line.contact.key.toUpperCase() } });
    expect(await connector.findContact(config, line.contact, about)).toEqual({ ok: true, value: null });
  });

  test("a person made a moment ago is found before the search knows of them", async () => {
    const { server, connector, config } = await connect();
    await connector.createContact(config, line.contact, about);
    expect(server.persons[0]?.isIndexed).toBe(false);
    expect(await connector.findContact(config, line.contact, about)).toMatchObject({ value: { id: "700" } });
  });

  test("without a field the reference stands behind the name, and finds its person alone", async () => {
    const { server, connector, config } = await connect({ referenceField: null });
    await connector.createContact(config, line.contact, about);
    expect(server.persons[0]?.name).toBe("Rita Grün (wr:mastodon:rita@far.example)");
    expect(await connector.findContact(config, line.contact, about)).toMatchObject({ value: { id: "700" } });
    server.index();
    const other = { ...line.contact, key: "wr:mastodon:rita@far", emails: [], phones: [] };
    expect(await connector.findContact(config, other, about)).toEqual({ ok: true, value: null });
    expect(await connector.findContact(config, line.contact, about)).toMatchObject({ value: { id: "700" } });
  });

  test("a person who was deleted or merged away meanwhile is said to be gone", async () => {
    const { server, connector, config } = await connect();
    const gone = Object.assign(server.store({ name: "Rita" }), { is_deleted: true });
    for (const id of [String(gone.id), "999"]) {
      const place = { ...about, contact: { id, url: null }, complaint: null };
      expect(await connector.createInteraction(config, line, place)).toMatchObject({
        trouble: { class: "gone", says: { code: "crm.pipedrive.person-gone" } },
      });
    }
  });
});

describe("exactly once", () => {
  for (const step of [/persons$/, /activities$/])
    for (const fault of ["cut-before", "cut-after"] as const)
      for (const field of [referenceField, null])
        test(`the line breaks at ${step.source} (${fault}), and the search lags${field ? "" : ", without a field"}`, async () => {
          const { server, connector, config } = await connect({ referenceField: field });
          server.meet("POST", step, fault);
          const { troubles } = await logOnce(connector, config, line);
          expect(troubles.map((trouble) => trouble.class)).toEqual(["unknown"]);
          expect(counts(server)).toEqual([1, 1]);
        });

  test("a blind retry would have written twice", async () => {
    const { server, connector, config } = await connect();
    server.meet("POST", /activities$/, "cut-after");
    const blind = { ...connector, findInteraction: () => Promise.resolve({ ok: true as const, value: null }) };
    await logOnce(blind, config, line);
    expect(counts(server)).toEqual([1, 2]);
  });

  test("an interaction is found behind many others of the person", async () => {
    const { server, connector, config } = await connect();
    const { contact, interaction } = await logOnce(connector, config, line);
    for (let nth = 2; nth < 7; nth++) await logOnce(connector, config, interactionLine({ key: keyOf(nth) }));
    const place = { ...about, contact, complaint: null };
    expect(await connector.findInteraction(config, line, place)).toEqual({ ok: true, value: interaction });
    const other = interactionLine({ key: keyOf(55) });
    expect(await connector.findInteraction(config, other, place)).toEqual({ ok: true, value: null });
    expect(counts(server)).toEqual([1, 6]);
  });
});

describe("afterwards", () => {
  test("a correction writes the same activity anew, however often", async () => {
    const { server, connector, config } = await connect();
    const place = { ...about, ...(await logOnce(connector, config, line)) };
    server.meet("PATCH", /activities/, "cut-after");
    const changed = interactionLine({ outcome: "withdrawn" });
    expect(await connector.amendInteraction(config, changed, place)).toMatchObject({ trouble: { class: "unknown" } });
    expect(await connector.amendInteraction(config, changed, place)).toEqual({ ok: true, value: place.interaction });
    expect(living(server).activities.map(({ note }) => note)).toEqual([expect.stringContaining("Outcome: withdrawn")]);
  });

  test("an activity that somebody deleted there is said to be gone", async () => {
    const { server, connector, config } = await connect();
    const place = { ...about, ...(await logOnce(connector, config, line)) };
    server.activities.forEach((each) => (each.is_deleted = true));
    expect(await connector.amendInteraction(config, line, place)).toMatchObject({
      trouble: { class: "gone", says: { code: "crm.pipedrive.activity-gone" } },
    });
  });

  test("erasing deletes what we wrote, and the person only where we made them; twice is fine", async () => {
    const { server, connector, config } = await connect();
    const { contact, interaction } = await logOnce(connector, config, line);
    const records = { contact: null, complaints: [], interactions: [interaction] };
    server.meet("DELETE", /activities/, "cut-after");
    expect(await connector.erase(config, records, about)).toMatchObject({ trouble: { class: "unknown" } });
    expect(await connector.erase(config, records, about)).toEqual({ ok: true, value: {} });
    expect(counts(server)).toEqual([1, 0]);
    for (let nth = 0; nth < 2; nth++)
      expect(await connector.erase(config, { ...records, contact }, about)).toEqual({ ok: true, value: {} });
    expect(counts(server)).toEqual([0, 0]);
    // Nothing of the person is left in what can be brought back for 30 days.
    expect(JSON.stringify([server.persons, server.activities])).not.toMatch(/rita|4930901820|wr:|refund/i);
  });

  test("the person is read with their latest activities as plain text", async () => {
    const { server, connector, config } = await connect();
    const { contact } = await logOnce(connector, config, line);
    Object.assign(server.persons[0] ?? {}, { org_id: 5 });
    const who = { record: contact, person: line.contact };
    const told = await connector.readContact(config, who, about);
    expect(told).toMatchObject({
      ok: true,
      value: {
        ...{ name: "Rita Grün", emails: ["rita@example.test"], phones: ["+4930901820"], company: "Far Ltd" },
        record: contact,
        entries: [{ at: Date.UTC(2026, 10, 17, 9, 55), url: contact.url }],
      },
    });
    expect(told.ok && told.value?.entries[0]?.text).toContain("We are sorry. 🙏");
    server.persons.forEach((each) => (each.is_deleted = true));
    expect(await connector.readContact(config, who, about)).toEqual({ ok: true, value: null });
    expect(await connector.readContact(config, { ...who, record: null }, about)).toEqual({ ok: true, value: null });
  });
});
