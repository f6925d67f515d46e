import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";

const child = fileURLToPath(new URL("./file-drop-child.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "file-drop-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Seen = {
  readonly before: string;
  readonly full: readonly string[];
  readonly wholeWhenFull: number;
  readonly after: readonly string[];
  readonly locked: string;
  readonly keys: readonly string[];
};

const ownDisk = 'mount -t tmpfs -o size=128k none "$1" && exec "$2" "$3" "$1" disk';

/** With a small disk of its own where the system lets us mount one, which nobody else sees; else with a device that is always full. */
function run(): Seen {
  const node = process.execPath;
  const mounted = spawnSync("unshare", ["-rm", "sh", "-c", ownDisk, "sh", folder, node, child], { encoding: "utf8" });
  if (mounted.status === 0) return JSON.parse(mounted.stdout) as Seen;
  const plain = spawnSync(node, [child, folder, "device"], { encoding: "utf8" });
  return JSON.parse(plain.stdout) as Seen;
}

test("a full disk takes whole lines or none; with room again and then locked, each line is there once", () => {
  const seen = run();
  expect(seen).toMatchObject({ before: "ok", locked: "crm.folder-locked" });
  const taken = seen.full.filter((code) => code === "ok").length;
  expect(seen.full.filter((code) => code !== "ok").length).toBeGreaterThan(0);
  expect(new Set(seen.full.filter((code) => code !== "ok"))).toEqual(new Set(["crm.folder-full"]));
  expect(seen.wholeWhenFull).toBe(taken + 1);
  expect(seen.after).toEqual(seen.after.map(() => "ok"));
  expect(seen.keys.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7].map((number) => `wr:desk:${number}`));
});
