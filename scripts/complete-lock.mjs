// Completes package-lock.json after a dependency changed: `node scripts/complete-lock.mjs` (`--check` only looks).
// A registry that does not carry the binaries of every platform makes npm leave their entries out, and `npm ci` then
// refuses the whole lockfile. The entry is known without the registry: name and version stand in the parent.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const SYSTEMS = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const PROCESSORS = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64"];

/** Names of optional packages which the lockfile wants and does not hold, with what stands in their parent. */
export function findMissing(packages) {
  const missing = [];
  for (const [path, entry] of Object.entries(packages))
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {}))
      if (!isResolvable(packages, path, name)) missing.push({ name, version, dev: entry.dev === true });
  return missing;
}

function isResolvable(packages, from, name) {
  for (let base = from; ; base = base.slice(0, base.lastIndexOf("node_modules/")).replace(/\/$/, "")) {
    if (packages[`${base ? `${base}/` : ""}node_modules/${name}`]) return true;
    if (base === "") return false;
  }
}

/** `@swc/core-linux-arm-gnueabihf` says on which system, processor and C library it can be installed. */
function describePlatformPackage({ name, version, dev }) {
  const words = name.slice(name.lastIndexOf("/") + 1).split("-");
  const os = words.find((word) => SYSTEMS.includes(word));
  const cpu = words.find((word) => PROCESSORS.includes(word));
  if (!os || !cpu || !/^\d/.test(version)) throw new Error(`${name}@${version}: which platform is it for?`);
  const libc = words.includes("musl") ? "musl" : os === "linux" && words.includes("gnu") ? "glibc" : undefined;
  return { version, cpu: [cpu], ...(dev && { dev }), ...(libc && { libc: [libc] }), optional: true, os: [os] };
}

function main() {
  const file = resolve(import.meta.dirname, "../package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const missing = findMissing(lock.packages);
  if (process.argv.includes("--check")) {
    if (missing.length > 0)
      console.log(`package-lock.json lacks ${missing.length} platform packages: node scripts/complete-lock.mjs`);
    process.exitCode = missing.length > 0 ? 1 : 0;
    return;
  }
  for (const wanted of missing) lock.packages[`node_modules/${wanted.name}`] = describePlatformPackage(wanted);
  const { "": root, ...rest } = lock.packages;
  lock.packages = {
    "": root,
    ...Object.fromEntries(Object.entries(rest).sort(([a], [b]) => a.localeCompare(b, "en"))),
  };
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json: ${missing.length} platform packages added`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main();
