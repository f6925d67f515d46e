import { join } from "node:path";
import { _electron, type ElectronApplication } from "playwright-core";
import { startDisplay } from "./display.ts";
import { prepareElectronRuntime } from "./electron-runtime.ts";

// Where there is no graphics card, Electron's GPU process gives up and is started anew; a page that asks for it just then
// waits for ever (seen in one start of thirty). Drawing in software is asked for instead of being found out.
const softwareGraphics = ["--use-gl=angle", "--use-angle=swiftshader"];

export type RunningElectron = { readonly app: ElectronApplication; stop(): Promise<void> };

/**
 * Starts the built app (`electron-vite build --mode test`) in a real Electron window on a screen of its own.
 * `dataDir` is where it keeps its workspace; `args` are further words of its command line.
 */
export async function launchElectron(options: {
  readonly dataDir: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}): Promise<RunningElectron> {
  const runtime = await prepareElectronRuntime();
  if ("missing" in runtime) throw new Error(`No Electron for this test: ${runtime.missing}`);
  const display = await startDisplay();
  const isRoot = process.getuid?.() === 0;
  try {
    const app = await _electron.launch({
      executablePath: runtime.executablePath,
      args: [
        ...softwareGraphics,
        ...(isRoot ? ["--no-sandbox"] : []),
        "--data-dir",
        options.dataDir,
        ...(options.args ?? []),
      ],
      env: {
        ...inheritedEnvironment(),
        ...display.env,
        // Electron 33 embeds Node 20, on which the database does not load: the test build runs its engine on this one.
        WATCHROOM_TEST_NODE: process.execPath,
        ...options.env,
      },
      cwd: join(import.meta.dirname, "../.."),
      timeout: 60_000,
    });
    const stop = async () => {
      await app.close();
      await display.stop();
    };
    return { app, stop };
  } catch (error) {
    await display.stop();
    throw error;
  }
}

// ELECTRON_RUN_AS_NODE would make Electron a plain Node; a session bus or a screen of the desk must not be used.
function inheritedEnvironment(): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _run, WAYLAND_DISPLAY: _wayland, ...rest } = process.env;
  return Object.fromEntries(Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
