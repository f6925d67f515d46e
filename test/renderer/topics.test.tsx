import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { RisingTerm, RisingTopics, ShareOfVoice } from "../../src-main/contract/methods/topics.ts";
import { readChoice, windowOf, writeChoice } from "../../src-renderer/features/topics/choice.ts";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { readTopic, topicHref } from "../../src-renderer/lib/topic-link.ts";
import { createDesk, type Desk } from "./support/desk.ts";
import { openPage, press, settle, until } from "./support/open-page.tsx";
import { idOf, MINUTE, NOON } from "./support/rows.ts";

const DAY = 24 * 60 * MINUTE;
const stretch = { from: NOON - DAY, to: NOON };
const tone = { value: -60, band: 30, n: 15, positive: 1, neutral: 4, negative: 10, unsure: 1 };

const sewage: RisingTerm = {
  ...{ term: "zqsewage", beside: ["zqharbour"], count: 16, mentions: 18, usual: 0.8, ratio: 20, score: 71 },
  ...{ sureness: "sure", tone, firstSeenAt: NOON - DAY, isNew: false, sourceCount: 3 },
  sources: [{ name: "Zqboard", network: "forum", mentions: 9 }],
};

const rising: RisingTopics = {
  ...{ asOf: NOON, timeZone: "UTC", window: stretch, mentions: 77, people: 60, readFrom: null, tooLittle: null },
  before: { from: NOON - 29 * DAY, to: NOON - DAY, heardMs: 26 * DAY, mentions: 366, readFrom: null },
  terms: [sewage],
};

const voice = (count: number, sum: number) => ({ count, share: sum === 0 ? null : (100 * count) / sum, tone });

const shares: ShareOfVoice = {
  ...{ asOf: NOON, timeZone: "UTC", window: stretch, previous: { from: NOON - 2 * DAY, to: NOON - DAY } },
  brands: [
    { watches: [{ id: idOf(1), name: "Zqours" }], isOwn: true, now: voice(30, 40), before: voice(1, 4) },
    { watches: [{ id: idOf(2), name: "Zqrival" }], isOwn: false, now: voice(10, 40), before: voice(3, 4) },
  ],
  sum: { now: 40, before: 4 },
  severalBrands: { now: 2, before: 0 },
  heardMs: { now: DAY, before: DAY },
};

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, now: NOON });
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => vi.useRealTimers());

const words = () => (document.querySelector("main")?.textContent ?? "").replaceAll(/\s+/g, " ");

type Answers = {
  readonly topics?: Partial<RisingTopics>;
  readonly voices?: Partial<ShareOfVoice>;
  readonly path?: string;
};

async function openTopics(says: string, { topics = {}, voices = {}, path = "/topics" }: Answers = {}): Promise<Desk> {
  const desk = createDesk([]);
  Object.assign(desk.handlers, {
    "topics.rising": () => ({ ...rising, ...topics }),
    "topics.shareOfVoice": () => ({ ...shares, ...voices }),
    "watches.list": () => [],
  });
  await openPage({ link: desk.link, path });
  await until(() => words().includes(says), `${says} is shown`);
  return desk;
}

describe("topics, apart from the page", () => {
  test("a choice stands in the address and is read back", () => {
    const choice = {
      ...{ period: { kind: "days", from: "2026-11-01", to: "2026-11-03" } as const, watchId: idOf(1) },
      ...{ bucket: "care" as const, counted: "stories" as const },
    };
    expect(readChoice(new URLSearchParams(writeChoice(choice)))).toEqual(choice);
    expect(readChoice(new URLSearchParams("period=year&bucket=x"))).toEqual({
      ...{ period: { kind: "day" }, watchId: null, bucket: null, counted: "mentions" },
    });
  });

  test("days are whole days of the desk; backwards and more than 31 are refused", () => {
    const localInstant = (days: number) => days * DAY;
    const of = (from: string, to: string) =>
      windowOf({ kind: "days", from, to }, { today: "2026-11-20", localInstant });
    expect(of("2026-11-19", "2026-11-19")).toEqual({ from: -DAY, to: 0 });
    expect(of("2026-11-19", "2026-11-18")).toBe("backwards");
    expect(of("2026-10-01", "2026-11-01")).toBe("tooLong");
  });

  test("the way to the rows of a term is read back as it was meant, and knows the way back", () => {
    const topic = { term: "a & b", window: stretch, watchId: idOf(1), bucket: "pr", counted: "stories" } as const;
    const href = topicHref(topic, "period=week");
    const params = new URLSearchParams(href.split("?")[1]);
    expect(readTopic(params)).toEqual(topic);
    expect(params.get("back")).toBe("period=week");
    expect(readTopic(new URLSearchParams("view=care"))).toBeNull();
  });
});

