import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startKeyring } from "../support/keyring.ts";
import { runProgram } from "../support/processes.ts";

const script = join(import.meta.dirname, "../support/use-secret.ts");

/** The adapter in a new process each time, so that nothing is kept but by the keyring. */
async function useSecret(env: NodeJS.ProcessEnv, ...words: readonly string[]): Promise<unknown> {
  const said = await runProgram(process.execPath, [script, ...words], {
    env: { ...process.env, ...env },
    timeoutMs: 20_000,
  });
  return JSON.parse(said);
}

test("the system's keyring keeps a secret from one start to the next, until it is removed", async () => {
  const { env, stop } = await startKeyring();
  onTestFinished(stop);
  expect(await useSecret(env, "set", "hook", "whsec_äöü")).toEqual({ kind: "keyring", answer: "kept" });
  expect(await useSecret(env, "get", "hook")).toEqual({ kind: "keyring", answer: "whsec_äöü" });
  expect(await useSecret(env, "remove", "hook")).toEqual({ kind: "keyring", answer: null });
  expect(await useSecret(env, "get", "hook")).toEqual({ kind: "keyring", answer: null });
});

test("without a keyring a secret lasts as long as the process, and that is said", async () => {
  const env = { DBUS_SESSION_BUS_ADDRESS: "disabled:" };
  expect(await useSecret(env, "set", "hook", "whsec_a")).toEqual({ kind: "session", answer: "session" });
  expect(await useSecret(env, "get", "hook")).toEqual({ kind: "session", answer: null });
});
