import { expect, test } from "vitest";
import { startDesk } from "../by-hand/desk.ts";

const post = {
  kind: "post",
  network: "mastodon",
  reach: "@ann@coast.example",
  person: "Ann",
  text: "I am still waiting for my refund for booking 4417. Nobody answers me, this is a disgrace.",
  url: "https://coast.example/@ann/1",
} as const;

test("staff are routed as staff from the moment that they are known, and people see who it is and what staff should know", async () => {
  const desk = await startDesk();
  const stranger = await desk.call("mentions.log", post);
  expect(stranger.bucket).toBe("care");
  expect(await desk.call("contacts.writtenBy", { storyId: stranger.storyId })).toBeNull();
  const { rows } = await desk.call("contacts.list", {});
  const { id = "", version = 0 } = rows[0] ?? {};
  const handles = [{ network: "mastodon", handle: post.reach }] as const;
  await desk.call("contacts.save", {
    contact: { id, version },
    fields: { name: "Ann Lee", kind: "staff", handles: [...handles] },
  });
  const text = "# Ours\n\nSay that you **work here**.";
  await desk.call("playbook.saveGuidelines", { version: 0, text }, desk.lea);
  const second = await desk.call("mentions.log", {
    ...post,
    text: "My parcel is broken and nobody picks up the phone, I want my money back.",
    url: "https://coast.example/@ann/2",
  });
  expect(second).toMatchObject({ bucket: "analytics", waits: false });
  const detail = await desk.call("cases.get", { storyId: second.storyId });
  expect(detail.story.reason.says).toEqual({ code: "reason.by_staff", params: { name: "Ann Lee" } });
  expect(await desk.call("contacts.writtenBy", { storyId: second.storyId })).toEqual({
    ...{ id, name: "Ann Lee", kind: "staff", guidelines: "Say that you work here." },
  });
  await desk.call("contacts.save", {
    contact: { id, version: version + 1 },
    fields: { name: "Ann Lee", kind: "customer", handles: [...handles] },
  });
  const third = await desk.call("mentions.log", {
    ...post,
    text: "You charged me twice for my ticket and I am still waiting for an answer.",
    url: "https://coast.example/@ann/3",
  });
  expect(third.bucket).toBe("care");
});
