import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDiskFolder } from "../../../src-main/adapters/exports/disk-folder.ts";
import { hiddenName } from "../../../src-main/adapters/exports/pending-file.ts";
import type { OpenFile } from "../../../src-main/adapters/exports/pending-file.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "watchroom-test-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const folderOf = (openFile?: OpenFile) =>
  createDiskFolder({ own: join(root, "exports"), mark: "now", ...(openFile ? { openFile } : {}) });

describe("a file in a folder", () => {
  test("appears whole, under its name, with its companion", async () => {
    const pending = await folderOf().begin(root, "log.csv");
    await pending.write("one\r\n");
    expect(readdirSync(root).filter((name) => !name.startsWith("."))).toEqual([]);
    await pending.write(Buffer.from("two\r\n"));
    const made = await pending.finish({ ending: ".sidecar.json", text: "{}" });
    expect(readdirSync(root).toSorted()).toEqual(["log.csv", "log.csv.sidecar.json"]);
    expect([readFileSync(made.path, "utf8"), made.bytes, made.companion?.bytes]).toEqual(["one\r\ntwo\r\n", 10, 2]);
  });

  test("gets a number where its name, or its companion's, is taken", async () => {
    writeFileSync(join(root, "log.csv"), "mine");
    writeFileSync(join(root, "log-2.csv.sidecar.json"), "mine");
    const pending = await folderOf().begin(root, "log.csv");
    const { path, companion } = await pending.finish({ ending: ".sidecar.json", text: "{}" });
    expect([path, companion?.path]).toEqual([join(root, "log-3.csv"), join(root, "log-3.csv.sidecar.json")]);
    expect(readFileSync(join(root, "log.csv"), "utf8")).toBe("mine");
  });

  test("two at once have two names", async () => {
    const folder = folderOf();
    const pending = await Promise.all([folder.begin(null, "a.csv"), folder.begin(null, "a.csv")]);
    const made = await Promise.all(pending.map((one) => one.finish()));
    expect(new Set(made.map(({ path }) => path)).size).toBe(2);
    expect(made.map(({ path }) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600]);
  });

  test("leaves nothing when it is abandoned", async () => {
    const pending = await folderOf().begin(root, "log.csv");
    await pending.write("x".repeat(200_000));
    await pending.abandon();
    expect(readdirSync(root)).toEqual([]);
  });

  test("cannot lead out of its folder by its name", async () => {
    const pending = await folderOf().begin(root, "../../a:b.csv");
    expect((await pending.finish()).path).toBe(join(root, "-..-a-b.csv"));
  });

  test.each([
    ["CON.csv", "CON-.csv"],
    ["com1.2026.csv", "com1-.2026.csv"],
    [".profile.csv", "profile.csv"],
    ["a\u202efdp.csv", "afdp.csv"],
    ["...", "-"],
  ])("%j has a name that every system takes: %j", async (given, name) => {
    const pending = await folderOf().begin(root, given);
    expect((await pending.finish()).path).toBe(join(root, name));
  });

  test.each(["報", "🚢", "a"])("has room for a long name of %s, and keeps the date at its end", async (letter) => {
    const pending = await folderOf().begin(root, `${letter.repeat(300)} 2026-11-16 0900 to 1700.xlsx`);
    const { path, companion } = await pending.finish({ ending: ".sidecar.json", text: "{}" });
    expect([path.endsWith(" 2026-11-16 0900 to 1700.xlsx"), companion?.path]).toEqual([true, `${path}.sidecar.json`]);
  });

  test("is for its owner only where that is wanted", async () => {
    const folder = createDiskFolder({ own: join(root, "exports"), mark: "now", mode: 0o600 });
    const pending = await folder.begin(root, "log.csv");
    const { path, companion } = await pending.finish({ ending: ".sidecar.json", text: "{}" });
    expect([path, companion?.path ?? ""].map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600]);
  });

  test("of another computer that writes into the same folder is left alone", async () => {
    const theirs = hiddenName({ number: 1, pid: 4_194_999, mark: "theirs", computer: "00000000" });
    writeFileSync(join(root, theirs), "half");
    await (await folderOf().begin(root, "log.csv")).abandon();
    expect(readdirSync(root)).toEqual([theirs]);
  });

  test("on a full disk is not there, and the folder says so", async () => {
    // oxlint-disable-next-line promise/prefer-await-to-then -- an opener as the system's
    const full: OpenFile = async (path, flags, mode) => {
      const handle = await open(path, flags, mode);
      handle.write = () => Promise.reject(Object.assign(new Error("ENOSPC: no space left"), { code: "ENOSPC" }));
      return handle;
    };
    const pending = await folderOf(full).begin(root, "log.csv");
    await expect(pending.write("x".repeat(100_000))).rejects.toMatchObject({ code: "full" });
    expect(readdirSync(root)).toEqual([]);
  });

  test("is refused where the folder is missing, or is a file", async () => {
    await expect(folderOf().begin(join(root, "gone"), "a.csv")).rejects.toMatchObject({ code: "missing" });
    writeFileSync(join(root, "file"), "");
    await expect(folderOf().begin(join(root, "file"), "a.csv")).rejects.toMatchObject({ code: "missing" });
  });

  test("is refused where nothing can be written", async () => {
    const refusing: OpenFile = () => Promise.reject(Object.assign(new Error("EACCES"), { code: "EACCES" }));
    mkdirSync(join(root, "locked"));
    chmodSync(join(root, "locked"), 0o500);
    await expect(folderOf(refusing).begin(join(root, "locked"), "a.csv")).rejects.toMatchObject({
      code: "not_writable",
    });
  });
});

describe("a sweep", () => {
  test("takes what is old, and what a killed program left half written", async () => {
    const own = join(root, "exports");
    mkdirSync(own);
    // No program has this number: it is over the highest that Linux gives.
    const killed = hiddenName({ number: 1, pid: 4_194_999, mark: "before" });
    const writing = hiddenName({ number: 1, pid: process.pid, mark: "now" });
    const names = ["old.csv", "new.csv", killed, writing];
    for (const name of names) writeFileSync(join(own, name), "x");
    utimesSync(join(own, "old.csv"), 1000, 1000);
    await folderOf().sweep(Date.now() - 60_000);
    expect(readdirSync(own).toSorted()).toEqual([writing, "new.csv"]);
  });
});
