import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readFuses, shippedFuses, writeFuses } from "../../scripts/fuses.ts";
import { prepareElectronRuntime } from "../support/electron-runtime.ts";

/** The test runtime with a binary of its own, to be changed at will. */
async function copyRuntime(): Promise<{ program: string; original: string }> {
  const runtime = await prepareElectronRuntime();
  if ("missing" in runtime) throw new Error(runtime.missing);
  const original = runtime.executablePath;
  const folder = mkdtempSync(join(tmpdir(), "watchroom-fuses-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of readdirSync(dirname(original)).filter((entry) => entry !== "electron" && entry !== "resources"))
    symlinkSync(join(dirname(original), name), join(folder, name));
  mkdirSync(join(folder, "resources"));
  const program = join(folder, "electron");
  copyFileSync(original, program);
  return { program, original };
}

/** What the program does when the environment asks it to be a plain Node. */
function runAsNode(program: string): string {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1", DISPLAY: "", WAYLAND_DISPLAY: "" };
  return spawnSync(program, ["-p", "'ran as ' + 'Node'"], { env, encoding: "utf8", timeout: 30_000 }).stdout;
}

test("the shipped fuses are read back from a real binary, which then is no Node any more", async () => {
  const { program, original } = await copyRuntime();
  const before = readFuses(program);
  expect(before.runAsNode).toBe(true);
  expect(runAsNode(program)).toBe("ran as Node\n");
  writeFuses(program, shippedFuses);
  expect(readFuses(program)).toEqual({ ...before, ...shippedFuses });
  expect(runAsNode(program)).toBe("");
  expect(readFuses(original)).toEqual(before);
  const [fused, plain] = [readFileSync(program), readFileSync(original)];
  expect(fused.length).toBe(plain.length);
});

test("a file without fuses is refused and left as it was", () => {
  const folder = mkdtempSync(join(tmpdir(), "watchroom-fuses-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "program");
  writeFileSync(file, "no Electron");
  expect(() => readFuses(file)).toThrow("no Electron whose fuses are known here");
  expect(() => writeFuses(file, shippedFuses)).toThrow("no Electron whose fuses are known here");
  expect(readFileSync(file, "utf8")).toBe("no Electron");
});
