import { afterEach, describe, expect, test } from "vitest";
import type { HubspotServer } from "../../support/hubspot-server.ts";
import { interactionLine } from "../../support/interaction-line.ts";
import { logOnce } from "../../support/log-once.ts";
import { about, connectHubspot } from "./hubspot-desk.ts";

const servers: HubspotServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function connect(options: Parameters<typeof connectHubspot>[0] = {}) {
  const desk = await connectHubspot(options);
  servers.push(desk.server);
  return desk;
}

const counts = (server: HubspotServer) => ({
  contacts: server.there("contacts").length,
  tickets: server.there("tickets").length,
  notes: server.there("notes").length,
});
const one = { contacts: 1, tickets: 1, notes: 1 };
const line = interactionLine();

describe("what is written", () => {
  test("a complaint is a contact, a ticket, and a note on both", async () => {
    const { server, connector, config } = await connect();
    const logged = await logOnce(connector, config, line);
    const [contact] = server.there("contacts");
    const [ticket] = server.there("tickets");
    const [note] = server.there("notes");
    expect(counts(server)).toEqual(one);
    expect(contact?.properties).toEqual({
      wr_handle: "wr:mastodon:rita@far.example",
      firstname: "Rita",
      lastname: "Grün",
      email: "rita@example.test",
      phone: "+4930901820",
    });
    expect(ticket?.links).toEqual([{ toId: contact?.id, typeId: 16 }]);
    expect(ticket?.properties).toMatchObject({ hs_pipeline: "0", hs_pipeline_stage: "1" });
    expect(ticket?.properties["content"]).toContain(line.case.link);
    expect(note?.links).toEqual([
      { toId: contact?.id, typeId: 202 },
      { toId: ticket?.id, typeId: 228 },
    ]);
    expect(note?.properties["hs_timestamp"]).toBe("2026-11-17T09:55:00.000Z");
    const page = `https://app.hubspot.com/contacts/24681357/record/0-1/${contact?.id}`;
    expect(logged).toMatchObject({
      contact: { id: contact?.id, url: page },
      complaint: { id: ticket?.id, url: `https://app.hubspot.com/contacts/24681357/record/0-5/${ticket?.id}` },
      interaction: { id: note?.id, url: `${page}?engagement=${note?.id}` },
      troubles: [],
    });
  });

  test("the note is HTML of our plain text, with its emoji and its key", async () => {
    const { server, connector, config } = await connect();
    await logOnce(connector, config, interactionLine({ note: "a < b & c 👩‍👩‍👧 «ok»" }));
    const body = server.there("notes")[0]?.properties["hs_note_body"] ?? "";
    expect(body).toContain("a &lt; b &amp; c 👩‍👩‍👧 «ok»");
    expect(body).toContain(`<br>Key: ${line.key}`);
    expect(body.replaceAll("<br>", "")).not.toMatch(/[<>\n]/);
  });

  test("a note that is too long keeps its key and cuts no character in two", async () => {
    const { server, connector, config } = await connect();
    const text = "😡&".repeat(30_000);
    await logOnce(connector, config, interactionLine({ mention: { ...line.mention, text } }));
    const body = server.there("notes")[0]?.properties["hs_note_body"] ?? "";
    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(body.length).toBeGreaterThan(65_500);
    expect(body).toContain(line.key);
    expect(body.isWellFormed()).toBe(true);
    expect(body.replaceAll("&amp;", "").replaceAll(/&(?:quot|#39);/g, "")).not.toContain("&");
  });

  test("without a pipeline there is no ticket, and a mention that is no complaint has none either", async () => {
    const { server, connector, config } = await connect();
    await logOnce(connector, { ...config, ticketPipeline: null }, line);
    const case2 = { ...line.case, isComplaint: false };
    await logOnce(connector, config, interactionLine({ key: `${line.key.slice(0, -1)}2`, case: case2 }));
    expect(counts(server)).toEqual({ contacts: 1, tickets: 0, notes: 2 });
  });

  test("a dated base path stands behind the family of the call", async () => {
    const { server, connector, config } = await connect({ base: "dated", config: { basePath: "/crm/2026-03" } });
    await logOnce(connector, config, line);
    expect(counts(server)).toEqual(one);
    expect(server.requests.every(({ path }) => path.startsWith("/crm/objects/2026-03/"))).toBe(true);
  });

  test("the field map adds properties and leaves others out", async () => {
    const { server, connector, config } = await connect();
    server.account.properties.set("social", false).set("mood", false);
    const fields = { "contact.handle": "social", "contact.phone": null, "complaint.sentiment": "mood" };
    await logOnce(connector, { ...config, fields }, line);
    expect(server.there("contacts")[0]?.properties).toMatchObject({ social: "rita@far.example" });
    expect(server.there("contacts")[0]?.properties).not.toHaveProperty("phone");
    expect(server.there("tickets")[0]?.properties).toMatchObject({ mood: "negative" });
  });

  test("the preview says the same, with the note as it will read", async () => {
    const { server, connector, config } = await connect();
    await logOnce(connector, config, line);
    const preview = connector.preview(config, line);
    expect(preview.map(({ record }) => record)).toEqual([
      "crm.record.contact",
      "crm.record.complaint",
      "crm.record.interaction",
    ]);
    const [contact, ticket, note] = preview.map(({ fields }) =>
      Object.fromEntries(fields.map(({ field, value }) => [field, value])),
    );
    expect(contact).toEqual(server.there("contacts")[0]?.properties);
    expect(ticket).toEqual(server.there("tickets")[0]?.properties);
    expect(note?.["hs_note_body"]).toContain(`\nKey: ${line.key}`);
  });
});

describe("whose contact it is", () => {
  test("by reference first, and at once, before the search knows of it", async () => {
    const { server, connector, config } = await connect();
    const made = await connector.createContact(config, line.contact, about);
    expect(server.there("contacts")[0]?.isIndexed).toBe(false);
    expect(await connector.findContact(config, line.contact, about)).toMatchObject({
      value: { id: made.ok ? made.value.id : "" },
    });
  });

  test("then by e-mail, a further one too, in any case of letters", async () => {
    const { server, connector, config } = await connect();
    const known = server.store("contacts", {
      email: "r@other.test",
      hs_additional_emails: "x@y.test;Rita@Example.test",
    });
    expect(await connector.findContact(config, line.contact, about)).toMatchObject({ value: { id: known.id } });
  });

  test("a part of an address is nobody's address", async () => {
    const { server, connector, config } = await connect();
    server.store("contacts", { email: "a@b.test", hs_additional_emails: "margarita@example.test.uk" });
    expect(await connector.findContact(config, line.contact, about)).toEqual({ ok: true, value: null });
  });

  test("then by a number that is one person's alone", async () => {
    const { server, connector, config } = await connect();
    const known = server.store("contacts", { mobilephone: "+4930901820" });
    expect(await connector.findContact(config, line.contact, about)).toMatchObject({ value: { id: known.id } });
    server.store("contacts", { phone: "+4930901820" });
    expect(await connector.findContact(config, line.contact, about)).toEqual({ ok: true, value: null });
  });

  test("never by name", async () => {
    const { server, connector, config } = await connect();
    server.store("contacts", { firstname: "Rita", lastname: "Grün" });
    expect(await connector.findContact(config, line.contact, about)).toEqual({ ok: true, value: null });
  });

  test("a contact that the search has not seen yet is taken when HubSpot names it, and is not ours", async () => {
    const { server, connector, config } = await connect();
    const known = Object.assign(server.store("contacts", { email: "rita@example.test" }), { isIndexed: false });
    const told = await connector.createContact(config, line.contact, about);
    expect(told).toMatchObject({ ok: true, value: { id: known.id, wasThere: true } });
    expect(counts(server)).toMatchObject({ contacts: 1 });
  });

  test("one that was merged away meanwhile is the one it went into", async () => {
    const { server, connector, config } = await connect();
    const old = server.store("contacts", { email: "old@example.test" });
    const into = server.store("contacts", { email: "rita@example.test" });
    server.merge(old, into);
    const place = { ...about, contact: { id: old.id, url: null }, complaint: null };
    await connector.createInteraction(config, line, place);
    expect(server.there("notes")[0]?.links).toEqual([{ toId: into.id, typeId: 202 }]);
  });

  test("one that was erased meanwhile is said to be gone", async () => {
    const { server, connector, config } = await connect();
    const gone = Object.assign(server.store("contacts", { email: "rita@example.test" }), { isArchived: true });
    const place = { ...about, contact: { id: gone.id, url: null }, complaint: null };
    expect(await connector.createInteraction(config, line, place)).toMatchObject({
      ok: false,
      trouble: { class: "gone", says: { code: "crm.hubspot.contact-gone" } },
    });
  });

  test("without a unique property the address is the key, and without an address nothing is written", async () => {
    const { server, connector, config } = await connect({ config: { handleProperty: null } });
    await connector.createContact(config, line.contact, about);
    await connector.createContact(config, line.contact, about);
    expect(counts(server)).toMatchObject({ contacts: 1 });
    expect(await connector.createContact(config, { ...line.contact, emails: [] }, about)).toMatchObject({
      trouble: { class: "auth", says: { code: "crm.hubspot.no-unique-property" } },
    });
  });
});

describe("exactly once", () => {
  const steps = [/contacts\/batch\/upsert$/, /objects\/tickets$/, /objects\/notes$/];
  for (const step of steps)
    for (const fault of ["cut-before", "cut-after"] as const)
      test(`the line breaks at ${step.source} (${fault}), and the search lags`, async () => {
        const { server, connector, config } = await connect();
        server.meet("POST", step, fault);
        const { troubles } = await logOnce(connector, config, line);
        expect(troubles.map((trouble) => trouble.class)).toEqual(["unknown"]);
        expect(counts(server)).toEqual(one);
      });

  test("a blind retry would have written twice", async () => {
    const { server, connector, config } = await connect();
    server.meet("POST", /objects\/notes$/, "cut-after");
    const blind = { ...connector, findInteraction: () => Promise.resolve({ ok: true as const, value: null }) };
    await logOnce(blind, config, line);
    expect(counts(server)).toMatchObject({ notes: 2 });
  });

  test("the same line again finds its contact, its ticket and its note", async () => {
    const { server, connector, config } = await connect();
    const first = await logOnce(connector, config, line);
    const place = { ...about, contact: first.contact, complaint: first.complaint };
    expect(await connector.findInteraction(config, line, place)).toEqual({ ok: true, value: first.interaction });
    expect(await connector.findComplaint(config, line, about)).toEqual({ ok: true, value: first.complaint });
    const other = interactionLine({ key: "wr:inst1:01JD0000000000000000000009" });
    expect(await connector.findInteraction(config, other, place)).toEqual({ ok: true, value: null });
    expect(counts(server)).toEqual(one);
  });

  test("a note that stands on no list of the contact any more is found by the search", async () => {
    const { server, connector, config } = await connect();
    const first = await logOnce(connector, config, line);
    server.index();
    server.there("notes")[0]?.links.splice(0);
    const place = { ...about, contact: first.contact, complaint: null };
    expect(await connector.findInteraction(config, line, place)).toMatchObject({ value: { id: first.interaction.id } });
  });
});

describe("afterwards", () => {
  test("a correction writes the same note anew, however often", async () => {
    const { server, connector, config } = await connect();
    const { contact, complaint, interaction } = await logOnce(connector, config, line);
    const place = { ...about, contact, complaint, interaction };
    server.meet("PATCH", /notes/, "cut-after");
    expect(await connector.amendInteraction(config, interactionLine({ outcome: "withdrawn" }), place)).toMatchObject({
      trouble: { class: "unknown" },
    });
    const again = await connector.amendInteraction(config, interactionLine({ outcome: "withdrawn" }), place);
    expect(again).toEqual({ ok: true, value: interaction });
    expect(server.there("notes").map(({ properties }) => properties["hs_note_body"])).toEqual([
      expect.stringContaining("Outcome: withdrawn"),
    ]);
  });

  test("a note that somebody deleted there is said to be gone", async () => {
    const { server, connector, config } = await connect();
    const { contact, complaint, interaction } = await logOnce(connector, config, line);
    server.there("notes").forEach((note) => (note.isArchived = true));
    const place = { ...about, contact, complaint, interaction };
    expect(await connector.amendInteraction(config, line, place)).toMatchObject({
      trouble: { class: "gone", says: { code: "crm.hubspot.note-gone" } },
    });
  });

  test("a ticket that somebody deleted there is said to be gone", async () => {
    const { server, connector, config } = await connect();
    const { contact, complaint } = await logOnce(connector, config, line);
    server.there("tickets").forEach((ticket) => (ticket.isArchived = true));
    const other = interactionLine({ key: "wr:inst1:01JD0000000000000000000008" });
    expect(await connector.createInteraction(config, other, { ...about, contact, complaint })).toMatchObject({
      trouble: { class: "gone", says: { code: "crm.hubspot.ticket-gone" } },
    });
  });

  test("erasing archives what we wrote, and the contact only where we made it; twice is fine", async () => {
    const { server, connector, config } = await connect();
    const { contact, complaint, interaction } = await logOnce(connector, config, line);
    const records = { contact: null, complaints: complaint ? [complaint] : [], interactions: [interaction] };
    server.meet("DELETE", /tickets/, "cut-after");
    expect(await connector.erase(config, records, about)).toMatchObject({ trouble: { class: "unknown" } });
    expect(await connector.erase(config, records, about)).toEqual({ ok: true, value: {} });
    expect(counts(server)).toEqual({ contacts: 1, tickets: 0, notes: 0 });
    expect(await connector.erase(config, { ...records, contact }, about)).toEqual({ ok: true, value: {} });
    expect(counts(server)).toEqual({ contacts: 0, tickets: 0, notes: 0 });
    // Nothing of the person is left in the recycling bin.
    expect(JSON.stringify(server.records)).not.toMatch(/rita|4930901820|wr:|refund/i);
  });

  test("the contact is read with its latest notes as plain text", async () => {
    const { server, connector, config } = await connect();
    const { contact } = await logOnce(connector, config, line);
    const profile = await connector.readContact(config, { record: contact, person: line.contact }, about);
    expect(profile).toMatchObject({
      ok: true,
      value: {
        ...{ name: "Rita Grün", emails: ["rita@example.test"], phones: ["+4930901820"], company: null },
        record: { id: contact.id },
      },
    });
    const entries = profile.ok ? profile.value?.entries : [];
    expect(entries).toHaveLength(1);
    expect(entries?.[0]).toMatchObject({ at: Date.UTC(2026, 10, 17, 9, 55), title: "Public reply (complaint)" });
    expect(entries?.[0]?.text).toContain("We are sorry. 🙏");
    server.there("contacts").forEach((each) => (each.isArchived = true));
    const who = { record: contact, person: line.contact };
    expect(await connector.readContact(config, who, about)).toEqual({ ok: true, value: null });
  });
});
