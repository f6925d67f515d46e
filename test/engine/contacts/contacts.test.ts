import { describe, expect, test } from "vitest";
import type { Input } from "../../../src-main/contract/methods.ts";
import { findChainFault, listEvents } from "../../../src-main/engine/store/event-log.ts";
import { startDesk } from "../by-hand/desk.ts";
import type { Desk } from "../by-hand/desk.ts";

type Fields = Omit<Input<"contacts.add">, "commandId">;
const hettie: Fields = {
  name: "Hettie Moss",
  town: "Exmouth",
  handles: [{ network: "mastodon", handle: "@hettie@coast.example" }],
  phones: ["+44 20 7946 0958"],
  emails: ["Hettie@Moss.example"],
};

const add = (desk: Desk, fields: Fields) => desk.call("contacts.add", fields);
const profile = (desk: Desk, id: string) => desk.call("contacts.get", { id });
/** A profile without what counts up by itself. */
async function facts(desk: Desk, id: string) {
  const { version: _version, maybeSame: _maybe, merges: _merges, ...rest } = await profile(desk, id);
  return rest;
}
const logCall = (desk: Desk, reach: string, more: Partial<Input<"mentions.log">> = {}) =>
  desk.call("mentions.log", { kind: "call", text: "Where is my refund?", reach, bucket: "care", ...more });

describe("a profile", () => {
  test("keeps what was written, each thing once, and is found by name, number, address and handle", async () => {
    const desk = await startDesk();
    const { id } = await add(desk, { ...hettie, phones: ["+44 20 7946 0958", "0044 20 7946 0958"] });
    expect(await profile(desk, id)).toMatchObject({
      ...{ name: "Hettie Moss", kind: "customer", town: "Exmouth", organisation: null, version: 1 },
      handles: hettie.handles,
      phones: [{ written: "+44 20 7946 0958", shown: "+44 20 7946 0958", digits: "+442079460958" }],
      emails: ["Hettie@Moss.example"],
      ...{ cases: [], allCases: 0, merges: [], maybeSame: [], removedAt: null },
    });
    for (const search of ["hett", "moss", "0044 20 7946", "460958", "hettie@moss", "@hettie"])
      expect((await desk.call("contacts.list", { search })).rows.map((row) => row.id)).toEqual([id]);
    expect((await desk.call("contacts.list", { search: "nobody" })).rows).toEqual([]);
  });

  test.each([
    [{ phones: ["call me"] }, "phones"],
    [{ emails: ["not an address"] }, "emails"],
    [{ name: "\u0007\u202e" }, "name"],
  ])("with %j is refused", async (wrong, field) => {
    const desk = await startDesk();
    await expect(add(desk, { ...hettie, ...wrong })).rejects.toMatchObject({ code: "bad-input", params: { field } });
    expect((await desk.call("contacts.list", {})).total).toBe(0);
  });

  test("cannot take a handle that somebody else has, and says whose it is", async () => {
    const desk = await startDesk();
    await add(desk, hettie);
    await expect(add(desk, { name: "H.", handles: hettie.handles })).rejects.toMatchObject({
      code: "handle-taken",
      params: { handle: "@hettie@coast.example", name: "Hettie Moss" },
    });
  });

  test("is saved as a whole, refused when it changed meanwhile, and put back by saving what was", async () => {
    const desk = await startDesk();
    const { id } = await add(desk, hettie);
    const fields: Fields = { name: "Hettie Moss-Field", kind: "media", phones: [], emails: ["new@moss.example"] };
    const saved = await desk.call("contacts.save", { contact: { id, version: 1 }, fields });
    expect(saved).toEqual({ id, version: 2 });
    expect(await profile(desk, id)).toMatchObject({
      ...{ name: "Hettie Moss-Field", kind: "media", town: null, handles: [], phones: [] },
      emails: ["new@moss.example"],
    });
    await expect(desk.call("contacts.save", { contact: { id, version: 1 }, fields: hettie })).rejects.toMatchObject({
      code: "stale",
      params: { what: "contact", version: 2 },
    });
    await desk.call("contacts.save", { contact: saved, fields: hettie });
    expect(await profile(desk, id)).toMatchObject({ ...hettie, phones: [{ written: "+44 20 7946 0958" }], version: 3 });
  });

  test("that was removed is off the list and lets go of its handle; restored, it is as it was", async () => {
    const desk = await startDesk();
    const { id, version } = await add(desk, hettie);
    const before = await facts(desk, id);
    await desk.call("contacts.remove", { contact: { id, version } });
    expect((await desk.call("contacts.list", { search: "hettie" })).rows).toEqual([]);
    expect(await desk.call("contacts.list", {})).toMatchObject({ rows: [], total: 0 });
    await desk.call("contacts.restore", { id });
    expect(await facts(desk, id)).toEqual(before);
    const again = await profile(desk, id);
    await desk.call("contacts.remove", { contact: { id, version: again.version } });
    const other = await add(desk, { name: "Another Hettie", handles: hettie.handles });
    await desk.call("contacts.restore", { id });
    expect((await profile(desk, other.id)).handles).toEqual(hettie.handles);
    expect((await profile(desk, id)).handles).toEqual([]);
  });

  test("reads numbers at home in the country of the desk, and anew when that changes", async () => {
    const desk = await startDesk();
    await desk.engine.start();
    const { id } = await add(desk, { name: "Local", phones: ["030 901820"] });
    expect((await profile(desk, id)).phones).toMatchObject([{ digits: "030901820" }]);
    const { version, settings } = await desk.call("settings.get", {});
    const contacts = { ...settings.contacts, country: "DE" };
    await desk.call("settings.save", { version, change: { contacts } }, desk.lea);
    await desk.engine.idle();
    expect((await profile(desk, id)).phones).toEqual([
      { written: "030 901820", shown: "+49 30 901820", digits: "+4930901820" },
    ]);
    const logged = await logCall(desk, "0049 30 901820");
    expect((await desk.call("cases.get", { storyId: logged.storyId })).contact).toMatchObject({ id, name: "Local" });
  });
});

