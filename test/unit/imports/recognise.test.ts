import { describe, expect, test } from "vitest";
import { networkNamed } from "../../../src-main/domain/imports/network-named.ts";
import { recogniseColumns } from "../../../src-main/domain/imports/recognise-columns.ts";
import { readReach } from "../../../src-main/domain/reach-address.ts";

describe("the columns of other tools", () => {
  test.each([
    [
      "a monitoring suite",
      [
        "Query Id",
        "Query Name",
        "Date",
        "Title",
        "Snippet",
        "Url",
        "Domain",
        "Sentiment",
        "Page Type",
        "Language",
        "Author",
        "Full Text",
      ],
      { date: 2, title: 3, text: 11, url: 5, network: 8, sentiment: 7, language: 9, author: 10 },
    ],
    [
      "a press service",
      [
        "Date",
        "Time",
        "Headline",
        "URL",
        "Opening Text",
        "Hit Sentence",
        "Source Name",
        "Influencer",
        "Language",
        "Sentiment",
      ],
      { date: 0, time: 1, title: 2, url: 3, text: 5, network: 6, author: 7, language: 8, sentiment: 9 },
    ],
    [
      "a listening tool",
      ["published", "title", "content", "url", "lang", "sourcetype", "extra_author_attributes.name", "sentiment"],
      { date: 0, title: 1, text: 2, url: 3, language: 4, network: 5, sentiment: 7 },
    ],
    [
      "a publishing tool",
      ["Timestamp (UTC)", "Network", "Message", "Permalink", "Author Name", "Author Handle"],
      { date: 0, network: 1, text: 2, url: 3, author: 4, handle: 5 },
    ],
    ["a German sheet", ["Datum", "Autor", "Inhalt", "Quelle"], { date: 0, author: 1, text: 2, network: 3 }],
  ])("are recognised: %s", (_tool, headings, columns) => {
    expect(recogniseColumns(headings)).toEqual(columns);
  });

  test("are each used once, and what nobody knows is left alone", () => {
    expect(recogniseColumns(["Date", "Date", "Reach", "Engagement"])).toEqual({ date: 0 });
  });
});

describe("a network", () => {
  test.each([
    ["Twitter", null, "x"],
    ["Online News", "https://www.reddit.com/r/ferries/1", "reddit"],
    ["Facebook Public", null, "facebook"],
    ["Online News", "https://gazette.example/a", "news"],
    ["Trustpilot", null, "reviews"],
    [null, "https://m.youtube.com/watch?v=1", "youtube"],
    [null, null, "other"],
  ] as const)("of %s at %s is %s", (name, url, network) => {
    expect(networkNamed(name, url)).toBe(network);
  });
});

describe("how somebody can be reached", () => {
  test.each([
    ["0049 (40) 123-45", { network: "phone", handle: "+494012345" }],
    ["+49 40 123 45", { network: "phone", handle: "+494012345" }],
    ["040/12345", { network: "phone", handle: "04012345" }],
    ["Ann.Lee@Example.COM", { network: "email", handle: "ann.lee@example.com" }],
    ["@ann", { network: "x", handle: "@ann" }],
    ["@ann@social.example", { network: "x", handle: "@ann@social.example" }],
    ["  ", null],
  ] as const)("%j is told apart and written in one way", (written, reach) => {
    expect(readReach(written, "x")).toEqual(reach);
  });
});
