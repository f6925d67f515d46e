// Is a desktop window possible here? Electron's binary comes from GitHub when it is first wanted, which closed
// networks do not reach; then, as without a display, Watchroom runs in the browser.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { node24, root } from "./setup.mjs";

const electron = join(root, "node_modules/electron");
const refusalFile = join(root, ".cache/electron-refused.json");
const ANSWER_MS = 8_000;
const DOWNLOAD_MS = 10 * 60_000;
const REMEMBER_MS = 24 * 60 * 60_000;

export function hasDisplay() {
  if (process.platform === "win32" || process.platform === "darwin") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Gives `{ program }`, Electron's binary, or `{ why }`: a sentence that says why there is no window. */
export async function findDesktop() {
  if (!hasDisplay()) return { why: "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)." };
  if (process.platform === "linux" && process.getuid() === 0)
    return { why: "Electron does not open windows for root; start Watchroom as an ordinary user for a window." };
  const installed = findBinary();
  if (installed) return { program: installed };
  const why = await download();
  return why ? { why } : { program: findBinary() };
}

function findBinary() {
  const pathFile = join(electron, "path.txt");
  if (!existsSync(pathFile)) return undefined;
  const program = join(electron, "dist", readFileSync(pathFile, "utf8"));
  return existsSync(program) ? program : undefined;
}

async function download() {
  const { version } = JSON.parse(readFileSync(join(electron, "package.json"), "utf8"));
  const retry = "It is tried again after a day, or at once when .cache/electron-refused.json is deleted.";
  if (wasRefused(version)) return `Electron ${version} could not be downloaded lately. ${retry}`;
  process.stderr.write(`watchroom: Fetching Electron ${version}, once …\n`);
  const problem = (await probe(version)) ?? (await runInstaller());
  if (!problem && findBinary()) return undefined;
  mkdirSync(join(root, ".cache"), { recursive: true });
  writeFileSync(refusalFile, JSON.stringify({ version, at: Date.now() }));
  return `Electron ${version} could not be downloaded (${problem ?? "the download holds no program"}). ${retry}`;
}

function wasRefused(version) {
  if (!existsSync(refusalFile)) return false;
  const refusal = JSON.parse(readFileSync(refusalFile, "utf8"));
  if (refusal.version === version && Date.now() - refusal.at < REMEMBER_MS) return true;
  rmSync(refusalFile);
  return false;
}

// A network that swallows packets would otherwise keep the person waiting for the whole time limit. Behind a proxy or
// with a mirror only the installer itself knows the way.
async function probe(version) {
  const { env } = process;
  if (env.HTTPS_PROXY || env.https_proxy || env.ELECTRON_MIRROR || env.npm_config_electron_mirror) return undefined;
  const url = `https://github.com/electron/electron/releases/download/v${version}/SHASUMS256.txt`;
  try {
    const answer = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(ANSWER_MS) });
    return answer.ok ? undefined : `github.com answered ${answer.status}`;
  } catch (error) {
    return error.name === "TimeoutError" ? "github.com does not answer" : (error.cause?.code ?? error.message);
  }
}

function runInstaller() {
  const child = spawn(node24, [join(electron, "install.js")], { stdio: ["ignore", 2, 2], timeout: DOWNLOAD_MS });
  return new Promise((done) => {
    child.on("error", (error) => done(error.message));
    child.on("exit", (code) => done(code === 0 ? undefined : "its installer failed"));
  });
}
