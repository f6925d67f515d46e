import { expect, test } from "vitest";
import { createHostGate } from "../../../src-main/engine/sources/host-gate.ts";
import type { Source } from "../../../src-main/engine/store/source.ts";
import { createFakeClock } from "../../support/fake-clock.ts";

/** A gate whose requests last until they are told to end. */
function openGate() {
  const clock = createFakeClock();
  const closing = new AbortController();
  const gate = createHostGate(clock, closing.signal);
  const running = new Map<string, () => void>();
  const begun: string[] = [];
  return {
    clock,
    begun,
    close: () => closing.abort(),
    ask: (url: string, allowPrivate = false) =>
      void gate({ url, allowPrivate } as Source, () => {
        begun.push(url);
        return new Promise<void>((resolve) => running.set(url, resolve));
      }),
    end: async (url: string) => {
      running.get(url)?.();
      await new Promise(setImmediate);
    },
  };
}

test("six hosts are asked at once, and the seventh when one is done", async () => {
  const gate = openGate();
  const urls = Array.from({ length: 8 }, (_, at) => `https://host${at}.example/rss`);
  for (const url of urls) gate.ask(url);
  expect(gate.begun).toEqual(urls.slice(0, 6));
  await gate.end(urls[2] ?? "");
  expect(gate.begun).toEqual(urls.slice(0, 7));
});

test("one host is asked one request at a time, two seconds after the last one's end", async () => {
  const gate = openGate();
  gate.ask("https://one.example/a");
  gate.ask("https://one.example/b");
  gate.clock.advance(60_000);
  expect(gate.begun).toHaveLength(1);
  await gate.end("https://one.example/a");
  gate.clock.advance(1999);
  expect(gate.begun).toHaveLength(1);
  gate.clock.advance(1);
  expect(gate.begun).toHaveLength(2);
});

test("Reddit is asked once in 61 seconds, by whatever name", async () => {
  const gate = openGate();
  const urls = ["https://www.reddit.com/r/a.rss", "https://old.reddit.com/r/b.rss", "https://reddit.com/r/c.rss"];
  for (const url of urls) gate.ask(url);
  gate.ask("https://notreddit.com/rss");
  expect(gate.begun).toEqual([urls[0], "https://notreddit.com/rss"]);
  await gate.end(urls[0] ?? "");
  gate.clock.advance(60_999);
  expect(gate.begun).toHaveLength(2);
  gate.clock.advance(1);
  expect(gate.begun.at(-1)).toBe(urls[1]);
  await gate.end(urls[1] ?? "");
  gate.clock.advance(61_000);
  expect(gate.begun.at(-1)).toBe(urls[2]);
});

test("this computer's own server needs no spacing, once a person allowed it", async () => {
  const gate = openGate();
  gate.ask("http://127.0.0.1:8080/a", true);
  gate.ask("http://127.0.0.1:8080/b", true);
  expect(gate.begun).toHaveLength(1);
  await gate.end("http://127.0.0.1:8080/a");
  expect(gate.begun).toHaveLength(2);
});

test("once the engine closes nothing waits any more", () => {
  const gate = openGate();
  for (const path of ["a", "b", "c"]) gate.ask(`https://one.example/${path}`);
  gate.close();
  expect(gate.begun).toHaveLength(3);
});
