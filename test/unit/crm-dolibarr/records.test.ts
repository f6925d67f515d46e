import { describe, expect, test } from "vitest";
import { trackIdOf } from "../../../src-main/adapters/crm/dolibarr/references.ts";
import { testStart } from "../../support/fake-clock.ts";
import { about, ada, file, interactionOf, startDolibarrDesk, troubleOf, valueOf } from "../../support/dolibarr-desk.ts";
import type { DolibarrDesk, Filed } from "../../support/dolibarr-desk.ts";

const seconds = testStart / 1000;

test("an interaction is a done event of the agenda, on its contact and its ticket", async () => {
  const desk = await startDolibarrDesk();
  const line = interactionOf("A");
  const { contact, complaint, interaction } = valueOf(await file(desk, line));
  expect(interaction.url).toBe(`${desk.server.url}/comm/action/card.php?id=${interaction.id}`);
  expect(complaint?.url).toBe(`${desk.server.url}/ticket/card.php?id=${complaint?.id}`);
  expect(desk.server.rows("agendaevents")[0]).toMatchObject({
    ...{ type_code: "AC_OTH", code: "AC_WR", datep: seconds, datef: seconds, percentage: 100, userownerid: 2 },
    ...{ socid: 7, contact_id: Number(contact.id), elementtype: "ticket", fk_element: Number(complaint?.id) },
    ref_ext: line.key,
  });
  expect(desk.server.rows("tickets")[0]).toMatchObject({
    ...{ track_id: trackIdOf(line.case.id), type_code: "ISSUE", fk_soc: 7, notify_tiers_at_create: 0 },
  });
});

test("an event of a contact with a company of its own stands under that company", async () => {
  const desk = await startDolibarrDesk();
  desk.server.add("contacts", { ref_ext: ada.key, lastname: "Lovelace", socid: 42 });
  valueOf(await file(desk, interactionOf("A")));
  expect(desk.server.rows("agendaevents")[0]).toMatchObject({ socid: 42 });
});

test("without a ticket type complaints are events alone", async () => {
  const desk = await startDolibarrDesk();
  const config = { ...desk.config, ticketType: null };
  expect(desk.connector.complaints?.(config)).toBe(false);
  valueOf(await file({ ...desk, config }, interactionOf("A")));
  expect(desk.server.rows("tickets")).toEqual([]);
  expect(desk.server.rows("agendaevents")[0]).not.toHaveProperty("elementtype");
});

describe("a correction", () => {
  const amend = ({ connector, config }: DolibarrDesk, { contact, complaint, interaction }: Filed) =>
    connector.amendInteraction(config, interactionOf("A", { outcome: "handed_private" }), {
      ...{ ...about, contact, complaint, interaction },
    });

  test("writes the event anew, twice as once", async () => {
    const desk = await startDolibarrDesk();
    const filed = valueOf(await file(desk, interactionOf("A")));
    expect(valueOf(await amend(desk, filed))).toEqual(filed.interaction);
    expect(valueOf(await amend(desk, filed))).toEqual(filed.interaction);
    const events = desk.server.rows("agendaevents");
    expect(events).toHaveLength(1);
    expect(events[0]?.["note_private"]).toContain("Outcome: handed private");
  });

  test("makes nothing again that somebody removed", async () => {
    const desk = await startDolibarrDesk();
    const filed = valueOf(await file(desk, interactionOf("A")));
    desk.server.remove("agendaevents", Number(filed.interaction.id));
    expect(troubleOf(await amend(desk, filed))).toEqual({ class: "gone", code: "crm.dolibarr.event-gone" });
    expect(desk.server.rows("agendaevents")).toEqual([]);
  });
});

describe("an erasure", () => {
  const erase = (desk: DolibarrDesk, { contact, complaint, interaction }: Filed, isOurs = true) =>
    desk.connector.erase(
      desk.config,
      {
        contact: isOurs ? contact : null,
        complaints: complaint === null ? [] : [complaint],
        interactions: [interaction],
      },
      about,
    );
  const left = ({ server }: DolibarrDesk) =>
    (["contacts", "tickets", "agendaevents"] as const).map((table) => server.rows(table).length);

  test("removes what we wrote and the contact that we made, and what is gone already is fine", async () => {
    const desk = await startDolibarrDesk();
    const filed = valueOf(await file(desk, interactionOf("A")));
    const logged = { label: "Contact Ada Lovelace created", type_code: "AC_OTH_AUTO", userownerid: 2 };
    desk.server.add("agendaevents", { ...logged, contact_id: Number(filed.contact.id) });
    valueOf(await erase(desk, filed));
    expect(left(desk)).toEqual([0, 0, 0]);
    valueOf(await erase(desk, filed));
  });

  test("takes the name out of a contact before it is removed, for Dolibarr logs the name of what it removes", async () => {
    const desk = await startDolibarrDesk();
    const filed = valueOf(await file(desk, interactionOf("A")));
    valueOf(await erase(desk, filed));
    const onContact = desk.server.requests.filter(
      ({ method, path }) => method !== "GET" && path.startsWith("/contacts/"),
    );
    expect(onContact.map(({ method, body }) => [method, body["lastname"]])).toEqual([
      ["PUT", "Erased"],
      ["DELETE", undefined],
    ]);
  });

  test("leaves a contact that was there before us", async () => {
    const desk = await startDolibarrDesk();
    desk.server.add("contacts", { ref_ext: "", email: "ada@mail.example", lastname: "Lovelace" });
    const filed = valueOf(await file(desk, interactionOf("A")));
    valueOf(await erase(desk, filed, false));
    expect(left(desk)).toEqual([1, 0, 0]);
    expect(desk.server.rows("contacts")[0]).toMatchObject({ lastname: "Lovelace", email: "ada@mail.example" });
  });

  test("blanks a contact that others have used meanwhile", async () => {
    const desk = await startDolibarrDesk();
    const filed = valueOf(await file(desk, interactionOf("A")));
    desk.server.add("agendaevents", { contact_id: Number(filed.contact.id), label: "Call", type_code: "AC_TEL" });
    valueOf(await erase(desk, filed));
    expect(left(desk)).toEqual([1, 0, 1]);
    expect(desk.server.rows("contacts")[0]).toMatchObject({
      ...{ lastname: "Erased", firstname: "", email: "", phone_pro: "", ref_ext: "", socialnetworks: {} },
    });
  });

  test("blanks what the key may write and not remove", async () => {
    const desk = await startDolibarrDesk();
    const filed = valueOf(await file(desk, interactionOf("A")));
    desk.server.switches.rights = desk.server.switches.rights.filter((right) => !right.endsWith(".delete"));
    valueOf(await erase(desk, filed));
    expect(left(desk)).toEqual([1, 1, 1]);
    const rest = JSON.stringify(
      ["contacts", "tickets", "agendaevents"].map((table) => desk.server.rows(table as "tickets")),
    );
    expect(rest).not.toMatch(/ada|lovelace|refund|91234567|wr:/i);
  });

  test("goes on where a lost answer ended it", async () => {
    const desk = await startDolibarrDesk();
    const filed = valueOf(await file(desk, interactionOf("A")));
    for (const path of ["/agendaevents", "/tickets", "/contacts"]) {
      desk.server.meet("DELETE", path, { do: "cut-after" });
      expect(troubleOf(await erase(desk, filed)).class).toBe("unknown");
    }
    valueOf(await erase(desk, filed));
    expect(left(desk)).toEqual([0, 0, 0]);
  });
});

