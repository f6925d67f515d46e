import { once } from "node:events";
import { createInterface } from "node:readline";
import type { PairingCode } from "../../engine/people/pairing.ts";
import { openDataFolder } from "../data-folder.ts";
import { openDesk } from "../desk.ts";
import { sampleKit } from "../sample-kit.ts";
import { isPortTaken } from "../listen-somewhere.ts";
import { serveDesk } from "../serve-desk.ts";
import type { Command, CommandContext } from "./command.ts";
import { numberFlag } from "./source-commands.ts";
import { UsageError } from "./terminal.ts";

export const serveCommands: Readonly<Record<string, Command>> = {
  serve: {
    usage: "serve [--port N] [--sample] [--human]",
    options: { port: { type: "string" }, sample: { type: "boolean" }, human: { type: "boolean" } },
    takes: [0, 0],
    run: serve,
  },
};

/** Runs the engine for browsers until it is told to end. Its first line is `{"url","code"}` unless somebody reads along. */
async function serve({ place, flags, json, t }: CommandContext): Promise<null> {
  const port = numberFlag(flags["port"], { name: "--port", from: 0, to: 65_535 });
  const dataFolder = openDataFolder(place.dataDir);
  const desk = await openDesk({ dataFolder, workspace: place.workspace, holder: "serve", runLoops: true, sampleKit });
  const isForPeople = flags["human"] === true || (!json && process.stdout.isTTY);
  try {
    if (flags["sample"] === true) await desk.openSample({ anew: false });
    const say = (url: string, code: string) => {
      const text = isForPeople
        ? t("cli.serving", { url, code: `${code.slice(0, 4)} ${code.slice(4)}` })
        : JSON.stringify({ url, code });
      process.stdout.write(`${text}\n`);
    };
    // A display's code is on the screen that asked for it, which shows the new one by itself.
    const replaced = ({ kind, code }: PairingCode) => (kind === "desk" ? say(served.url, code) : undefined);
    const served = await serveDesk({ desk, port, replaced }).catch((cause: unknown) => {
      throw isPortTaken(cause) ? new UsageError("port-taken", { port: port ?? 0 }, { cause }) : cause;
    });
    const tellCode = async () => say(served.url, (await desk.door.issue("desk")).code);
    await tellCode();
    if (process.stdin.isTTY) createInterface({ input: process.stdin }).on("line", () => void tellCode());
    await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM"), once(process, "SIGHUP")]);
    process.stdin.pause();
    await served.close();
  } finally {
    await desk.close();
  }
  return null;
}
