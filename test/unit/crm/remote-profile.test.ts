import { describe, expect, test } from "vitest";
import type { CrmTarget } from "../../../src-main/contract/methods/crm.ts";
import { cleanProfile } from "../../../src-main/domain/crm/clean-profile.ts";
import type { RemoteProfile } from "../../../src-main/domain/crm/clean-profile.ts";
import { ownLink } from "../../../src-main/domain/crm/own-link.ts";
import { profileDifferences } from "../../../src-main/domain/crm/profile-differences.ts";
import { hostilePayloads } from "../../support/hostile-payloads.ts";

type Config = CrmTarget["config"];
const espo = { kind: "espocrm", url: "https://crm.example/espo" } as Config;
const hubspot = { kind: "hubspot", url: "https://api.hubapi.com" } as Config;

const said = (change: Partial<RemoteProfile> = {}): RemoteProfile => ({
  record: { id: "c1", url: "https://crm.example/#Contact/view/c1" },
  ...{ name: "Hettie Marlow", emails: ["hettie@example.com"], phones: ["030 901820"], company: "Marlow Ltd" },
  entries: [{ at: 5, title: "Call", text: "Rang about the refund", url: "https://crm.example/#Call/view/7" }],
  ...change,
});

describe("a link that a CRM gives", () => {
  test.each([
    ["the CRM's own page", "https://crm.example/#Contact/view/1", espo, true],
    ["another path of its host", "https://crm.example/other/1", espo, true],
    ["another host", "https://evil.example/#Contact/view/1", espo, false],
    ["a host that only begins alike", "https://crm.example.evil.example/1", espo, false],
    ["another port of its host", "https://crm.example:8443/1", espo, false],
    ["plain http", "http://crm.example/1", espo, false],
    ["plain http on this computer", "http://127.0.0.1:8080/1", { ...espo, url: "http://127.0.0.1:8080" }, true],
    ["this computer, though the CRM is elsewhere", "http://127.0.0.1:8080/1", espo, false],
    ["a name and a password in it", "https://ann:pin@crm.example/1", espo, false],
    ["a script", "javascript:alert(1)", espo, false],
    ["no address at all", "Contact/1", espo, false],
    ["an address without an end", `https://crm.example/${"x".repeat(3000)}`, espo, false],
    ["HubSpot's pages", "https://app.hubspot.com/contacts/7/record/0-1/1", hubspot, true],
    ["HubSpot's pages in Europe", "https://app-eu1.hubspot.com/contacts/7/record/0-1/1", hubspot, true],
    ["a host that only ends like HubSpot's", "https://app.hubspot.com.evil.example/1", hubspot, false],
    ["HubSpot's pages, told by another CRM", "https://app.hubspot.com/contacts/7", espo, false],
    [
      "a webhook's, which has no pages",
      "https://crm.example/1",
      { kind: "webhook", url: "https://crm.example" },
      false,
    ],
  ] as const)("%s", (_name, url, config, isKept) => {
    expect(ownLink(url, config as Config) !== null).toBe(isKept);
  });
});

describe("what a CRM says of a contact", () => {
  test("is kept as it is when it is plain", () => {
    expect(cleanProfile(said(), espo)).toEqual(said());
  });

  test.each(hostilePayloads("https://evil.example").map((payload, at) => [at, payload] as const))(
    "hostile words %i become bounded plain text without a way out",
    (_at, payload) => {
      const entries = Array.from({ length: 50 }, (_, at) => ({ at, title: payload, text: payload, url: payload }));
      const given = { name: payload, company: payload, emails: [payload], phones: [payload], entries };
      const { record, ...clean } = cleanProfile(said({ ...given, record: { id: "1", url: payload } }), espo);
      const fields = [
        clean.name,
        clean.company,
        ...clean.emails,
        ...clean.phones,
        ...clean.entries.map((one) => one.title),
      ];
      expect(record.url).toBeNull();
      expect(fields.every((field) => field === null || field.length <= 200)).toBe(true);
      expect(clean.entries).toHaveLength(20);
      expect(clean.entries.every(({ text, url }) => url === null && (text === null || text.length <= 2000))).toBe(true);
      // Nothing that steers a terminal, a line or the direction of writing, and no half of a pair.
      // oxlint-disable-next-line no-control-regex
      expect(JSON.stringify(clean)).not.toMatch(/\\u00[01]|[\u0000-\u0008\u202a-\u202e\u2066-\u2069]|\\ud[89a-f]/i);
      expect([...fields, ...clean.entries.map(({ text }) => text)].join(" ")).not.toMatch(
        /<\/?(?:script|img|svg|iframe|a)\b[^>]*>/i,
      );
    },
  );

  test("HTML becomes lines, the newest entries come first, moments that are none are left out", () => {
    const entry = (at: number, text: string) => ({ at, title: "<b>Note</b>", text, url: null });
    const { entries } = cleanProfile(
      said({ entries: [entry(1, "<p>One</p><p>two &amp; three</p>"), entry(9, "New"), entry(Number.NaN, "Never")] }),
      espo,
    );
    expect(entries).toEqual([
      { at: 9, title: "Note", text: "New", url: null },
      { at: 1, title: "Note", text: "One\n\ntwo & three", url: null },
    ]);
  });

  test("empty and doubled words are nothing", () => {
    const clean = cleanProfile(said({ name: "  ", company: "", emails: ["a@b.example", "a@b.example", " "] }), espo);
    expect([clean.name, clean.company, clean.emails]).toEqual([null, null, ["a@b.example"]]);
  });
});

describe("where a CRM says otherwise", () => {
  const here = { name: "Hettie Marlow", organisation: null, phones: ["+4930901820"], emails: ["hettie@example.com"] };
  test.each([
    [
      "the same in other spellings is no difference",
      { name: "HETTIE  marlow", phones: ["0049 30 90 18 20"], emails: ["Hettie@Example.com"] },
      [],
    ],
    [
      "another number comes to ours",
      { phones: ["030 5550123"] },
      [{ field: "phone", theirs: "030 5550123", ours: "+49 30 901820" }],
    ],
    [
      "an organisation that is not here",
      { company: "Marlow Ltd" },
      [{ field: "organisation", theirs: "Marlow Ltd", ours: null }],
    ],
    [
      "another name",
      { name: "Henrietta Marlow" },
      [{ field: "name", theirs: "Henrietta Marlow", ours: "Hettie Marlow" }],
    ],
    [
      "the same new address twice is said once",
      { emails: ["h@m.example", "H@M.example"] },
      [{ field: "email", theirs: "h@m.example", ours: "hettie@example.com" }],
    ],
    ["what is no number and no address could not be kept", { phones: ["ask Ann"], emails: ["none"] }, []],
    ["what the CRM does not know is no difference", {}, []],
  ] as const)("%s", (_name, theirs, expected) => {
    const nothing = { name: null, company: null, phones: [], emails: [] };
    expect(profileDifferences(here, { ...nothing, ...theirs }, "DE")).toEqual(expected);
  });
});
