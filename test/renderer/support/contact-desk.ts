import type { Contact, ContactMoment, ContactRow } from "../../../src-main/contract/methods/contacts.ts";
import { EngineError, type Input, type Output } from "../../../src-renderer/lib/engine.ts";
import { createDesk, type Desk } from "./desk.ts";
import { idOf, mirela, NOON } from "./rows.ts";

export function contactOf(number: number, change: Partial<ContactRow> = {}): ContactRow {
  return {
    ...{
      id: idOf(number),
      version: 1,
      name: `Zqcontact ${number}`,
      kind: "customer",
      organisation: null,
      town: "Zqtown",
    },
    ...{
      handles: [{ network: "mastodon", handle: `@zq${number}` }],
      phones: ["+49 30 901820"],
      emails: [],
      openCases: 0,
    },
    ...change,
  };
}

const moments: ContactMoment[] = [
  {
    ...{ id: `note ${idOf(91)}`, at: NOON, kind: "note", text: "zqnote words", network: null, where: null, by: mirela },
    ...{ storyId: null, delivery: null, url: null },
  },
  {
    ...{ id: `call ${idOf(92)}`, at: NOON - 60_000, kind: "call", text: "zqcall words", network: "phone" },
    ...{ where: "Zqcalls", by: mirela, storyId: idOf(31), delivery: null, url: null },
  },
];

/** A desk with two contacts who may be one, that can be merged and told apart. */
export function createContactDesk(rows: readonly ContactRow[] = [contactOf(5), contactOf(6)]): Desk {
  const desk = createDesk([]);
  let kept = [...rows];
  const reasons = [{ code: "contacts.same.phone", params: { phone: "+49 30 901820" } }];
  const rowBy = (id: string): ContactRow => {
    const found = kept.find((row) => row.id === id);
    if (!found) throw new EngineError("not-found");
    return found;
  };
  Object.assign(desk.handlers, {
    "contacts.list": ({ search = "" }: Input<"contacts.list">): Output<"contacts.list"> => ({
      rows: kept.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase())),
      ...{ next: null, total: kept.length },
    }),
    "contacts.get": ({ id }: Input<"contacts.get">): Contact => ({
      ...rowBy(id),
      phones: [{ written: "030 901820", shown: "+49 30 901820", digits: "+4930901820" }],
      ...{ addedAt: NOON, removedAt: null, cases: [], allCases: 0, merges: [] },
      maybeSame: kept.filter((row) => row.id !== id).map((contact) => ({ contact, reasons })),
    }),
    "contacts.timeline": (): Output<"contacts.timeline"> => ({ moments, next: null }),
    "contacts.previewMerge": ({
      survivorId,
      mergedId,
    }: Input<"contacts.previewMerge">): Output<"contacts.previewMerge"> => ({
      ...{ survivor: rowBy(survivorId), merged: rowBy(mergedId), reasons },
      conflicts: [{ field: "name", survivor: rowBy(survivorId).name, merged: rowBy(mergedId).name }],
      gets: { handles: rowBy(mergedId).handles, phones: [], emails: [], cases: 2, notes: 0 },
    }),
    "contacts.merge": ({ survivor, merged }: Input<"contacts.merge">): Output<"contacts.merge"> => {
      kept = kept.filter(({ id }) => id !== merged.id);
      return { mergeId: idOf(99), id: survivor.id, version: survivor.version + 1 };
    },
    "contacts.unmerge": (): Output<"contacts.unmerge"> => {
      kept = [...rows];
      return { survivorId: idOf(5), mergedId: idOf(6) };
    },
    "contacts.note": (): Output<"contacts.note"> => ({ noteId: idOf(93) }),
    "contacts.add": ({ name }: Input<"contacts.add">): Output<"contacts.add"> => {
      kept = [...kept, contactOf(7, { name })];
      return { id: idOf(7), version: 1 };
    },
  });
  return desk;
}