describe("the page of topics", () => {
  test("a term shows its count, its usual, its rise, its mood with n and where it is said", async () => {
    await openTopics("zqsewage");
    const row = [...document.querySelectorAll("main tbody tr")].find((each) => each.textContent?.includes("zqsewage"));
    const cells = [...(row?.children ?? [])].map((cell) => cell.textContent?.replaceAll(/\s+/g, " "));
    expect(cells.slice(0, 6)).toEqual([
      "zqsewagewith zqharbour",
      "16in 18",
      "0.8",
      "20×",
      "−60n 1510 negative, 4 neutral, 1 positive, 1 unsure",
      "Zqboard+2",
    ]);
    expect(row?.querySelector("a")?.getAttribute("href")).toContain("/triage?topic=zqsewage&from=");
  });

  test("the title names the window and the switch, and keys change both", async () => {
    const desk = await openTopics("Topics, 24 hours, all mentions");
    await press("s");
    await until(() => words().includes("Topics, 24 hours, stories"), "stories are counted");
    await press("w");
    await until(() => words().includes("Topics, 7 days, stories"), "a week is shown");
    expect(desk.sent("topics.rising").at(-1)).toMatchObject({ window: "week", counted: "stories" });
    expect(desk.sent("topics.shareOfVoice").at(-1)).toEqual({ window: "week", counted: "stories" });
  });

  test("share of voice prints its formula, its n, the time before and what counts twice", async () => {
    await openTopics("Zqrival");
    expect(words()).toContain("75.0%n 40");
    expect(words()).toContain("+50.0 points against");
    expect(words()).toContain("= 100 × 30 / 40.");
    expect(words()).toContain("2 mentions name two brands or more and count once for each.");
  });

  test.each<[string, Answers]>([
    ["Nothing rose: 77 mentions, as usual.", { topics: { terms: [] } }],
    ["Nothing was said in this time.", { topics: { terms: [], mentions: 0 } }],
    [
      "Before that the desk listened for 26 days and heard 8 people; it takes 3 days and 30 people.",
      { topics: { terms: [], tooLittle: { neededMs: 3 * DAY, neededPeople: 30, people: 8 } } },
    ],
    ["Only the newest 20,000 mentions were read", { topics: { mentions: 20_000, readFrom: NOON - DAY / 2 } }],
    ["No watch looks for a competitor", { voices: { brands: shares.brands.slice(0, 1) } }],
    ["No watch looks for your own brand", { voices: { brands: [] } }],
    ["The last day is before the first.", { path: "/topics?from=2026-11-02&to=2026-11-01" }],
    ["At most 31 days.", { path: "/topics?from=2026-01-01&to=2026-03-01" }],
  ])("it says: %s", async (says, answers) => {
    await openTopics(says, answers);
    expect(words()).toContain(says);
  });

  test("a failure is said and asked again", async () => {
    const desk = createDesk([]);
    let tries = 0;
    Object.assign(desk.handlers, {
      "topics.rising": () => {
        tries += 1;
        if (tries === 1) throw new EngineError("bad-input", { field: "window" });
        return rising;
      },
      "topics.shareOfVoice": () => shares,
      "watches.list": () => [],
    });
    await openPage({ link: desk.link, path: "/topics" });
    await until(() => document.querySelector("main [role=alert] button") !== null, "the failure is shown");
    (document.querySelector("main [role=alert] button") as HTMLButtonElement).click();
    await settle();
    await until(() => words().includes("zqsewage"), "the terms are shown");
    expect(tries).toBe(2);
  });
});
