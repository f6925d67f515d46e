import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Correction, Erasure, Interaction } from "../../../src-main/domain/crm/interaction.ts";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import { lineOf, startCrmDesk } from "../../support/crm-desk.ts";
import type { CrmCase, CrmDesk } from "../../support/crm-desk.ts";

let desk: CrmDesk;
let dorrit: CrmCase;
beforeEach(async () => {
  desk = await startCrmDesk();
  dorrit = await desk.newCase("dorrit");
});
afterEach(() => desk.close());

const log = (key: string, changed: Partial<Interaction> = {}) =>
  desk.queue(dorrit, lineOf(dorrit, `wr:d:${key}`, changed));
const correct = (key: string, of: string, changed: Partial<Interaction> = {}) => {
  const interaction = lineOf(dorrit, `wr:d:${of}`, changed);
  const about = { occurredAt: interaction.occurredAt, contact: interaction.contact, because: "text_changed" } as const;
  return desk.queue(dorrit, {
    schema: "watchroom.correction/1",
    key: `wr:d:${key}`,
    ...about,
    interaction,
  } satisfies Correction);
};
const erase = (...keys: readonly string[]) =>
  desk.queue(dorrit, {
    schema: "watchroom.erasure/1",
    key: "wr:d:erase",
    occurredAt: "2026-11-17T10:00:00.000Z",
    contact: { key: dorrit.contactKey },
    erases: keys.map((key) => `wr:d:${key}`),
  } satisfies Erasure);
const command = () => ({ commandId: desk.parts.commandId() });
const retry = async (at = 0) => {
  const row = (await desk.page())[at];
  await desk.outbox["crm.retry"]({ ...command(), id: row?.id ?? "", version: row?.version ?? 0 }, desk.admin);
};

describe("a line goes contact, complaint, interaction", () => {
  test("each is made once, and the next line of the same case uses what is known", async () => {
    await log("1");
    await log("2");
    await desk.drain();
    const { contacts, complaints, interactions, calls } = desk.crm;
    expect([contacts.length, complaints.length]).toEqual([1, 1]);
    expect(interactions.map(({ key, contactId, complaintId }) => [key, contactId, complaintId])).toEqual([
      ["wr:d:1", contacts[0]?.id, complaints[0]?.id],
      ["wr:d:2", contacts[0]?.id, complaints[0]?.id],
    ]);
    expect(calls).toEqual([
      ...["findContact", "createContact", "findComplaint", "createComplaint", "createInteraction"],
      "createInteraction",
    ]);
    expect((await desk.page()).map(({ state, remoteUrl }) => [state, remoteUrl])).toEqual([
      ["done", "https://crm.example/note/r3"],
      ["done", "https://crm.example/note/r4"],
    ]);
  });

  test("a case that is no complaint gets none", async () => {
    await log("1", { case: { id: dorrit.id, link: "watchroom://case/1", isComplaint: false } });
    await desk.drain();
    expect([desk.crm.complaints.length, desk.crm.interactions.length]).toEqual([0, 1]);
  });

  test.each(["createContact", "createComplaint", "createInteraction"] as const)(
    "when the answer of %s is lost, it is looked for and not made again",
    async (step) => {
      desk.crm.meet(step, "lost");
      await log("1");
      await desk.drain();
      expect(await desk.states()).toEqual(["queued"]);
      await desk.passTime();
      const { contacts, complaints, interactions } = desk.crm;
      expect([contacts.length, complaints.length, interactions.length, await desk.states()]).toEqual([
        ...[1, 1, 1],
        ["done"],
      ]);
    },
  );

  test.each(["createContact", "createComplaint", "createInteraction"] as const)(
    "when the engine ends in the midst of %s, the next one looks first",
    async (step) => {
      const reached = desk.crm.hangAt(step);
      await log("1");
      void desk.drain();
      await reached;
      desk.restart();
      await desk.drain();
      const { contacts, complaints, interactions } = desk.crm;
      expect([contacts.length, complaints.length, interactions.length, await desk.states()]).toEqual([
        ...[1, 1, 1],
        ["done"],
      ]);
    },
  );

  test("a line of before the start is looked for, for the workspace may have come back from a backup", async () => {
    await log("1");
    await desk.drain();
    desk.parts.store.raw.exec(
      "UPDATE delivery SET state = 'queued', first_try_at = NULL, remote_id = NULL, next_at = 0; DELETE FROM crm_contact; DELETE FROM crm_complaint",
    );
    desk.parts.clock.advance(1000);
    desk.restart();
    await desk.drain();
    const { contacts, complaints, interactions } = desk.crm;
    expect([contacts.length, complaints.length, interactions.length]).toEqual([1, 1, 1]);
  });

  test("an id that is known is not asked for again, even when the engine ended before it was booked as done", async () => {
    await log("1");
    await desk.drain();
    desk.parts.store.raw.exec("UPDATE delivery SET state = 'sending', next_at = 0");
    const before = desk.crm.calls.length;
    desk.restart();
    await desk.drain();
    expect([await desk.states(), desk.crm.calls.length]).toEqual([["done"], before]);
  });
});

