import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createFileDropConnector } from "../../src-main/adapters/crm/file-drop.ts";
import { interactionOf } from "../support/crm-lines.ts";

/** Writes lines into a folder whose disk fills up, gets room again and is then locked; says what it saw as one line of JSON. */
const [folder = "", hasDisk = ""] = process.argv.slice(2);
const isDisk = hasDisk === "disk";
const file = join(folder, "watchroom-2026-11-21.ndjson");
const filler = join(folder, "filler");

const deliver = async (number: number) => {
  const line = interactionOf({ key: `wr:desk:${number}`, note: "x".repeat(3_000) });
  const config = { kind: "file", folder, format: "ndjson" } as const;
  const { class: kind, says } = await createFileDropConnector().deliver(config, line, {
    ...{ targetId: "T1", isRepeat: true },
  });
  return says?.code ?? kind;
};
const keys = () =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line).key as string);

if (isDisk) writeFileSync(filler, Buffer.alloc(112 * 1024));
else symlinkSync("/dev/full", file);
const before = isDisk ? await deliver(1) : "ok";
const full = [];
for (const number of [2, 3, 4, 5, 6, 7]) full.push(await deliver(number));
const wholeWhenFull = isDisk ? keys().length : 1;
rmSync(isDisk ? filler : file);
const after = [];
for (const number of [1, 2, 3, 4, 5, 6, 7]) after.push(await deliver(number));
if (isDisk) execFileSync("mount", ["-o", "remount,ro", folder]);
else chmodSync(folder, 0o500);
if (!isDisk) chmodSync(file, 0o400);
const locked = await deliver(8);
if (!isDisk) chmodSync(folder, 0o700);
process.stdout.write(JSON.stringify({ before, full, wholeWhenFull, after, locked, keys: keys() }));
