import type { WebFrameMain } from "electron";
import { describe, expect, test } from "vitest";
import { usualDataFolder } from "../../../src-main/contract/data-folder.ts";
import { isScreen, pageFileHeaders } from "../../../src-main/contract/page-files.ts";
import { externalLink } from "../../../src-main/shell/external-link.ts";
import { isOwnAddress, isOwnPage, shippedOrigin } from "../../../src-main/shell/page-address.ts";

describe("a link that leaves the desk", () => {
  test.each(["https://news.example/a?b=c#d", "http://news.example/", "https://news.example:8443/"])(
    "opens: %s",
    (address) => {
      expect(externalLink(address)).toBe(address);
    },
  );

  test.each([
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,hello",
    "mailto:press@example.org",
    "smb://host/share",
    "ms-msdt:/id",
    "app://watchroom/",
    "https://name:word@news.example/",
    "https://name@news.example/",
    "https://",
    "news.example",
    "",
  ])("stays unopened: %s", (address) => {
    expect(externalLink(address)).toBeNull();
  });
});

describe("the page's own address", () => {
  test.each([
    ["app://watchroom", true],
    ["app://watchroom/", true],
    ["app://watchroom/case/01J?x", true],
    ["app://watchroom.evil.example/", false],
    ["app://watchroom@evil.example/", false],
    ["app://other/", false],
    ["https://watchroom/", false],
    ["file:///", false],
  ])("%s: %s", (address, isOwn) => {
    expect(isOwnAddress(address, shippedOrigin)).toBe(isOwn);
  });

  test.each([
    ["its main frame", { origin: shippedOrigin, parent: null }, true],
    ["a frame inside it", { origin: shippedOrigin, parent: {} }, false],
    ["a frame of nowhere", { origin: "null", parent: null }, false],
    ["another site", { origin: "https://evil.example", parent: null }, false],
    ["a frame that is gone", null, false],
  ])("a message is obeyed from %s", (_who, frame, isObeyed) => {
    expect(isOwnPage(frame as WebFrameMain | null, shippedOrigin)).toBe(isObeyed);
  });
});

describe("the files of the page", () => {
  test("the page itself is never kept, its parts are kept for good, both under the policy", () => {
    expect(pageFileHeaders("/index.html")).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
    });
    expect(pageFileHeaders("/assets/index-1a2b.js")).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "max-age=31536000, immutable",
      "content-security-policy": expect.stringContaining("default-src 'none'; script-src 'self';"),
    });
  });

  test("a file of another kind is not sent, a path without an ending is a screen", () => {
    expect([pageFileHeaders("/.env"), pageFileHeaders("/index.js.map")]).toEqual([null, null]);
    expect([isScreen("/triage"), isScreen("/case/01J"), isScreen("/assets/gone.js")]).toEqual([true, true, false]);
  });
});

test("the data folder is the platform's", () => {
  const home = "/home/ann";
  expect([
    usualDataFolder({ platform: "linux", home, env: {} }),
    usualDataFolder({ platform: "linux", home, env: { XDG_DATA_HOME: "/data" } }),
    usualDataFolder({ platform: "darwin", home, env: { XDG_DATA_HOME: "/data" } }),
    usualDataFolder({ platform: "win32", home, env: { APPDATA: "D:\\Roaming" } }),
  ]).toEqual([
    "/home/ann/.local/share/watchroom",
    "/data/watchroom",
    "/home/ann/Library/Application Support/watchroom",
    "D:\\Roaming/watchroom",
  ]);
});