describe("a contact that went meanwhile", () => {
  const loseContact = async () => {
    await log("1");
    await desk.drain();
    desk.crm.contacts.length = 0;
  };

  test("merged into another: that one is found, once, and used", async () => {
    await loseContact();
    desk.crm.contacts.push({ id: "merged", references: [dorrit.contactKey], emails: [] });
    await log("2");
    await desk.drain();
    expect([await desk.states(), desk.crm.interactions.at(-1)?.contactId]).toEqual([["done", "done"], "merged"]);
  });

  test("erased: it is made anew", async () => {
    await loseContact();
    await log("2");
    await desk.drain();
    const [contact] = desk.crm.contacts;
    expect([await desk.states(), desk.crm.interactions.at(-1)?.contactId]).toEqual([["done", "done"], contact?.id]);
  });

  test("where the CRM does not say what it minds, nobody is made anew: a person looks", async () => {
    await loseContact();
    desk.crm.goneSays = { class: "permanent", says: { code: "crm.refused", params: { status: 400 } } };
    await log("2");
    await desk.drain();
    expect([await desk.states(), desk.crm.contacts.length]).toEqual([["done", "dead"], 0]);
  });

  test("a refusal of the line itself is not taken for a contact that went", async () => {
    await log("1");
    await desk.drain();
    desk.crm.meet("createInteraction", { class: "permanent", says: { code: "crm.refused", params: { status: 422 } } });
    await log("2");
    await desk.drain();
    expect([await desk.states(), desk.crm.contacts.length, desk.crm.calls.slice(-2)]).toEqual([
      ["done", "dead"],
      1,
      ["createInteraction", "findContact"],
    ]);
  });
});

describe("corrections", () => {
  test("write the entry anew, behind what they correct", async () => {
    await log("1");
    await correct("2", "1", { outcome: "reopened" });
    await desk.drain();
    expect([await desk.states(), desk.crm.interactions.map(({ line }) => line.outcome)]).toEqual([
      ["done", "done"],
      ["reopened"],
    ]);
  });

  test("wait behind a line that is not taken, and die with a reason only when that is skipped", async () => {
    desk.crm.meet("createInteraction", { class: "permanent", says: { code: "crm.refused", params: {} } });
    await log("1");
    await correct("2", "1");
    await desk.drain();
    expect(await desk.states()).toEqual(["dead", "blocked"]);
    const dead = (await desk.page())[0];
    await desk.outbox["crm.skip"]({ ...command(), id: dead?.id ?? "", version: dead?.version ?? 0 }, desk.admin);
    await desk.drain();
    const [, correction] = await desk.page();
    expect([correction?.state, correction?.trouble?.code, correction?.isSkipped]).toEqual([
      "dead",
      "crm.nothing-to-correct",
      true,
    ]);
    // Nothing stands in the way of the next line.
    await log("3");
    await desk.drain();
    expect(await desk.states()).toEqual(["dead", "dead", "done"]);
    await retry(0);
    await desk.drain();
    expect(await desk.states()).toEqual(["done", "done", "done"]);
  });

  test("of an entry that somebody took away there come to a person", async () => {
    await log("1");
    await desk.drain();
    desk.crm.interactions.length = 0;
    await correct("2", "1");
    await desk.drain();
    expect([(await desk.page())[1]?.trouble?.code, desk.crm.interactions.length]).toEqual(["crm.entry-gone", 0]);
  });
});

