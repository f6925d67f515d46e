import { sql } from "kysely";
import { expect, test } from "vitest";
import { readQuery } from "../../src-main/domain/look-up/read-query.ts";
import { areTrigramsWhole, wrongIndexRows } from "../../src-main/engine/store/contact-index.ts";
import { findContacts } from "../../src-main/engine/store/look-up.ts";
import type { Store, Trx } from "../../src-main/engine/store/open.ts";
import { addMention, addSource, openTestStore } from "./open-test-store.ts";

async function addContact(trx: Trx, id: number, name: string, phone?: string): Promise<void> {
  await trx
    .insertInto("contact")
    .values({ id, public_id: `C${id}`, name, created_at: 1 })
    .execute();
  if (phone !== undefined)
    await trx.insertInto("contact_phone").values({ contact_id: id, written: phone, digits: phone }).execute();
}

/** Queues a case of a contact; its story is made beside it. */
async function addCase(trx: Trx, id: number, contactId: number, queuedAt: number): Promise<void> {
  await addMention(trx, { id, text: "late" });
  const fixed = { status: "new", bucket: "care", priority: 2, target_ms: 1, sort_at: 1 } as const;
  await trx
    .insertInto("desk_case")
    .values({ id, public_id: `D${id}`, story_id: id, contact_id: contactId, queued_at: queuedAt, ...fixed })
    .execute();
}

async function found(store: Store, typed: string): Promise<readonly number[]> {
  const tiers = readQuery(typed, "DE") ?? [];
  return (await findContacts(store.read, tiers, { limit: 20 })).map((hit) => hit.rowId);
}

const isWhole = (store: Store) => store.write(async (trx) => [await wrongIndexRows(trx), await areTrigramsWhole(trx)]);

test("a contact is found from the transaction on that made it, and no longer after the one that removed it", async () => {
  const store = await openTestStore();
  await store.write(async (trx) => {
    await addContact(trx, 1, "Dorrit Hask", "+4930901820412");
    await addContact(trx, 2, "Hask & Söhne");
  });
  expect([await found(store, "hask"), await found(store, "0412"), await found(store, "sohne")]).toEqual([
    [2, 1],
    [1],
    [2],
  ]);
  await store.write(async (trx) => {
    await trx.updateTable("contact").set({ name: "Dorrit Tarn" }).where("id", "=", 1).execute();
    await trx.deleteFrom("contact_phone").execute();
    await trx.updateTable("contact").set({ merged_into: 1 }).where("id", "=", 2).execute();
  });
  expect([await found(store, "hask"), await found(store, "0412"), await found(store, "tarn")]).toEqual([[], [], [1]]);
  expect(await isWhole(store)).toEqual([0, true]);
});

test("of one rank the contact with the most recent case comes first, within one hour too", async () => {
  const store = await openTestStore();
  const hour = 3_600_000;
  await store.write(async (trx) => {
    await addSource(trx);
    for (const id of [1, 2, 3, 4]) await addContact(trx, id, `Anna ${id}`);
    await addCase(trx, 1, 1, 500 * hour + 9);
    await addCase(trx, 2, 2, 700 * hour);
    await addCase(trx, 3, 3, 500 * hour + 5);
  });
  expect(await found(store, "anna")).toEqual([2, 1, 3, 4]);
  await store.write((trx) =>
    trx
      .updateTable("desk_case")
      .set({ queued_at: 900 * hour })
      .where("id", "=", 3)
      .execute(),
  );
  expect([await found(store, "anna"), await isWhole(store)]).toEqual([
    [3, 2, 1, 4],
    [0, true],
  ]);
});

test("what a rolled-back transaction changed is not in the index", async () => {
  const store = await openTestStore();
  await expect(
    store.write(async (trx) => {
      await addContact(trx, 1, "Dorrit Hask");
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  expect(await found(store, "dorrit")).toEqual([]);
});

test("a check tells of a row that says something else than its contact, and of trigrams that do not follow their row", async () => {
  const store = await openTestStore();
  await store.write((trx) => addContact(trx, 1, "Dorrit Hask"));
  store.raw.exec("UPDATE contact_look_up SET names = ' somebody else '");
  expect(await isWhole(store)).toEqual([1, false]);
});

test("a lookup walks the index of trigrams from its end and sorts nothing", async () => {
  const store = await openTestStore();
  const plan = await sql<{ detail: string }>`
    EXPLAIN QUERY PLAN
    SELECT contact_look_up.contact_id
    FROM contact_fts
    JOIN contact_look_up ON contact_look_up.id = contact_fts.rowid
    WHERE contact_fts MATCH ${'{names} : " ann"'}
    ORDER BY contact_fts.rowid DESC
    LIMIT 20`.execute(store.read);
  expect(plan.rows.map((row) => row.detail)).toEqual([
    expect.stringContaining("SCAN contact_fts VIRTUAL TABLE"),
    "SEARCH contact_look_up USING INTEGER PRIMARY KEY (rowid=?)",
  ]);
});
