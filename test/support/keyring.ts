import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runProgram, stopProgram } from "./processes.ts";

export type Keyring = {
  /** For the process that is to keep its secrets there. */
  readonly env: { readonly DBUS_SESSION_BUS_ADDRESS: string; readonly HOME: string; readonly XDG_RUNTIME_DIR: string };
  stop(): Promise<void>;
};

/** A secret service of its own, empty and unlocked, on a session bus of its own. */
export async function startKeyring(): Promise<Keyring> {
  const home = mkdtempSync(join(tmpdir(), "watchroom-keyring-"));
  const bus = spawn("dbus-daemon", ["--session", "--nofork", "--print-address=1"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [address] = await once(bus.stdout, "data");
  const env = { DBUS_SESSION_BUS_ADDRESS: String(address).trim(), HOME: home, XDG_RUNTIME_DIR: home };
  const daemon = spawn("gnome-keyring-daemon", ["--foreground", "--unlock", "--components=secrets"], {
    env: { ...process.env, ...env },
    stdio: ["pipe", "ignore", "ignore"],
  });
  // The password of the login keyring is what stands on stdin, to its end.
  daemon.stdin.end("test");
  await waitForName("org.freedesktop.secrets", { ...process.env, ...env });
  const stop = async () => {
    await stopProgram(daemon);
    await stopProgram(bus);
    rmSync(home, { recursive: true, force: true });
  };
  return { env, stop };
}

// The daemon says nothing when it is ready; the bus knows.
async function waitForName(name: string, env: NodeJS.ProcessEnv): Promise<void> {
  const question = ["--session", "--dest=org.freedesktop.DBus", "--print-reply=literal", "/org/freedesktop/DBus"];
  const ask = () =>
    runProgram("dbus-send", [...question, "org.freedesktop.DBus.NameHasOwner", `string:${name}`], {
      env,
      timeoutMs: 5000,
    });
  for (const deadline = Date.now() + 10_000; Date.now() < deadline;) if ((await ask()).includes("true")) return;
  throw new Error(`${name} did not appear on the session bus within 10 s`);
}
