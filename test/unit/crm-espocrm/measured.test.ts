import { expect, test } from "vitest";
import { allRights, noRights } from "../../support/espocrm-server/switches.ts";
import { about, calmLine, countsOf, file, lineOf, startEspoDesk, troubleOf, valueOf } from "./espo-desk.ts";

test("4: a step that was given up while it was done is found, not repeated", async () => {
  const desk = await startEspoDesk({ timeoutMs: 150 });
  const { server, connector, config } = desk;
  const { contact } = lineOf("1");
  const late = Promise.withResolvers<void>();
  server.meet("POST", "Contact", { do: "wait", for: late.promise });
  expect(troubleOf(await connector.createContact(config, contact, about)).class).toBe("unknown");
  late.resolve();
  await expect.poll(() => server.records("Contact").length).toBe(1);
  valueOf(await file(desk, lineOf("1")));
  expect(countsOf(desk)).toEqual({ Contact: 1, Case: 1, Note: 1, Call: 0 });
});

test("8: text that comes back escaped is known again", async () => {
  const desk = await startEspoDesk({ escapesText: true });
  const odd = { ...lineOf("1").contact, key: "wr:reviews:tom & <jerry>", emails: [], phones: [] };
  const line = lineOf("1", { contact: odd });
  const first = valueOf(await file(desk, line));
  expect(valueOf(await file(desk, line))).toEqual(first);
  expect(countsOf(desk)).toEqual({ Contact: 1, Case: 1, Note: 1, Call: 0 });
});

test("10: a wrong key is tried once, and stops the target", async () => {
  const { connector, config, setKey, server } = await startEspoDesk();
  setKey("not-the-key");
  const told = await connector.findContact(config, lineOf("1").contact, about);
  expect(troubleOf(told)).toEqual({ class: "auth", code: "crm.key-refused" });
  expect(server.requests).toHaveLength(1);
});

test("10: from the twelfth wrong key on everything is 403, and the lock-out is called by its name", async () => {
  const { connector, config, setKey, server } = await startEspoDesk();
  const ask = () => connector.findContact(config, lineOf("1").contact, about);
  setKey("not-the-key");
  for (let count = 0; count < 11; count += 1) expect(troubleOf(await ask()).code).toBe("crm.key-refused");
  expect(troubleOf(await ask())).toEqual({ class: "auth", code: "crm.espocrm.locked-out" });
  setKey(server.apiKey);
  expect(troubleOf(await ask())).toEqual({ class: "auth", code: "crm.espocrm.locked-out" });
  expect(await connector.test(config, about)).toEqual([
    { state: "missing", says: { code: "crm.espocrm.locked-out", params: { host: new URL(server.url).host } } },
  ]);
  server.unlock();
  expect(valueOf(await ask())).toBeNull();
});

test("11: the id is EspoCRM's own", async () => {
  const desk = await startEspoDesk();
  const filed = valueOf(await file(desk, lineOf("1")));
  expect(filed.contact).toEqual({
    id: desk.server.records("Contact")[0]?.id,
    url: `${desk.server.url}/#Contact/view/${filed.contact.id}`,
  });
  expect(filed.complaint?.url).toBe(`${desk.server.url}/#Case/view/${filed.complaint?.id ?? ""}`);
});

test("11: 409 brings the contact that is there, and that one is taken", async () => {
  const { server, connector, config } = await startEspoDesk();
  const theirs = server.add("Contact", {
    lastName: "Blue",
    emailAddress: "info@b.example",
    otherEmails: ["HETTIE@example.org"],
  });
  const made = valueOf(await connector.createContact(config, lineOf("1").contact, about));
  expect(made).toEqual({ id: theirs.id, url: `${server.url}/#Contact/view/${theirs.id}`, wasThere: true });
  expect(server.records("Contact")).toHaveLength(1);
});

test("11: somebody of the same name is somebody else", async () => {
  const desk = await startEspoDesk();
  const namesake = desk.server.add("Contact", {
    firstName: "Hettie",
    lastName: "Blue",
    emailAddress: "h@other.example",
  });
  const filed = valueOf(await file(desk, lineOf("1")));
  expect(filed.contact.id).not.toBe(namesake.id);
  const posts = desk.server.requests.filter(({ method, path }) => method === "POST" && path === "Contact");
  expect(posts.map(({ headers }) => headers["x-skip-duplicate-check"])).toEqual([undefined, "true"]);
  expect(desk.server.records("Contact")).toHaveLength(2);
});

test.each([
  [true, "a validation in JSON"],
  [false, "a reason in the header alone"],
])("12: 400 names the field that is wrong (%s: %s)", async (isJson) => {
  const { server, connector, config } = await startEspoDesk();
  const reason = "Field validation failure; entityType: Contact, field: cRegion, type: required.";
  const body = JSON.stringify({ messageTranslation: { data: { field: "cRegion", type: "required" } } });
  const answer = isJson
    ? { body, headers: { "content-type": "application/json" } }
    : { headers: { "x-status-reason": reason } };
  server.meet("POST", "Contact", { do: "answer", status: 400, ...answer });
  expect(await connector.createContact(config, lineOf("1").contact, about)).toEqual({
    ok: false,
    trouble: {
      class: "permanent",
      says: { code: "crm.espocrm.field-required", params: { field: "cRegion", record: "Contact" } },
    },
  });
});

test("12: a status that an admin took away is a field that is not taken", async () => {
  const desk = await startEspoDesk({ caseStatuses: ["Open", "Done"] });
  expect(troubleOf(await file(desk, lineOf("1")))).toEqual({ class: "permanent", code: "crm.espocrm.field-invalid" });
  const told = await file({ ...desk, config: { ...desk.config, fields: { "complaint.status": null } } }, lineOf("1"));
  expect(told.ok).toBe(true);
});

