// What `npm test` needs from the system beside Node: a browser, a screen nobody sees, a keyring, Electron's libraries.
import { spawnSync } from "node:child_process";

// One line a thing; the first name that this release of Debian or Ubuntu knows is taken.
const NEEDED = [
  ["chromium"],
  ["xvfb"],
  ["unzip"],
  ["dbus-x11"],
  ["gnome-keyring"],
  ["libsecret-1-0"],
  ["libnss3"],
  ["libatk1.0-0t64", "libatk1.0-0"],
  ["libatk-bridge2.0-0t64", "libatk-bridge2.0-0"],
  ["libgtk-3-0t64", "libgtk-3-0"],
  ["libgbm1"],
  ["libasound2t64", "libasound2"],
];
const APT_MINUTES = 8;

const run = (program, words, options = {}) => spawnSync(program, words, { encoding: "utf8", ...options });

function isInstalled(name) {
  return run("dpkg-query", ["-W", "-f=${Status}", name]).stdout === "install ok installed";
}

function isOffered(name) {
  return run("apt-cache", ["show", "--no-all-versions", name]).status === 0;
}

/** Installs what is missing where that is allowed. Gives what is still missing, as a sentence, or undefined. */
export function installSystemPackages() {
  if (process.platform !== "linux")
    return process.platform === "darwin" ? undefined : "Install Chromium or Chrome if a test says that it is missing.";
  if (run("dpkg-query", ["--version"]).error)
    return `The tests need Chromium, Xvfb, unzip, D-Bus, GNOME Keyring, libsecret and GTK 3: install them as your system does.`;
  const missing = () => NEEDED.filter((names) => !names.some(isInstalled));
  if (missing().length === 0) return undefined;
  if (process.getuid() === 0 && !run("apt-get", ["--version"]).error) install(missing);
  const left = missing().map((names) => names.find(isOffered) ?? names.at(-1));
  return left.length === 0
    ? undefined
    : `The tests need packages of the system: sudo apt-get install ${left.join(" ")}`;
}

function install(missing) {
  const since = Date.now();
  process.stderr.write(
    `watchroom: Installing ${missing()
      .map(([name]) => name)
      .join(", ")} …\n`,
  );
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    stdio: ["ignore", "ignore", "inherit"],
    timeout: APT_MINUTES * 60_000,
  };
  // The names a fresh system knows are those of its image; a list that cannot be fetched may still be good enough.
  run("apt-get", ["update", "-qq"], options);
  const names = missing().map((candidates) => candidates.find(isOffered) ?? candidates.at(-1));
  const words = ["install", "-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120", ...names];
  const { status } = run("apt-get", words, options);
  const seconds = Math.round((Date.now() - since) / 1000);
  process.stderr.write(`watchroom: Installing: ${status === 0 ? "done" : "failed"} in ${seconds} s\n`);
}
