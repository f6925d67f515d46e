import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createFileLogger } from "../../adapters/file-logger.ts";
import type { PairingCode } from "../../engine/people/pairing.ts";
import { openDataFolder } from "../data-folder.ts";
import { openDesk } from "../desk.ts";
import { clock } from "../open-workspace.ts";
import { sampleKit } from "../sample-kit.ts";
import { isPortTaken, serveDesk } from "../serve-desk.ts";
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
    const say = (url: string, { code }: PairingCode) => {
      const text = isForPeople
        ? t("cli.serving", { url, code: `${code.slice(0, 4)} ${code.slice(4)}` })
        : JSON.stringify({ url, code });
      process.stdout.write(`${text}\n`);
    };
    const log = createFileLogger({ folder: join(dataFolder, "logs"), now: clock.now });
    const served = await serveDesk({ desk, log, port, replaced: (code) => say(served.url, code) }).catch(
      (cause: unknown) => {
        throw isPortTaken(cause) ? new UsageError("port-taken", { port: port ?? 0 }, { cause }) : cause;
      },
    );
    const tellCode = () => say(served.url, served.pairing.issue("desk"));
    tellCode();
    if (process.stdin.isTTY) createInterface({ input: process.stdin }).on("line", tellCode);
    await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM"), once(process, "SIGHUP")]);
    process.stdin.pause();
    await served.close();
  } finally {
    await desk.close();
  }
  return null;
}