describe("erasure", () => {
  test("takes away what we wrote and the contact that we made, and forgets their ids", async () => {
    await log("1");
    await desk.drain();
    await erase("1");
    await desk.drain();
    const { contacts, complaints, interactions } = desk.crm;
    expect([contacts, complaints, interactions, await desk.states()]).toEqual([[], [], [], ["done", "done"]]);
    expect(desk.parts.store.raw.prepare("SELECT count(*) AS n FROM crm_contact").get()).toEqual({ n: 0 });
    expect((await desk.page())[0]?.remoteUrl).toBeNull();
  });

  test.each([
    ["found", {}],
    ["named by the CRM when we wanted to make it", { isHidden: true }],
  ])("a contact that was %s stays: it is not ours", async (_how, hidden) => {
    desk.crm.contacts.push({ id: "theirs", references: [], emails: ["dorrit@mail.example"], ...hidden });
    await log("1");
    await desk.drain();
    await erase("1");
    await desk.drain();
    const { contacts, interactions } = desk.crm;
    expect([contacts.length, interactions.length, (await desk.page())[1]?.trouble?.code]).toEqual([
      ...[1, 0],
      "crm.contact-theirs",
    ]);
  });

  test("a dead line of whoever was erased is sent no more, whatever a person asks", async () => {
    desk.crm.meet("createInteraction", { class: "permanent", says: { code: "crm.refused", params: {} } });
    await log("1");
    await desk.drain();
    await erase("1");
    await expect(retry(0)).rejects.toMatchObject({ code: "delivery-erased" });
    const shown = await desk.outbox["crm.delivery"]({ id: (await desk.page())[0]?.id ?? "" }, desk.admin);
    expect(shown.edit).toBeNull();
  });

  test("a contact whose making got no answer is ours, and so is an entry that may have arrived", async () => {
    desk.crm.meet("createContact", "lost");
    desk.crm.meet("createInteraction", "lost");
    await log("1");
    await desk.drain();
    await desk.passTime();
    desk.parts.store.raw.exec("UPDATE delivery SET state = 'dead', skipped = 1");
    await erase("1");
    await desk.drain();
    expect([desk.crm.contacts, desk.crm.interactions]).toEqual([[], []]);
  });
});

describe("what a person changes", () => {
  const refuse = () => {
    desk.crm.meet("createInteraction", { class: "permanent", says: { code: "crm.refused", params: { status: 422 } } });
  };
  const edit = async (change: Parameters<CrmDesk["outbox"]["crm.editDelivery"]>[0]["edit"], at = 0) => {
    const row = (await desk.page())[at];
    const about = { id: row?.id ?? "", version: row?.version ?? 0 };
    return desk.outbox["crm.editDelivery"]({ ...command(), ...about, edit: change }, desk.admin);
  };

  test("of a refused line is sent, and is an event that names the fields; the reply stays", async () => {
    refuse();
    await log("1");
    await desk.drain();
    const shown = await edit({ note: "Shorter.", mentionText: "Cut." });
    expect([shown.state, shown.edited]).toEqual(["queued", ["note", "mentionText"]]);
    await desk.drain();
    const { note, mention, reply, key } = desk.crm.interactions[0]?.line ?? lineOf(dorrit, "none");
    expect([note, mention.text, reply, key]).toEqual([
      ...["Shorter.", "Cut."],
      lineOf(dorrit, "wr:d:1").reply,
      "wr:d:1",
    ]);
    const events = await listEvents(desk.parts.store.read, { limit: 10, kinds: ["delivery.edited"] });
    expect(events.map(({ payload }) => payload)).toEqual([{ key: "wr:d:1", fields: "note, mentionText" }]);
  });

  test("of a line that had arrived after all reaches the entry that is there", async () => {
    desk.crm.meet("createInteraction", "lost");
    await log("1");
    await desk.drain();
    desk.parts.clock.advance(1000);
    await edit({ note: "Said better." });
    await desk.drain();
    expect(desk.crm.interactions.map(({ line }) => line.note)).toEqual(["Said better."]);
  });

  test("is refused once it was delivered, and for an erasure", async () => {
    await log("1");
    await desk.drain();
    await expect(edit({ note: "Late." })).rejects.toMatchObject({ code: "stale" });
    desk.crm.meet("erase", { class: "permanent", says: { code: "crm.refused", params: {} } });
    await erase("1");
    await desk.drain();
    await expect(edit({ note: "No." }, 1)).rejects.toMatchObject({ code: "delivery-not-editable" });
  });
});
