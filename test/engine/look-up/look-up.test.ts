import { expect, test } from "vitest";
import { checkWorkspace } from "../../../src-main/engine/workspace/check.ts";
import { startDesk } from "../by-hand/desk.ts";
import type { Desk } from "../by-hand/desk.ts";

const HOUR = 3_600_000;

/** A desk with what Dorrit posted in public, and her number on her profile. */
async function startWithDorrit() {
  const desk = await startDesk();
  const post = await desk.call("mentions.log", {
    ...({ kind: "post", network: "mastodon", url: "https://island.example/@dorrit_h/1", bucket: "care" } as const),
    ...{ text: "The refund form wants a booking number I never got.", person: "Dorrit Hask", reach: "@dorrit_h" },
  });
  const { hits } = await desk.call("lookUp.find", { typed: "dorrit" });
  const contactId = hits[0]?.id ?? "";
  await desk.parts.store.write((trx) =>
    trx
      .insertInto("contact_phone")
      .columns(["contact_id", "written", "digits"])
      .expression((eb) =>
        eb
          .selectFrom("contact")
          .select(["id", eb.val("030 90182 0412").as("written"), eb.val("+4930901820412").as("digits")])
          .where("public_id", "=", contactId),
      )
      .execute(),
  );
  return { desk, contactId, storyId: post.storyId };
}

async function sendReply({ parts }: Desk, storyId: string, text: string): Promise<void> {
  await parts.store.write(async (trx) => {
    const { id } = await trx
      .selectFrom("desk_case")
      .innerJoin("story", "story.id", "desk_case.story_id")
      .select("desk_case.id")
      .where("story.public_id", "=", storyId)
      .executeTakeFirstOrThrow();
    const at = parts.clock.now();
    const fixed = { state: "sent", network: "mastodon", account: "desk", cycle: 1, parent_url: null } as const;
    await trx
      .insertInto("reply")
      .values({ public_id: parts.commandId(), case_id: id, text, saved_at: at, sent_at: at, ...fixed })
      .execute();
  });
}

test("whoever calls is known by the end of their number, with their last public words and the open case", async () => {
  const { desk, contactId, storyId } = await startWithDorrit();
  const found = await desk.call("lookUp.find", { typed: "0412" });
  expect(found).toEqual({
    isTooShort: false,
    hits: [
      {
        id: contactId,
        name: { text: "Dorrit Hask", from: 0, to: 0 },
        kind: "customer",
        organisation: null,
        town: null,
        handles: [{ network: "mastodon", text: "@dorrit_h", from: 0, to: 0 }],
        phones: [{ text: "+49 30 901820412", from: 12, to: 16 }],
        emails: [],
        lastAt: desk.parts.clock.now(),
        standing: "open",
        openStoryId: storyId,
      },
    ],
    isCapped: false,
    card: {
      contactId,
      said: {
        text: "The refund form wants a booking number I never got.",
        place: "Closed networks",
        network: "mastodon",
        at: desk.parts.clock.now(),
        storyId,
      },
      answered: null,
      drafting: null,
      say: null,
    },
    reach: null,
  });
});

test("our answer stands beside their words, and says whether it came after them", async () => {
  const { desk, contactId, storyId } = await startWithDorrit();
  desk.parts.clock.advance(HOUR);
  await sendReply(desk, storyId, "Your refund is on its way.");
  const answered = { text: "Your refund is on its way.", at: desk.parts.clock.now(), isLater: true, storyId };
  expect(await desk.call("lookUp.card", { contactId })).toMatchObject({ answered });
  expect((await desk.call("lookUp.find", { typed: "hask" })).hits[0]?.lastAt).toBe(desk.parts.clock.now());
});

test("what was said on the telephone was not said in public", async () => {
  const desk = await startDesk();
  await desk.call("mentions.log", {
    kind: "call",
    text: "Where is it?",
    person: "Beck Tarn",
    reach: "+44 20 7946 0958",
  });
  const { hits, card } = await desk.call("lookUp.find", { typed: "beck" });
  expect([hits.length, card?.said]).toEqual([1, null]);
});

test("fewer than three characters look nobody up; a number that nobody has can be called back", async () => {
  const { desk } = await startWithDorrit();
  const nobody = { hits: [], isCapped: false, card: null };
  expect(await desk.call("lookUp.find", { typed: "do" })).toEqual({ ...nobody, isTooShort: true, reach: null });
  expect(await desk.call("lookUp.find", { typed: "+44 20 7946 0000" })).toEqual({
    ...{ ...nobody, isTooShort: false },
    reach: "+442079460000",
  });
});

test("a look-up leaves no trace", async () => {
  const { desk, contactId } = await startWithDorrit();
  const changesOf = () => desk.parts.store.raw.prepare("SELECT total_changes() AS n").get();
  const before = changesOf();
  await desk.call("lookUp.find", { typed: "dorrit" });
  await desk.call("lookUp.card", { contactId });
  expect([changesOf(), desk.parts.logged]).toEqual([before, []]);
});

test("a call that is logged with a contact is their case, and its number is theirs from then on", async () => {
  const { desk, contactId } = await startWithDorrit();
  const call = { kind: "call", text: "Still no refund.", contactId, reach: "020 7946 0958", bucket: "care" } as const;
  const { storyId } = await desk.call("mentions.log", call);
  const { contact, story } = await desk.call("cases.get", { storyId });
  expect([contact?.id, story.author, story.case?.status]).toEqual([contactId, "Dorrit Hask", "new"]);
  expect((await desk.call("lookUp.find", { typed: "0958" })).hits.map((hit) => hit.id)).toEqual([contactId]);
});

test("a call without a number is found under the contact who was chosen", async () => {
  const { desk, contactId } = await startWithDorrit();
  const { storyId } = await desk.call("mentions.log", {
    kind: "call",
    text: "Still no refund.",
    contactId,
    bucket: "care",
  });
  const { contact, story } = await desk.call("cases.get", { storyId });
  expect([contact?.id, story.handle]).toEqual([contactId, "+4930901820412"]);
});

test("who calls from the number of somebody else is still who was chosen", async () => {
  const { desk, contactId } = await startWithDorrit();
  await desk.call("mentions.log", { kind: "call", text: "Hello.", person: "Beck Tarn", reach: "+442079460958" });
  const call = { kind: "call", text: "It is Dorrit.", contactId, reach: "+442079460958", bucket: "care" } as const;
  const { storyId } = await desk.call("mentions.log", call);
  expect((await desk.call("cases.get", { storyId })).contact?.id).toBe(contactId);
});

test("a call of a contact that is not there is refused, and nothing is stored", async () => {
  const { desk } = await startWithDorrit();
  const call = { kind: "call", text: "Hello.", contactId: desk.parts.commandId() } as const;
  await expect(desk.call("mentions.log", call)).rejects.toMatchObject({
    code: "not-found",
    params: { what: "contact" },
  });
});

test("a check proves the look-up, and tells of a row that was changed behind its back", async () => {
  const { desk } = await startWithDorrit();
  expect(await checkWorkspace(desk.parts)).toEqual({ ok: true, findings: [] });
  desk.parts.store.raw.exec("UPDATE contact_look_up SET names = ' nobody '");
  expect((await checkWorkspace(desk.parts)).findings).toEqual([
    { code: "check.look-up", params: { rows: 1 } },
    { code: "check.look-up-index", params: {} },
  ]);
});