test.each([
  ["Contact", "read", "crm.espocrm.right-missing"],
  ["Contact", "create", "crm.espocrm.right-missing"],
  ["Case", "create", "crm.espocrm.right-missing"],
  ["Case", "stream", "crm.espocrm.right-missing"],
] as const)("12: 403 without the right to %s.%s stops the target and names it", async (record, action, code) => {
  const desk = await startEspoDesk();
  desk.server.switches.rights[record] = { ...allRights, [action]: "no" };
  expect(await file(desk, lineOf("1"))).toEqual({
    ok: false,
    trouble: { class: "auth", says: { code, params: { record, action } } },
  });
});

test("12: 403 for a contact that was merged meanwhile says so", async () => {
  const desk = await startEspoDesk();
  const { server, connector, config } = desk;
  const { contact } = valueOf(await file(desk, lineOf("1")));
  server.remove("Contact", contact.id);
  const other = lineOf("2", { case: { ...lineOf("2").case, id: "01JCASE000000000000000002B" } });
  const told = await connector.createComplaint(config, other, { ...about, contact });
  expect(troubleOf(told)).toEqual({ class: "gone", code: "crm.espocrm.contact-gone" });
  const again = valueOf(await file(desk, other));
  expect(again.contact.id).not.toBe(contact.id);
});

test("12: 404 is an answer: a record that is gone is none", async () => {
  const { connector, config } = await startEspoDesk();
  const gone = { id: "65f0000000000000a", url: null };
  const told = await connector.readContact(config, { record: gone, person: lineOf("1").contact }, about);
  expect(valueOf(told)).toBeNull();
});

test("12: without its database it answers 500 with an empty page, and nothing is lost", async () => {
  const desk = await startEspoDesk();
  desk.server.switches.isDatabaseDown = true;
  expect(troubleOf(await file(desk, lineOf("1")))).toEqual({ class: "retry", code: "crm.fault" });
  const { connector, config } = desk;
  expect(troubleOf(await connector.createContact(config, lineOf("1").contact, about)).class).toBe("unknown");
  desk.server.switches.isDatabaseDown = false;
  valueOf(await file(desk, lineOf("1")));
  expect(countsOf(desk)).toEqual({ Contact: 1, Case: 1, Note: 1, Call: 0 });
});

test("13: a call has its user, its contact and its time", async () => {
  const desk = await startEspoDesk({ set: { log: "call" } });
  const config = { ...desk.config, userId: desk.server.userId };
  const { interaction, contact } = valueOf(await file({ ...desk, config }, calmLine("1")));
  expect(desk.server.records("Call")).toMatchObject([
    {
      ...{ status: "Held", direction: "Outbound", assignedUserId: desk.server.userId, contactsIds: [contact.id] },
      ...{ dateStart: "2026-11-21 14:05:00", dateEnd: "2026-11-21 14:10:00" },
    },
  ]);
  expect(interaction.url).toBe(`${desk.server.url}/#Call/view/${desk.server.records("Call")[0]?.id ?? ""}`);
  expect(countsOf(desk)).toEqual({ Contact: 1, Case: 0, Note: 0, Call: 1 });
});

test("12: 403 for a case that was deleted meanwhile says so", async () => {
  const desk = await startEspoDesk();
  const filed = valueOf(await file(desk, lineOf("1")));
  desk.server.remove("Case", filed.complaint?.id ?? "");
  const told = await desk.connector.createInteraction(desk.config, lineOf("2"), { ...about, ...filed });
  expect(troubleOf(told)).toEqual({ class: "gone", code: "crm.espocrm.case-gone" });
});

test("13: a complaint is a case although the rest are calls, also for who asks without its record", async () => {
  const desk = await startEspoDesk({ set: { log: "call" } });
  const { contact, interaction } = valueOf(await file(desk, lineOf("1")));
  const place = { ...about, contact, complaint: null };
  expect(valueOf(await desk.connector.findInteraction(desk.config, lineOf("1"), place))).toEqual(interaction);
});

test("13: without a user, or with one that is not there, calls stop the target", async () => {
  const desk = await startEspoDesk({ set: { log: "call" } });
  expect(troubleOf(await file(desk, calmLine("1")))).toEqual({ class: "auth", code: "crm.espocrm.user-needed" });
  const config = { ...desk.config, userId: "65f0000000000000a" };
  const told = await file({ ...desk, config }, calmLine("1"));
  expect(troubleOf(told)).toEqual({ class: "auth", code: "crm.espocrm.user-unknown" });
});

test("15: a slow answer is no failure", async () => {
  const desk = await startEspoDesk({ delayMs: 20 });
  valueOf(await file(desk, lineOf("1")));
  expect(countsOf(desk)).toEqual({ Contact: 1, Case: 1, Note: 1, Call: 0 });
});

test("a kind that the role leaves out altogether is a right that is missing", async () => {
  const desk = await startEspoDesk();
  desk.server.switches.rights["Case"] = noRights;
  expect(troubleOf(await file(desk, lineOf("1"))).code).toBe("crm.espocrm.right-missing");
});

test("a page in place of an answer is no contact", async () => {
  const { server, connector, config } = await startEspoDesk();
  const page = { status: 200, body: "<html>Upgrade</html>", headers: { "content-type": "text/html" } };
  server.meet("POST", "Contact", { do: "answer", ...page });
  expect(troubleOf(await connector.createContact(config, lineOf("1").contact, about)).class).toBe("unknown");
  server.meet("GET", "Contact", { do: "answer", status: 302, headers: { location: "/install/" } });
  expect(troubleOf(await connector.findContact(config, lineOf("1").contact, about)).class).toBe("retry");
});
