import { expect, test } from "vitest";
import { loadWords } from "../../../src-main/adapters/word-catalogue.ts";
import type { DolibarrConfig } from "../../../src-main/ports/crm-connector.ts";
import { about, interactionOf, startDolibarrDesk } from "../../support/dolibarr-desk.ts";
import type { DolibarrDesk } from "../../support/dolibarr-desk.ts";

const { say } = loadWords("resources");

async function check({ connector, config }: DolibarrDesk, change: Partial<DolibarrConfig> = {}) {
  const findings = await connector.test({ ...config, ...change }, about);
  for (const { says } of findings) expect(say(says)).toMatch(/^[^{}]+$/);
  return findings.map(({ state, says }) => `${state} ${says.code.replace("crm.dolibarr.", "")}`);
}

test("a good set-up is told point by point, and nothing is written by the test", async () => {
  const desk = await startDolibarrDesk({ rights: ["admin"] });
  expect(await check(desk)).toEqual([
    "ok connected",
    "ok right-contacts-read",
    "ok right-contacts-write",
    "ok right-agenda-read",
    "ok right-agenda-write",
    "ok right-tickets-read",
    "ok right-tickets-write",
    "ok user-found",
    "ok third-party-found",
    "ok ticket-type-found",
  ]);
  for (const table of ["contacts", "agendaevents", "tickets"] as const) expect(desk.server.rows(table)).toEqual([]);
});

test("each right that is missing is named, those that only erasures need as a warning", async () => {
  const desk = await startDolibarrDesk({ rights: [] });
  expect(await check(desk)).toEqual([
    "ok connected",
    "missing no-right-contacts-read",
    "missing no-right-contacts-write",
    "warning no-right-contacts-delete",
    "missing no-right-agenda-read",
    "missing no-right-agenda-write",
    "warning no-right-agenda-delete",
    "missing no-right-tickets-read",
    "missing no-right-tickets-write",
    "warning no-right-tickets-delete",
    "unknown user-unknown",
    "unknown third-party-unknown",
    "ok ticket-type-found",
  ]);
});

test("a key that may write events for its own user alone is told when they are to be another's", async () => {
  const desk = await startDolibarrDesk();
  expect(await check(desk, { userId: 3 })).toContain("missing no-right-agenda-write");
  expect(await check(desk)).toContain("ok right-agenda-write");
});

test("a module that is off, a user, a third party and a ticket type that are not there are named", async () => {
  const desk = await startDolibarrDesk({ rights: ["admin"], modules: ["api", "societe"] });
  const findings = await check(desk, { userId: 99, thirdPartyId: 98, ticketType: "NONE" });
  expect(findings.filter((finding) => finding.startsWith("missing"))).toEqual([
    "missing module-off-agenda",
    "missing module-off-tickets",
    "missing user-missing",
    "missing third-party-missing",
    "missing ticket-type-missing",
  ]);
});

test("without tickets nothing is asked about them, and without a third party that is said", async () => {
  const findings = await check(await startDolibarrDesk(), { ticketType: null, thirdPartyId: null });
  expect(findings.filter((finding) => finding.includes("ticket"))).toEqual([]);
  expect(findings).toContain("warning no-third-party");
});

test.each([
  ["database", "missing crm.not-json"],
  ["installing", "missing crm.redirected"],
  ["api-off", "missing crm.not-json"],
] as const)("a Dolibarr that is %s is told as such, and nothing more is asked", async (outage, expected) => {
  const desk = await startDolibarrDesk({ outage });
  expect(await check(desk)).toEqual([expected]);
  expect(desk.server.requests).toHaveLength(1);
});

test("a wrong key is asked once", async () => {
  const desk = await startDolibarrDesk();
  desk.secrets.values.set(`crm:${about.targetId}`, "wrong-key");
  expect(await check(desk)).toEqual(["missing crm.key-refused"]);
  expect(desk.server.requests).toHaveLength(1);
});

test("the preview is what would be written, field by field in Dolibarr's names", async () => {
  const { connector, config } = await startDolibarrDesk();
  const preview = connector.preview(config, interactionOf("A"));
  expect(preview.map(({ record, fields }) => [record, fields.map(({ field }) => field)])).toEqual([
    [
      "crm.record.contact",
      ["lastname", "firstname", "email", "phone_pro", "socialnetworks.mastodon", "ref_ext", "socid"],
    ],
    ["crm.record.complaint", ["track_id", "type_code", "subject", "message", "fk_soc"]],
    [
      "crm.record.interaction",
      [
        ...["type_code", "code", "label", "note_private", "datep", "datef", "percentage", "userownerid", "socid"],
        "ref_ext",
      ],
    ],
  ]);
  const [, , interaction] = preview;
  expect(interaction?.fields.find(({ field }) => field === "datep")?.value).toBe("2026-11-17 10:00 UTC");
  const calm = { ...interactionOf("A").case, isComplaint: false };
  expect(connector.preview(config, interactionOf("A", { case: calm })).map(({ record }) => record)).toEqual([
    "crm.record.contact",
    "crm.record.interaction",
  ]);
});
