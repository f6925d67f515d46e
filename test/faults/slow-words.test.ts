import { expect, test } from "vitest";
import { expectHealthyGoesOn } from "./expect-fault.ts";
import { itemsOf, serveBody } from "./expect-items.ts";

// Beside the 48: words that make a careless pattern try every way to read them. All of it runs on the engine's thread.

const hostile = [
  "@",
  "a@",
  "a.",
  "x",
  "a@a.",
  "http://",
  '"',
  "'a ",
  "-",
  "1,",
  "my ",
  "not very ",
  "@a.b",
  "#",
  "!",
  "(",
  "\u2019",
];

test("posts of one thing over and over are understood in no time", async () => {
  const items = hostile.map(
    (piece, at) =>
      `<item><guid isPermaLink="false">${at}</guid><title>Post ${at}</title><description>${piece.repeat(100_000 / piece.length)}</description></item>`,
  );
  const served = await serveBody(`<rss version="2.0"><channel><title>T</title>${items.join("")}</channel></rss>`);
  const before = process.cpuUsage();
  await served.desk.passUntil(served.id, ({ lastTryAt }) => lastTryAt !== null);
  const { user, system } = process.cpuUsage(before);
  expect(await itemsOf(served)).toHaveLength(hostile.length);
  expect((user + system) / 1000).toBeLessThan(15_000);
  await expectHealthyGoesOn(served.desk, served.desk.healthy);
});
