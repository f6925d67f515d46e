// `npm start`: sets up, builds the page if it is stale, then opens the desktop window; where there can be none, it says
// why and serves the same page to a browser. Flags: --sample --browser --port N --data-dir DIR --workspace NAME.
import { spawn } from "node:child_process";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { findDesktop, hasDisplay } from "./desktop.mjs";
import { runBeside } from "./run.mjs";
import { root, setUp } from "./setup.mjs";

// A window that dies so soon never stood: a missing library, or a system that forbids Electron's sandbox.
const STARTED_MS = 10_000;

function readFlags() {
  const { values } = parseArgs({
    options: {
      sample: { type: "boolean" },
      browser: { type: "boolean" },
      port: { type: "string" },
      "data-dir": { type: "string" },
      workspace: { type: "string" },
    },
  });
  return values;
}

/** The same flags for the engine's own command line. */
function writeFlags(flags, names) {
  return names.flatMap((name) => {
    if (flags[name] === undefined) return [];
    return flags[name] === true ? [`--${name}`] : [`--${name}`, flags[name]];
  });
}

async function startDesktop(program, flags) {
  const since = Date.now();
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const code = await runBeside([root, ...writeFlags(flags, ["sample", "data-dir", "workspace"])], { program, env });
  return code !== 0 && Date.now() - since < STARTED_MS
    ? `Electron could not open a window (it ended with ${code}).`
    : code;
}

function startBrowserMode(why, flags) {
  process.stdout.write(`${why} Watchroom runs in your browser instead.\n`);
  const words = [
    "src-main/hosts/cli.ts",
    "serve",
    "--human",
    ...writeFlags(flags, ["port", "data-dir", "workspace", "sample"]),
  ];
  if (!hasDisplay()) return runBeside(words);
  let opened = false;
  const onOutput = (text) => {
    const address = /http:\/\/(?:127\.0\.0\.1|localhost):\d+\/?/.exec(text)?.[0];
    if (address && !opened) openBrowser(address);
    opened ||= Boolean(address);
  };
  return runBeside(words, { onOutput });
}

function openBrowser(address) {
  const [program, ...words] =
    process.platform === "darwin" ? ["open"] : process.platform === "win32" ? ["cmd", "/c", "start", ""] : ["xdg-open"];
  const child = spawn(program, [...words, address], { stdio: "ignore", detached: true });
  // Without a browser to open the address stands on the screen all the same.
  child.on("error", () => process.stdout.write(`Open ${address} in a browser.\n`));
  child.unref();
}

async function main() {
  const flags = readFlags();
  await setUp();
  await build("production");
  const desktop = flags.browser ? { why: "--browser was given." } : await findDesktop();
  const outcome = desktop.program ? await startDesktop(desktop.program, flags) : desktop.why;
  process.exitCode = typeof outcome === "string" ? await startBrowserMode(outcome, flags) : outcome;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`watchroom: ${error.message}\n`);
  process.exitCode = 1;
}
