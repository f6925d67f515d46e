import { describe, expect, test } from "vitest";
import { about, ada, file, interactionOf, startDolibarrDesk, troubleOf, valueOf } from "../../support/dolibarr-desk.ts";

const contact = { id: "11", url: null };

describe("as measured on Dolibarr 22.0.4", () => {
  test("1: a page with 202 while the database is down is no success, neither of a look nor of a write", async () => {
    const { server, connector, config } = await startDolibarrDesk();
    server.switches.outage = "database";
    expect(troubleOf(await connector.findContact(config, ada, about))).toEqual({
      class: "retry",
      code: "crm.not-json",
    });
    server.switches.outage = null;
    server.meet("POST", "/contacts", { do: "answer-after", status: 202, body: "<html>Error</html>" });
    expect(troubleOf(await connector.createContact(config, ada, about))).toEqual({
      ...{ class: "unknown", code: "crm.not-json" },
    });
  });

  test("2: the redirect of an upgrade is not followed, and the next try goes on", async () => {
    const { server, connector, config } = await startDolibarrDesk();
    server.switches.outage = "installing";
    expect(troubleOf(await connector.findContact(config, ada, about))).toEqual({
      ...{ class: "retry", code: "crm.redirected" },
    });
    expect(
      troubleOf(await connector.createInteraction(config, interactionOf("A"), { ...about, contact, complaint: null })),
    ).toEqual({
      ...{ class: "retry", code: "crm.redirected" },
    });
    expect(server.requests.filter(({ path }) => path.startsWith("outside:"))).toEqual([]);
    server.switches.outage = null;
    expect(valueOf(await connector.findContact(config, ada, about))).toBeNull();
  });

  test("3: what was written is found again by its reference, so that a repeat leaves one record of each", async () => {
    const desk = await startDolibarrDesk();
    const first = valueOf(await file(desk, interactionOf("A")));
    const second = valueOf(await file(desk, interactionOf("A")));
    expect(second).toEqual(first);
    expect(desk.server.rows("contacts")).toHaveLength(1);
    expect(desk.server.rows("agendaevents")).toHaveLength(1);
    expect(desk.server.rows("tickets")).toHaveLength(1);
  });

  test("3: where somebody doubled a record, the older one is found each time", async () => {
    const { server, connector, config } = await startDolibarrDesk();
    for (const lastname of ["Lovelace", "Double"]) server.add("contacts", { ref_ext: ada.key, lastname });
    const [older] = server.rows("contacts");
    expect(valueOf(await connector.findContact(config, ada, about))?.id).toBe(String(older?.id));
  });

  test("3: where somebody doubled an event, the older one is found each time", async () => {
    const { server, connector, config } = await startDolibarrDesk();
    const line = interactionOf("A");
    for (const label of ["First", "Double"]) server.add("agendaevents", { ref_ext: line.key, label });
    const found = valueOf(await connector.findInteraction(config, line, { ...about, contact, complaint: null }));
    expect(found?.id).toBe(String(server.rows("agendaevents")[0]?.id));
  });

  test("4: who gives up on an answer does not know, and finds the record at the next try", async () => {
    const desk = await startDolibarrDesk({ timeoutMs: 100 });
    let goOn = () => {};
    const held = new Promise<void>((resolve) => (goOn = resolve));
    desk.server.meet("POST", "/contacts", { do: "wait", for: held });
    expect(troubleOf(await desk.connector.createContact(desk.config, ada, about))).toEqual({
      ...{ class: "unknown", code: "fetch.timed-out" },
    });
    goOn();
    await expect.poll(() => desk.server.rows("contacts").length).toBe(1);
    valueOf(await file(desk, interactionOf("A")));
    expect(desk.server.rows("contacts")).toHaveLength(1);
  });

  test("5: a repeat of a ticket is refused with 500, and is taken for the ticket that is there", async () => {
    const desk = await startDolibarrDesk();
    const { contact: made, complaint } = valueOf(await file(desk, interactionOf("A", { caseId: "one" })));
    const again = await desk.connector.createComplaint(desk.config, interactionOf("B", { caseId: "one" }), {
      ...about,
      contact: made,
    });
    expect(valueOf(again)).toEqual(complaint);
    expect(desk.server.rows("tickets")).toHaveLength(1);
  });

  test("6: a ticket is never looked for by a filter, which would be refused with 503 for ever", async () => {
    const desk = await startDolibarrDesk();
    valueOf(await file(desk, interactionOf("A")));
    const ofTickets = desk.server.requests.filter(({ path }) => path.startsWith("/tickets"));
    expect(ofTickets.map(({ method, path, query }) => [method, path.split("/")[2] ?? "", query])).toEqual([
      ["GET", "track_id", {}],
      ["POST", "", {}],
    ]);
  });

  test.each([
    ["a ticket", { ticketTypes: ["COM"] }, "ISSUE"],
    ["an event", { eventTypes: ["AC_TEL"] }, "AC_OTH"],
  ])("6: an unknown type of %s is refused with 500 for ever, and is not tried again", async (_name, switches, code) => {
    const desk = await startDolibarrDesk(switches);
    const told = await file(desk, interactionOf("A"));
    expect(told).toEqual({
      ok: false,
      trouble: { class: "permanent", says: { code: "crm.dolibarr.code-unknown", params: { code } } },
    });
  });

  test("6: any other 5xx is tried again", async () => {
    const desk = await startDolibarrDesk();
    desk.server.meet("POST", "/tickets", { do: "answer", status: 500 });
    expect(troubleOf(await file(desk, interactionOf("A")))).toEqual({ class: "retry", code: "crm.fault" });
    desk.server.meet("POST", "/agendaevents", { do: "answer", status: 503 });
    expect(troubleOf(await file(desk, interactionOf("A")))).toEqual({ class: "retry", code: "crm.fault" });
    valueOf(await file(desk, interactionOf("A")));
  });

  test("7: nobody is nobody, whether the list is empty or not found", async () => {
    const { server, connector, config } = await startDolibarrDesk();
    const line = interactionOf("A");
    expect(valueOf(await connector.findContact(config, ada, about))).toBeNull();
    expect(valueOf(await connector.findComplaint(config, line, about))).toBeNull();
    expect(valueOf(await connector.findInteraction(config, line, { ...about, contact, complaint: null }))).toBeNull();
    expect(server.requests.map(({ path }) => path)).toContain("/contacts/email/ada%40mail.example");
  });

  test("8: a third party that is not there is told before anything is written under it", async () => {
    const { server, connector, config } = await startDolibarrDesk();
    const told = await connector.createContact({ ...config, thirdPartyId: 99 }, ada, about);
    expect(troubleOf(told)).toEqual({ class: "auth", code: "crm.dolibarr.third-party-missing" });
    expect(server.rows("contacts")).toEqual([]);
  });

  test("8: who may not read third parties may make contacts for them all the same", async () => {
    const { server, connector, config } = await startDolibarrDesk();
    server.switches.rights = server.switches.rights.filter((right) => right !== "thirdparties.read");
    valueOf(await connector.createContact(config, ada, about));
    expect(server.rows("contacts")[0]).toMatchObject({ socid: 7 });
  });

  test("8: an event for a contact that is gone is not written", async () => {
    const { server, connector, config } = await startDolibarrDesk();
    const told = await connector.createInteraction(config, interactionOf("A"), { ...about, contact, complaint: null });
    expect(troubleOf(told)).toEqual({ class: "gone", code: "crm.dolibarr.contact-gone" });
    expect(server.rows("agendaevents")).toEqual([]);
  });

  test("8: a long title is cut by us, at a word, before Dolibarr cuts it in the midst of one", async () => {
    const desk = await startDolibarrDesk();
    const text = "Refund ".repeat(60);
    const mention = { ...interactionOf("A").mention, title: null, text };
    valueOf(await file(desk, interactionOf("A", { mention })));
    const label = String(desk.server.rows("agendaevents")[0]?.["label"]);
    expect(label).toMatch(/^Public reply · Ada Lovelace: Refund .* Refund…$/);
    expect(label.length).toBeLessThanOrEqual(128);
  });

  test("8: nothing that people wrote is lost to what Dolibarr takes for markup", async () => {
    const desk = await startDolibarrDesk();
    const text = `I <3 you & "them", 5 < 6. <script>alert(1)</script> The end`;
    const line = interactionOf("A", { mention: { ...interactionOf("A").mention, title: null, text } });
    const { contact: made, complaint } = valueOf(await file(desk, line));
    const [event] = desk.server.rows("agendaevents");
    expect(event?.["note_private"]).toContain(`I ‹3 you &amp; "them", 5 < 6.`);
    expect(event?.["note_private"]).toContain("The end");
    expect(event?.["note_private"]).toContain(line.key);
    expect(event?.["label"]).toContain("I ‹3 you & ”them”, 5 < 6.");
    const profile = valueOf(await desk.connector.readContact(desk.config, { record: made, person: ada }, about));
    expect(profile?.entries[0]?.text).toContain(`I ‹3 you & "them", 5 < 6.`);
    expect(complaint).not.toBeNull();
  });

  test.each([
    ["brackets", "wr:youtube:the (real) ada"],
    ["quotes", `wr:x:o'hara"`],
    ["a slash", "wr:reddit:u/ada"],
    ["letters outside ASCII", "wr:mastodon:gökçe@social.example"],
    ["a percent sign", "wr:x:100%ada"],
  ])("9: a handle with %s is safe in a filter, and is found again", async (_name, key) => {
    const desk = await startDolibarrDesk();
    const person = { ...ada, key, emails: [], phones: [] };
    const made = valueOf(await desk.connector.createContact(desk.config, person, about));
    expect(desk.server.rows("contacts")[0]?.["ref_ext"]).toMatch(/^wr:[a-z]+:~[0-9a-f]{32}$/);
    expect(valueOf(await desk.connector.findContact(desk.config, person, about))).toEqual(made);
    expect(desk.server.requests.every(({ query }) => !/[()'"%]/.test(valueInFilter(query["sqlfilters"])))).toBe(true);
  });

  test("9: a longer handle, another spelling or another letter is another person", async () => {
    const { server, connector, config } = await startDolibarrDesk();
    const person = { ...ada, key: "wr:x:ada_l", emails: [], phones: [] };
    for (const refExt of ["wr:x:ada_l2", "wr:x:adaxl", "wr:x:ADA_L", "wr_x_ada_l", "wr:x:áda_l"])
      server.add("contacts", { ref_ext: refExt, lastname: "Other" });
    expect(valueOf(await connector.findContact(config, person, about))).toBeNull();
    const mine = server.add("contacts", { ref_ext: "wr:x:ada_l", lastname: "Mine" });
    expect(valueOf(await connector.findContact(config, person, about))?.id).toBe(String(mine.id));
  });

  test.each([false, true])(
    "9: a colon in a reference finds one contact, where filters are split at colons: %s",
    async (splitsAtColons) => {
      const desk = await startDolibarrDesk({ splitsAtColons });
      for (const nick of ["first", "second", "third"])
        desk.server.add("contacts", { ref_ext: `wr:mastodon:${nick}@social.example`, lastname: nick });
      const contact = { ...ada, emails: [], phones: [] };
      valueOf(await file(desk, interactionOf("A", { contact })));
      const { contact: found } = valueOf(await file(desk, interactionOf("A", { contact })));
      expect(desk.server.rows("contacts")).toHaveLength(4);
      expect(desk.server.rows("contacts").find(({ id }) => String(id) === found.id)?.["ref_ext"]).toBe(ada.key);
      expect(desk.server.rows("agendaevents")).toHaveLength(1);
    },
  );

  test("10: a wrong key stops the target and asks the person; it is not tried again", async () => {
    const { server, connector, config, secrets } = await startDolibarrDesk();
    secrets.values.set(`crm:${about.targetId}`, "wrong-key");
    const told = await connector.createContact(config, ada, about);
    expect(troubleOf(told)).toEqual({ class: "auth", code: "crm.key-refused" });
    expect(JSON.stringify(told)).not.toContain("wrong-key");
    expect(server.requests).toHaveLength(1);
  });

  test("14: whether the user exists cannot be asked by a user who may see little, and that is no reason to stop", async () => {
    const { connector, config } = await startDolibarrDesk();
    const findings = await connector.test(config, about);
    expect(findings.find(({ says }) => says.code.startsWith("crm.dolibarr.user"))).toEqual({
      state: "unknown",
      says: { code: "crm.dolibarr.user-unknown", params: { id: 2, status: 403 } },
    });
    expect(findings.some(({ state }) => state === "missing")).toBe(false);
  });

  test("15: an answer that takes its time is waited for", async () => {
    const { server, connector, config } = await startDolibarrDesk();
    let goOn = () => {};
    server.meet("POST", "/contacts", { do: "wait", for: new Promise<void>((resolve) => (goOn = resolve)) });
    const making = connector.createContact(config, ada, about);
    await expect.poll(() => server.requests.some(({ method }) => method === "POST")).toBe(true);
    goOn();
    expect(valueOf(await making).id).toBe(String(server.rows("contacts")[0]?.id));
  });

  test("letters of every script and emoji arrive and come back as they were", async () => {
    const desk = await startDolibarrDesk();
    const person = { ...ada, name: "Gökçe 👩‍🚀 Иванова" };
    const reply = { text: "Vi beklager 🚢 — 申し訳ありません", url: null, author: "Ola", approvedBy: [], script: null };
    const { contact: made } = valueOf(await file(desk, interactionOf("A", { contact: person, reply })));
    const profile = valueOf(await desk.connector.readContact(desk.config, { record: made, person }, about));
    expect(profile?.name).toBe("Gökçe 👩‍🚀 Иванова");
    expect(profile?.entries[0]?.text).toContain("Vi beklager 🚢 — 申し訳ありません");
  });
});

/** What stands between the quotes of a filter, without the patterns of a telephone number. */
function valueInFilter(filters = ""): string {
  return [...filters.matchAll(/:like:'(.*?)'\)/g)].map(([, value]) => value ?? "").join("");
}
