import { expect, test } from "vitest";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import { startDesk } from "../by-hand/desk.ts";

async function calledByHettie() {
  const desk = await startDesk();
  const contact = await desk.call("contacts.add", { name: "Hettie Moss", phones: ["+44 20 7946 0958"] });
  const logged = await desk.call("mentions.log", {
    ...{ kind: "call", text: "Where is my refund?", reach: "+44 20 7946 0958", bucket: "care" },
  });
  const reach = async (id: number) =>
    (
      await desk.parts.store.read.selectFrom("contact_reach").select("followers").where("contact_id", "=", id).execute()
    )[0]?.followers ?? null;
  const rowOf = async (id: string) =>
    (
      await desk.parts.store.read
        .selectFrom("contact")
        .select("id")
        .where("public_id", "=", id)
        .executeTakeFirstOrThrow()
    ).id;
  return { desk, contact, storyId: logged.storyId, reach, rowOf };
}

test("a reach is written down by anybody, and made less only by who approves or leads", async () => {
  const { desk, contact, storyId, reach, rowOf } = await calledByHettie();
  const row = await rowOf(contact.id);
  await desk.call("replies.setReach", { storyId, followers: 12_000 });
  expect(await reach(row)).toBe(12_000);
  for (const followers of [5, null])
    await expect(desk.call("replies.setReach", { storyId, followers })).rejects.toMatchObject({
      code: "reach-only-raised",
    });
  await desk.call("replies.setReach", { storyId, followers: 20_000 });
  await desk.call("replies.setReach", { storyId, followers: null }, desk.lea);
  expect(await reach(row)).toBeNull();
  const events = (await listEvents(desk.parts.store.read, { limit: 100 })).filter(
    ({ kind }) => kind === "contact.reach_set",
  );
  expect(events.map(({ payload }) => [payload?.["before"], payload?.["followers"]]).toReversed()).toHaveLength(3);
});

test("of two contacts that are merged the higher reach goes on, because it asks for more looks", async () => {
  const { desk, contact, storyId, reach, rowOf } = await calledByHettie();
  await desk.call("replies.setReach", { storyId, followers: 12_000 });
  const other = await desk.call("contacts.add", { name: "H. Moss" });
  await desk.call("contacts.merge", {
    ...{ survivor: other, merged: contact, keep: { name: "survivor" } },
  });
  expect(await reach(await rowOf(other.id))).toBe(12_000);
});