describe("the timeline", () => {
  test("holds calls, e-mails, walk-ins, notes and case notes, newest first, in pages without gaps", async () => {
    const desk = await startDesk();
    const { id } = await add(desk, { name: "Hettie Moss", phones: ["+442079460958"], emails: ["h@moss.example"] });
    const call = await logCall(desk, "+44 20 7946 0958");
    desk.parts.clock.advance(60_000);
    await desk.call("mentions.log", { kind: "email", text: "Still waiting", reach: "h@moss.example", bucket: "care" });
    desk.parts.clock.advance(60_000);
    await desk.call("mentions.log", {
      kind: "walk-in",
      text: "At the counter",
      reach: "+442079460958",
      bucket: "care",
    });
    desk.parts.clock.advance(60_000);
    await desk.call("contacts.note", { id, text: "Prefers to be called after six." });
    desk.parts.clock.advance(60_000);
    await desk.call("cases.note", { storyId: call.storyId, text: "Refund is on its way." });
    const { moments, next } = await desk.call("contacts.timeline", { id });
    expect(moments.map(({ kind, text }) => [kind, text])).toEqual([
      ["case-note", "Refund is on its way."],
      ["note", "Prefers to be called after six."],
      ["walk-in", "At the counter"],
      ["email", "Still waiting"],
      ["call", "Where is my refund?"],
    ]);
    expect(moments[0]).toMatchObject({ by: { name: "Ann Lee" }, storyId: call.storyId });
    expect(next).toBeNull();
    const calls = await desk.call("contacts.timeline", { id, kinds: ["call", "note"] });
    expect(calls.moments.map(({ kind }) => kind)).toEqual(["note", "call"]);
    expect(await profile(desk, id)).toMatchObject({ allCases: 3, openCases: 3 });
    expect((await desk.call("contacts.list", {})).total).toBe(1);
  });

  test("of a hundred and twenty things at the same moment comes in three pages, each thing once", async () => {
    const desk = await startDesk();
    const { id } = await add(desk, { name: "Hettie Moss", phones: ["+442079460958"] });
    await logCall(desk, "+442079460958");
    for (let at = 0; at < 119; at += 1) await desk.call("contacts.note", { id, text: `Note ${at}` });
    const seen: string[] = [];
    let before: string | null = null;
    for (let page = 0; page < 5; page += 1) {
      const answer: { moments: { id: string }[]; next: string | null } = await desk.call("contacts.timeline", {
        id,
        before,
      });
      seen.push(...answer.moments.map((moment) => moment.id));
      before = answer.next;
      if (before === null) break;
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });
});

describe("a note", () => {
  test("is in no event, can be taken away and put back, and no reply or delivery can read it", async () => {
    const desk = await startDesk();
    const { id } = await add(desk, hettie);
    const { noteId } = await desk.call("contacts.note", { id, text: "Zqsecret words" });
    const shown = async () => (await desk.call("contacts.timeline", { id })).moments.map(({ text }) => text);
    await desk.call("contacts.removeNote", { noteId });
    expect(await shown()).toEqual([]);
    await desk.call("contacts.removeNote", { noteId, remove: false });
    expect(await shown()).toEqual(["Zqsecret words"]);
    const payloads = await desk.parts.store.read.selectFrom("event_payload").select("payload").execute();
    expect(payloads.filter(({ payload }) => payload.includes("Zqsecret"))).toEqual([]);
    const exported = await desk.call("contacts.export", { form: "csv" }, desk.lea);
    expect(exported.text).not.toContain("Zqsecret");
    expect(await findChainFault(desk.parts.store.read)).toBeNull();
  });
});

describe("two contacts with conflicting data", () => {
  async function twoHetties() {
    const desk = await startDesk();
    const one = await add(desk, hettie);
    const other = await add(desk, {
      ...{ name: "H. Moss", kind: "media", town: "Truro", organisation: "Truro Post" },
      handles: [{ network: "bluesky", handle: "hettie.bsky.social" }],
      phones: ["+44 20 7946 0958", "+44 20 7946 0123"],
      emails: ["press@truro.example"],
    });
    return { desk, one, other };
  }

  test("are suggested with every reason, and what differs is shown before they are merged", async () => {
    const { desk, one, other } = await twoHetties();
    const reasons = [
      { code: "contacts.same.phone", params: { phone: "+44 20 7946 0958" } },
      { code: "contacts.same.handle", params: { handle: "hettie", network: "mastodon", other: "bluesky" } },
    ];
    expect((await profile(desk, one.id)).maybeSame).toMatchObject([{ contact: { id: other.id }, reasons }]);
    expect((await desk.call("contacts.duplicates", {})).pairs).toMatchObject([
      { one: { id: one.id }, other: { id: other.id }, reasons },
    ]);
    expect(await desk.call("contacts.previewMerge", { survivorId: one.id, mergedId: other.id })).toMatchObject({
      reasons,
      conflicts: [
        { field: "name", survivor: "Hettie Moss", merged: "H. Moss" },
        { field: "kind", survivor: "customer", merged: "media" },
        { field: "town", survivor: "Exmouth", merged: "Truro" },
      ],
      gets: {
        handles: [{ network: "bluesky", handle: "hettie.bsky.social" }],
        ...{ phones: ["+44 20 7946 0123"], emails: ["press@truro.example"], cases: 0, notes: 0 },
      },
    });
  });

  test("become one with both numbers and the chosen words, and two again exactly as they were", async () => {
    const { desk, one, other } = await twoHetties();
    const before = [await facts(desk, one.id), await facts(desk, other.id)];
    const { mergeId, version } = await desk.call("contacts.merge", {
      ...{ survivor: one, merged: other, keep: { name: "merged", town: "survivor" } },
    });
    expect(await profile(desk, one.id)).toMatchObject({
      ...{ version, name: "H. Moss", kind: "customer", town: "Exmouth", organisation: "Truro Post" },
      phones: [{ digits: "+442079460958" }, { digits: "+442079460123" }],
      emails: ["Hettie@Moss.example", "press@truro.example"],
      handles: [{ network: "bluesky" }, { network: "mastodon" }],
      merges: [{ id: mergeId, name: "H. Moss", by: { name: "Ann Lee" }, undoneAt: null }],
      maybeSame: [],
    });
    // Whoever has the old address comes to the survivor.
    expect((await profile(desk, other.id)).id).toBe(one.id);
    expect(await desk.call("contacts.list", {})).toMatchObject({ rows: [{ id: one.id }], total: 1 });
    await desk.call("contacts.unmerge", { mergeId });
    expect([await facts(desk, one.id), await facts(desk, other.id)]).toEqual(before);
    expect((await profile(desk, one.id)).merges).toMatchObject([{ id: mergeId, undoneBy: { name: "Ann Lee" } }]);
    await expect(desk.call("contacts.unmerge", { mergeId })).rejects.toMatchObject({ code: "merge-undone" });
    const kinds = (await listEvents(desk.parts.store.read, { limit: 20 })).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(["contact.merged", "contact.unmerged"]));
    expect(await findChainFault(desk.parts.store.read)).toBeNull();
  });

  test("made two again: later words stay with the survivor unless they bear a handle of the other", async () => {
    const { desk, one, other } = await twoHetties();
    const old = await logCall(desk, "+442079460123");
    await desk.call("contacts.note", { id: other.id, text: "Older note" });
    const { mergeId, version } = await desk.call("contacts.merge", {
      survivor: one,
      merged: { id: other.id, version: (await profile(desk, other.id)).version },
    });
    const theirs = await logCall(desk, "+442079460123");
    const ours = await logCall(desk, "+442079460958");
    await desk.call("contacts.note", { id: one.id, text: "Later note" });
    const fields = { ...hettie, name: "Hettie Moss-Field", phones: ["+44 20 7946 0958", "+44 20 7946 0123"] };
    await desk.call("contacts.save", { contact: { id: one.id, version }, fields });
    await desk.call("contacts.unmerge", { mergeId });
    const ownerOf = async ({ storyId }: { storyId: string }) => (await desk.call("cases.get", { storyId })).contact?.id;
    expect([await ownerOf(old), await ownerOf(theirs), await ownerOf(ours)]).toEqual([other.id, other.id, one.id]);
    const notes = async (id: string) =>
      (await desk.call("contacts.timeline", { id, kinds: ["note"] })).moments.map(({ text }) => text);
    expect([await notes(one.id), await notes(other.id)]).toEqual([["Later note"], ["Older note"]]);
    // What somebody wrote since stays; what the other had is theirs again, also what was taken off meanwhile.
    expect(await profile(desk, one.id)).toMatchObject({
      name: "Hettie Moss-Field",
      phones: [{ digits: "+442079460958" }],
    });
    expect(await profile(desk, other.id)).toMatchObject({
      ...{ name: "H. Moss", emails: ["press@truro.example"] },
      handles: [{ network: "bluesky", handle: "hettie.bsky.social" }],
      phones: [{ digits: "+442079460958" }, { digits: "+442079460123" }],
    });
  });

  test("made two again: what a third one that is still part of the survivor has too stays with it", async () => {
    const { desk, one } = await twoHetties();
    const shared = { phones: ["+44 20 7946 0777"], emails: ["house@moss.example"] };
    const second = await add(desk, { name: "Second", ...shared });
    const third = await add(desk, { name: "Third", ...shared });
    const first = await desk.call("contacts.merge", { survivor: one, merged: second });
    const survivor = { id: one.id, version: first.version };
    const later = await desk.call("contacts.merge", { survivor, merged: third });
    const reach = async (id: string) => {
      const { phones, emails } = await profile(desk, id);
      return [...phones.map(({ shown }) => shown), ...emails];
    };
    await desk.call("contacts.unmerge", { mergeId: first.mergeId });
    expect(await reach(one.id)).toEqual(expect.arrayContaining([...shared.phones, ...shared.emails]));
    await desk.call("contacts.unmerge", { mergeId: later.mergeId });
    expect(await reach(one.id)).not.toEqual(expect.arrayContaining(shared.phones));
    expect(await reach(third.id)).toEqual([...shared.phones, ...shared.emails]);
  });

  test("cannot be taken apart while the survivor is part of a third, nor merged with itself or when stale", async () => {
    const { desk, one, other } = await twoHetties();
    const third = await add(desk, { name: "Third" });
    await expect(desk.call("contacts.merge", { survivor: one, merged: one })).rejects.toMatchObject({
      code: "same-contact",
    });
    const stale = { id: other.id, version: 7 };
    await expect(desk.call("contacts.merge", { survivor: one, merged: stale })).rejects.toMatchObject({
      code: "stale",
    });
    const first = await desk.call("contacts.merge", { survivor: one, merged: other });
    const second = await desk.call("contacts.merge", {
      survivor: third,
      merged: { id: one.id, version: first.version },
    });
    await expect(desk.call("contacts.unmerge", { mergeId: first.mergeId })).rejects.toMatchObject({
      code: "merged-meanwhile",
      params: { name: "Third" },
    });
    await desk.call("contacts.unmerge", { mergeId: second.mergeId });
    await desk.call("contacts.unmerge", { mergeId: first.mergeId });
    expect((await desk.call("contacts.list", {})).rows.map(({ name }) => name)).toEqual([
      "H. Moss",
      "Hettie Moss",
      "Third",
    ]);
  });

  test("told apart are suggested no more, until somebody takes that back", async () => {
    const { desk, one, other } = await twoHetties();
    await desk.call("contacts.tellApart", { oneId: other.id, otherId: one.id });
    expect((await profile(desk, one.id)).maybeSame).toEqual([]);
    expect((await desk.call("contacts.duplicates", {})).pairs).toEqual([]);
    await desk.call("contacts.tellApart", { oneId: one.id, otherId: other.id, apart: false });
    expect((await profile(desk, one.id)).maybeSame).toHaveLength(1);
  });
});
