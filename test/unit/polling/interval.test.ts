import { describe, expect, test } from "vitest";
import {
  backOffMinutes,
  floorMinutes,
  intervalMinutes,
  nextFetchMs,
  paceMinutes,
} from "../../../src-main/engine/sources/interval.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
type Timed = Parameters<typeof intervalMinutes>[0];

const healthy: Timed = {
  kind: "feed",
  url: "https://gazette.example/rss",
  allowPrivate: false,
  intervalMinutes: null,
  ttlMinutes: null,
  hintMinutes: null,
  paceMinutes: null,
  etag: '"1"',
  lastModified: null,
  lastOkAt: 1,
};
const whole = { etag: null, lastModified: null };
const inside = { url: "http://192.168.1.7/rss", allowPrivate: true };
const loopback = { url: "http://127.0.0.1:8080/rss", allowPrivate: true };

describe("minutes between two fetches", () => {
  test.each<[string, Partial<Timed>, number]>([
    ["an hour where nothing is known", {}, 60],
    ["its own pace", { paceMinutes: 25 }, 25],
    ["an hour, however slow its own pace", { paceMinutes: 700 }, 60],
    ["its own slow pace without validators", { ...whole, paceMinutes: 200 }, 200],
    ["four hours without validators, however slow its own pace", { ...whole, paceMinutes: 700 }, 240],
    ["the longest of pace, ttl and the server's hint", { paceMinutes: 25, ttlMinutes: 40, hintMinutes: 30 }, 40],
    ["the server's hint over the default", { hintMinutes: 90 }, 90],
    ["the default over a short hint", { hintMinutes: 5 }, 60],
    ["no more than a day, whatever a feed asks", { ttlMinutes: 525_600 }, 1440],
    ["what a person chose, though the hint is longer", { intervalMinutes: 20, hintMinutes: 300 }, 20],
    ["no less than 15, whatever a person chose", { intervalMinutes: 1 }, 15],
    ["an hour at least without validators", { ...whole, paceMinutes: 15 }, 60],
    ["an hour at least without validators, even by hand", { ...whole, intervalMinutes: 15 }, 60],
    ["Last-Modified alone is a validator", { etag: null, lastModified: "x", paceMinutes: 15 }, 15],
    ["a source that never answered is not without validators", { ...whole, lastOkAt: null, intervalMinutes: 15 }, 15],
    ["a minute inside one's own network", { ...inside, ...whole, intervalMinutes: 0 }, 1],
    ["15 inside a network that nobody allowed", { ...inside, allowPrivate: false, intervalMinutes: 1 }, 15],
    ["no floor on this computer", { ...loopback, ...whole, intervalMinutes: 0 }, 0],
  ])("%s", (_name, change, minutes) => {
    expect(intervalMinutes({ ...healthy, ...change })).toBe(minutes);
  });
});

describe("the next fetch", () => {
  test("is moved by up to 10 % either way", () => {
    expect([0, 0.5, 1].map((fraction) => nextFetchMs(healthy, fraction) / minute)).toEqual([54, 60, 66]);
  });

  test.each<[string, Partial<Timed>, number]>([
    ["what the server asks for", { hintMinutes: 90 }, 90],
    ["what the feed asks for", { ttlMinutes: 120 }, 120],
    ["the floor", { paceMinutes: 15 }, 15],
    ["an hour without validators", whole, 60],
  ])("never comes before %s", (_name, change, minutes) => {
    expect(nextFetchMs({ ...healthy, ...change }, 0)).toBe(minutes * minute);
  });

  test("may come before the server's hint when a person chose so", () => {
    expect(nextFetchMs({ ...healthy, intervalMinutes: 30, hintMinutes: 90 }, 0)).toBe(27 * minute);
  });
});

test("failures wait 15, 30, 60 minutes and so on, up to a day", () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 40].map(backOffMinutes)).toEqual([15, 30, 60, 120, 240, 480, 960, 1440, 1440]);
});

describe("the pace of a feed", () => {
  test.each([
    [0, 1440],
    [7, 1440],
    [24, 420],
    [168, 60],
    [336, 30],
    [5000, 15],
  ])("%i entries in the last week are one each %i minutes", (itemsOfWeek, minutes) => {
    expect(paceMinutes({ itemsOfWeek, listeningMs: 7 * day })).toBe(minutes);
  });

  test("that is slower than an hour is not known before a week of listening", () => {
    expect(paceMinutes({ itemsOfWeek: 15, listeningMs: 6 * day })).toBeNull();
    expect(paceMinutes({ itemsOfWeek: 400, listeningMs: 0 })).toBe(25);
  });
});

test.each([
  ["https://a.example/", false, 15],
  ["http://nas.local/", true, 1],
  ["http://[fd00::1]/", true, 1],
  ["http://localhost:1/", true, 0],
  ["http://localhost:1/", false, 15],
])("the floor of %s, allowed %s, is %i minutes", (url, allowPrivate, minutes) => {
  expect(floorMinutes({ ...healthy, url, allowPrivate })).toBe(minutes);
});
