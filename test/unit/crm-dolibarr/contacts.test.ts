import { expect, test } from "vitest";
import { isSamePhone } from "../../../src-main/adapters/crm/dolibarr/find-contact.ts";
import { about, ada, startDolibarrDesk, troubleOf, valueOf } from "../../support/dolibarr-desk.ts";

const stranger = { ...ada, key: "wr:x:somebody", handle: "somebody" };

test("a contact is made with names, ways, network, reference and third party", async () => {
  const { server, connector, config } = await startDolibarrDesk();
  const made = valueOf(await connector.createContact(config, ada, about));
  expect(made).toEqual({ id: "11", url: `${server.url}/contact/card.php?id=11` });
  expect(server.rows("contacts")).toEqual([
    {
      id: 11,
      lastname: "Lovelace",
      firstname: "Ada",
      email: "ada@mail.example",
      phone_pro: "+4791234567",
      socialnetworks: { mastodon: "ada@social.example" },
      ref_ext: "wr:mastodon:ada@social.example",
      socid: 7,
    },
  ]);
});

test.each([
  [{ name: null }, { lastname: "ada@social.example" }],
  [{ name: null, handle: null, key: "wr:case:01J" }, { lastname: "wr:case:01J" }],
  [{ name: "Madonna" }, { lastname: "Madonna" }],
  [{ name: `Ada "Ace" Byron Lovelace` }, { firstname: "Ada ”Ace” Byron", lastname: "Lovelace" }],
  [{ key: "wr:x:ada", handle: "ada" }, { socialnetworks: { twitter: "ada" } }],
])("what is known of %o is written as %o", async (known, expected) => {
  const { server, connector, config } = await startDolibarrDesk();
  valueOf(await connector.createContact(config, { ...ada, ...known }, about));
  expect(server.rows("contacts")[0]).toMatchObject(expected);
});

test("the reference comes before the e-mail, the e-mail before the telephone, and a name counts for nothing", async () => {
  const { server, connector, config } = await startDolibarrDesk();
  const find = async () => valueOf(await connector.findContact(config, ada, about))?.id;
  server.add("contacts", { lastname: "Lovelace", firstname: "Ada" });
  expect(await find()).toBeUndefined();
  const byPhone = server.add("contacts", { lastname: "Byron", phone_mobile: "+47 912 34 567" });
  expect(await find()).toBe(String(byPhone.id));
  const byEmail = server.add("contacts", { lastname: "King", email: "Ada@Mail.example" });
  expect(await find()).toBe(String(byEmail.id));
  const byReference = server.add("contacts", { lastname: "Countess", ref_ext: ada.key });
  expect(await find()).toBe(String(byReference.id));
});

test("an e-mail that several contacts have finds the oldest of them", async () => {
  const { server, connector, config } = await startDolibarrDesk();
  const [older] = ["One", "Two"].map((lastname) => server.add("contacts", { lastname, email: "ada@mail.example" }));
  expect(valueOf(await connector.findContact(config, stranger, about))?.id).toBe(String(older?.id));
});

test("a number that several contacts have finds nobody", async () => {
  const { server, connector, config } = await startDolibarrDesk();
  for (const lastname of ["One", "Two"]) server.add("contacts", { lastname, phone_pro: "+47 91 23 45 67" });
  expect(valueOf(await connector.findContact(config, stranger, about))).toBeNull();
});

test.each([
  ["+47 912 34 567", true],
  ["0047 91234567", true],
  ["912 34 567", true],
  ["(912) 34-567", true],
  ["+46 91234567", false],
  ["34567", false],
  ["912 34 568", false],
  ["1 912 34 567", false],
  ["no number", false],
])("%s is the number +47 91234567: %s", (theirs, isSame) => {
  expect(isSamePhone(theirs, "+4791234567")).toBe(isSame);
});

test("a contact that may not be written is told in Dolibarr's own words", async () => {
  const { server, connector, config } = await startDolibarrDesk();
  server.switches.rights = server.switches.rights.filter((right) => right !== "contacts.write");
  const told = await connector.createContact(config, ada, about);
  expect(troubleOf(told)).toEqual({ class: "permanent", code: "crm.refused-because" });
  expect(told).toMatchObject({
    trouble: { says: { params: { status: 403, words: "Forbidden: Insufficient rights to write" } } },
  });
});

test.each([
  ["/", ""],
  ["/index.php?mainmenu=home", ""],
  ["/api/index.php", ""],
  ["/api/index.php/explorer", ""],
])("an address that was pasted with %s leads to the same Dolibarr", async (tail) => {
  const { server, connector, config } = await startDolibarrDesk();
  const made = valueOf(await connector.createContact({ ...config, url: `${server.url}${tail}` }, ada, about));
  expect(made.url).toBe(`${server.url}/contact/card.php?id=${made.id}`);
});

test("a value goes where the field map says, into extra fields too, or nowhere", async () => {
  const { server, connector, config } = await startDolibarrDesk();
  const fields = { "contact.phone": "phone_perso", "contact.email": null, "contact.handle": "options_handle" };
  valueOf(await connector.createContact({ ...config, fields }, ada, about));
  const [made] = server.rows("contacts");
  expect(made).toMatchObject({ phone_perso: "+4791234567", array_options: { options_handle: "ada@social.example" } });
  expect(made).not.toHaveProperty("email");
  expect(made).not.toHaveProperty("phone_pro");
});