describe("what Dolibarr knows of a contact", () => {
  test("is its names and ways, its company, and its last events and tickets, the newest first", async () => {
    const desk = await startDolibarrDesk();
    const { server, connector, config } = desk;
    server.add("thirdparties", { name: "Engines & Co" });
    const [firm] = server.rows("thirdparties").slice(-1);
    const firmId = firm?.id ?? 0;
    const mine = server.add("contacts", {
      ...{ ref_ext: ada.key, firstname: "Ada", lastname: "O&#039;Hara", email: "ada@mail.example", socid: firmId },
      ...{ phone_pro: "+47 912 34 567", phone_mobile: "+47 400 00 000" },
    });
    const { id } = mine;
    server.add("agendaevents", {
      contact_id: id,
      label: "Call",
      note_private: "Asked<br>twice &amp; left",
      datep: seconds,
    });
    server.add("agendaevents", { contact_id: id, label: "Visit", note_private: "", datep: seconds + 60 });
    server.add("agendaevents", { contact_id: id + 1000, label: "Of another", note_private: "", datep: seconds });
    server.add("tickets", { fk_soc: firmId, ref: "TS01", subject: "Late", message: "Too late", datec: seconds + 30 });
    const profile = valueOf(await connector.readContact(config, { record: null, person: ada }, about));
    expect(profile).toEqual({
      record: { id: String(id), url: `${server.url}/contact/card.php?id=${id}` },
      name: "Ada O'Hara",
      emails: ["ada@mail.example"],
      phones: ["+47 912 34 567", "+47 400 00 000"],
      company: "Engines & Co",
      entries: [
        {
          at: testStart + 60_000,
          title: "Visit",
          text: null,
          url: expect.stringContaining("/comm/action/card.php?id="),
        },
        {
          at: testStart + 30_000,
          title: "TS01 · Late",
          text: "Too late",
          url: expect.stringContaining("/ticket/card.php?id="),
        },
        {
          at: testStart,
          title: "Call",
          text: "Asked\ntwice & left",
          url: expect.stringContaining("/comm/action/card.php?id="),
        },
      ],
    });
  });

  test("holds none of the tickets of others who stand under the same third party", async () => {
    const desk = await startDolibarrDesk();
    const { contact } = valueOf(
      await file(desk, interactionOf("A", { case: { ...interactionOf("A").case, isComplaint: false } })),
    );
    desk.server.add("tickets", { fk_soc: 7, ref: "TS02", subject: "Of another", message: "Private", datec: seconds });
    const profile = valueOf(await desk.connector.readContact(desk.config, { record: contact, person: ada }, about));
    expect(profile?.entries.map(({ title }) => title)).toEqual([expect.stringContaining("Public reply")]);
    expect(profile?.company).toBeNull();
  });

  test("is looked for again where the record that we knew is gone, and is nobody where nobody fits", async () => {
    const { server, connector, config } = await startDolibarrDesk();
    const who = { record: { id: "999", url: null }, person: ada };
    expect(valueOf(await connector.readContact(config, who, about))).toBeNull();
    const mine = server.add("contacts", { ref_ext: ada.key, lastname: "Lovelace" });
    expect(valueOf(await connector.readContact(config, who, about))?.record.id).toBe(String(mine.id));
  });

  test("is shown without what the key may not read", async () => {
    const desk = await startDolibarrDesk();
    const { contact } = valueOf(await file(desk, interactionOf("A")));
    desk.server.switches.rights = ["contacts.read"];
    const profile = valueOf(await desk.connector.readContact(desk.config, { record: contact, person: ada }, about));
    expect(profile).toMatchObject({ name: "Ada Lovelace", entries: [] });
  });
});
