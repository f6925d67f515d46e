import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { usualDataFolder } from "../contract/data-folder.ts";
import { findLink } from "./deep-link.ts";

export type LaunchOptions = {
  readonly dataFolder: string;
  /** The words of the engine's own command line. */
  readonly engineWords: readonly string[];
  /** Where the page comes from while it is being developed; null = from app://. */
  readonly developmentUrl: string | null;
  /** The computer started us when somebody signed in to it: nobody waits for a window. */
  readonly isAtLogin: boolean;
  /** The link that we were started to follow. */
  readonly link: string | null;
  /** The words that start this desk again, without the program. */
  readonly ownWords: readonly string[];
  /** Where Linux desktops look for what they start at login. */
  readonly autostartFolder: string;
  /** Test builds: the Node that runs the engine, and the engine that is run in place of ours. */
  readonly testNode: string | null;
  readonly testEngine: string | null;
};

/** The one place of the shell that reads the command line and the environment: `--data-dir DIR --workspace NAME --sample`. */
export function readLaunchOptions(isPackaged: boolean): LaunchOptions {
  // Not strict: Electron and Chromium have switches of their own.
  const { values } = parseArgs({
    args: process.argv.slice(1),
    options: {
      ...{ "data-dir": { type: "string" }, workspace: { type: "string" }, sample: { type: "boolean" } },
      "at-login": { type: "boolean" },
    },
    strict: false,
    allowPositionals: true,
  });
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
  const given = text(values["data-dir"]);
  const usual = () => usualDataFolder({ platform: process.platform, home: homedir(), env: process.env });
  const dataFolder = resolve(given ?? usual());
  const workspace = text(values.workspace);
  return {
    dataFolder,
    engineWords: [
      ...["--data-dir", dataFolder],
      ...(workspace === null ? [] : ["--workspace", workspace]),
      ...(values.sample === true ? ["--sample"] : []),
    ],
    isAtLogin: values["at-login"] === true,
    link: findLink(process.argv.slice(1)),
    ownWords: given === null ? [] : ["--data-dir", dataFolder],
    autostartFolder: join(text(process.env["XDG_CONFIG_HOME"]) ?? join(homedir(), ".config"), "autostart"),
    developmentUrl: isPackaged ? null : text(process.env["ELECTRON_RENDERER_URL"]),
    testNode: __TEST_BUILD__ ? text(process.env["WATCHROOM_TEST_NODE"]) : null,
    testEngine: __TEST_BUILD__ ? text(process.env["WATCHROOM_TEST_ENGINE"]) : null,
  };
}

/** Chromium's profile and what the windows remember, beside the workspaces and apart from them. */
export function desktopFolder({ dataFolder }: LaunchOptions): string {
  return join(dataFolder, "desktop");
}
