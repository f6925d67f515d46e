// What the packaged program can no longer be told to do. Fuses are bytes inside Electron's binary; packaging sets them
// after copying it and before signing: node scripts/run.mjs scripts/fuses.ts write <binary>. `read` prints them.
// https://www.electronjs.org/docs/latest/tutorial/fuses
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// In the order of their bytes.
const names = [
  "runAsNode",
  "cookieEncryption",
  "nodeOptionsEnvironmentVariable",
  "nodeCliInspectArguments",
  "embeddedAsarIntegrityValidation",
  "onlyLoadAppFromAsar",
  "loadBrowserProcessSpecificV8Snapshot",
  "grantFileProtocolExtraPrivileges",
  "wasmTrapHandlers",
] as const;

export type FuseName = (typeof names)[number];
export type Fuses = Readonly<Partial<Record<FuseName, boolean>>>;

/** What ships: nobody's environment or arguments turn the program into a Node, a debugger or another app. */
export const shippedFuses: Fuses = {
  runAsNode: false,
  cookieEncryption: true,
  nodeOptionsEnvironmentVariable: false,
  nodeCliInspectArguments: false,
  embeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
};

// After this text stand a version byte, a length byte, and a byte for each fuse: "0", "1", or "r" for one removed.
const sentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const version = 1;
const [off, on, removed] = [0x30, 0x31, 0x72];

/** The fuses of an Electron binary; a fuse that its version does not have is missing. */
export function readFuses(file: string): Fuses {
  const binary = readFileSync(file);
  const [wire] = findWires(binary, file);
  return Object.fromEntries(
    names.slice(0, wire.length).flatMap((name, index) => {
      const byte = binary[wire.start + index];
      return byte === removed ? [] : [[name, byte === on]];
    }),
  );
}

/** Sets the named fuses and leaves the others; one that this Electron does not have is left out. */
export function writeFuses(file: string, fuses: Fuses): void {
  const binary = readFileSync(file);
  for (const wire of findWires(binary, file))
    for (const [index, name] of names.slice(0, wire.length).entries()) {
      const wanted = fuses[name];
      if (wanted !== undefined && binary[wire.start + index] !== removed)
        binary[wire.start + index] = wanted ? on : off;
    }
  writeFileSync(file, binary);
}

type Wire = { readonly start: number; readonly length: number };

// A universal binary of macOS holds one for each processor.
function findWires(binary: Buffer, file: string): readonly [Wire, ...Wire[]] {
  const wires: Wire[] = [];
  for (let at = binary.indexOf(sentinel); at !== -1; at = binary.indexOf(sentinel, at + sentinel.length)) {
    const start = at + sentinel.length;
    const length = binary[start + 1] ?? 0;
    if (binary[start] === version && length > 0) wires.push({ start: start + 2, length });
  }
  const [first, ...others] = wires;
  if (!first) throw new Error(`${file} is no Electron whose fuses are known here`);
  return [first, ...others];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [act, file] = process.argv.slice(2);
  if (!file || (act !== "read" && act !== "write"))
    throw new Error("Usage: node scripts/run.mjs scripts/fuses.ts read|write <binary>");
  if (act === "write") writeFuses(file, shippedFuses);
  process.stdout.write(`${JSON.stringify(readFuses(file), null, 2)}\n`);
}
