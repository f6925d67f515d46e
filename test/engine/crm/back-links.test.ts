import { afterEach, beforeEach, expect, test } from "vitest";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { readCaseDetail } from "../../../src-main/engine/cases/case-detail.ts";
import { showTimeline } from "../../../src-main/engine/contacts/show-contact.ts";
import { readSettings } from "../../../src-main/engine/store/setting.ts";
import { addSourceRow, addStory } from "../../support/desk-fixture.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";

let parts: TestParts;
beforeEach(async () => {
  parts = await startTestParts();
});
afterEach(() => parts.close());

/** A case whose interaction arrived in EspoCRM, where it is said to open at `url`. */
async function delivered(url: string): Promise<{ readonly storyId: string; readonly contactId: string }> {
  const { storyId, storyRowId } = await addStory(parts, { sourceRowId: await addSourceRow(parts) });
  const contactId = await runEngineAct(parts, { topics: [] }, async (act) => {
    const deskCase = await act.trx
      .selectFrom("desk_case")
      .innerJoin("contact", "contact.id", "desk_case.contact_id")
      .select(["desk_case.id", "contact.public_id"])
      .where("story_id", "=", storyRowId)
      .executeTakeFirstOrThrow();
    const config = JSON.stringify({ kind: "espocrm", url: "https://crm.example" });
    const target = await act.trx
      .insertInto("crm_target")
      .values({ public_id: act.newId(), name: "EspoCRM", kind: "espocrm", config, paused: null, removed_at: null })
      .returning("id")
      .executeTakeFirstOrThrow();
    const id = act.newId();
    await act.trx
      .insertInto("delivery")
      .values({
        ...{ public_id: id, key: `wr:x:${id}`, target_id: target.id, case_id: deskCase.id, contact_key: "wr:forum:d" },
        ...{ payload: "{}", state: "done", first_try_at: 5, counted_from: 5, next_at: null, error_class: null },
        ...{ trouble: null, remote_url: url, created_at: act.at, done_at: act.at },
      })
      .execute();
    await act.record({ kind: "delivery.done", subjectId: id, payload: { key: `wr:x:${id}`, target: "EspoCRM" } });
    return deskCase.public_id;
  });
  return { storyId, contactId };
}

async function linksOf({ storyId, contactId }: { readonly storyId: string; readonly contactId: string }) {
  const { settings } = await readSettings(parts.store.read);
  const { timeline } = await readCaseDetail(parts.store.read, storyId, { now: parts.clock.now(), settings });
  const { moments } = await showTimeline(parts.store.read, { id: contactId, kinds: ["crm"], before: null });
  const logged = timeline.filter(({ says }) => says.code === "event.delivery.done");
  return {
    ofCase: logged.map(({ says, url }) => ({ says, url })),
    ofContact: moments.map(({ where, url }) => ({ where, url })),
  };
}

test("what was logged leads to its record in the CRM, from the case and from the contact", async () => {
  const url = "https://crm.example/#Case/view/65a1";
  expect(await linksOf(await delivered(url))).toEqual({
    ofCase: [{ says: { code: "event.delivery.done", params: { target: "EspoCRM" } }, url }],
    ofContact: [{ where: "EspoCRM", url }],
  });
});

test.each(["https://evil.example/#Case/view/1", "http://crm.example/1", "javascript:alert(1)"])(
  "a record that is said to open at %s is named without a link",
  async (url) => {
    expect(await linksOf(await delivered(url))).toEqual({
      ofCase: [{ says: { code: "event.delivery.done", params: { target: "EspoCRM" } }, url: null }],
      ofContact: [{ where: "EspoCRM", url: null }],
    });
  },
);
