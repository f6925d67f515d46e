import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import manifest from "./package.json" with { type: "json" };
import { mantineVars } from "./scripts/mantine-vars.ts";

const MINUTE = 60_000;
const NODE_FOLDERS = ["unit", "engine", "store", "migrations", "contract"];

// A browser or an Electron each. A second try, because a busy machine can starve a browser; what is broken fails twice.
const patient = {
  testTimeout: 2 * MINUTE,
  hookTimeout: 2 * MINUTE,
  retry: 1,
  expect: { poll: { timeout: MINUTE / 4, interval: 50 } },
};

// No part of `npm test`: it needs a real server, which is installed apart (scripts/test-bluesky.mjs).
const hasBlueskyServer = existsSync(join(import.meta.dirname, ".cache/bluesky-pds/node_modules/@atproto/pds"));
const bluesky = {
  test: {
    name: "bluesky",
    include: ["test/bluesky/**/*.test.ts"],
    environment: "node" as const,
    testTimeout: MINUTE,
    hookTimeout: 2 * MINUTE,
  },
};

// No part of `npm test` either: it needs Prism, which is installed apart (scripts/test-prism.mjs).
const hasPrism = existsSync(join(import.meta.dirname, ".cache/prism/node_modules/@stoplight/prism-cli"));
const prism = {
  test: {
    name: "prism",
    include: ["test/prism/**/*.test.ts"],
    environment: "node" as const,
    testTimeout: MINUTE,
    hookTimeout: MINUTE,
  },
};

// Nor is this: it needs LibreOffice (scripts/test-spreadsheets.mjs).
const hasSpreadsheets = ["/usr/bin/soffice", "/usr/local/bin/soffice"].some((program) => existsSync(program));
const spreadsheets = {
  test: {
    name: "spreadsheets",
    include: ["test/spreadsheets/**/*.test.ts"],
    environment: "node" as const,
    testTimeout: 4 * MINUTE,
  },
};

/** A folder in memory with room for 2 GB, where the system has one: each commit of a test waits for its disk. */
function memoryFolder(): { readonly TMPDIR?: string } {
  const folder = "/dev/shm";
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > 2 ** 31 ? { TMPDIR: folder } : {};
  } catch {
    // There is no such folder, or it may not be written: the usual one does as well, only slower.
    return {};
  }
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: NODE_FOLDERS.map((folder) => `test/${folder}/**/*.test.ts`),
          environment: "node",
          // Files share loaded modules: there are no module mocks, and loading them anew was a third of the time.
          isolate: false,
          env: memoryFolder(),
          // Room for a busy machine; the tests themselves take milliseconds.
          testTimeout: MINUTE / 2,
        },
      },
      {
        test: {
          name: "faults",
          include: ["test/faults/**/*.test.ts"],
          environment: "node",
          // Some wait for the real limit of a slow server, or for a parser that is stopped.
          testTimeout: MINUTE,
        },
      },
      {
        plugins: [react(), mantineVars()],
        define: { __APP_VERSION__: JSON.stringify(manifest.version) },
        test: {
          name: "renderer",
          include: ["test/renderer/**/*.test.{ts,tsx}"],
          environment: "happy-dom",
          setupFiles: ["test/support/setup-renderer.ts"],
          testTimeout: MINUTE / 2,
        },
      },
      {
        test: {
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          environment: "node",
          globalSetup: ["test/support/sample-folder.ts"],
          ...patient,
        },
      },
      {
        test: {
          name: "electron",
          include: ["test/electron/**/*.test.ts"],
          environment: "node",
          fileParallelism: false,
          ...patient,
        },
      },
      ...(hasBlueskyServer ? [bluesky] : []),
      ...(hasPrism ? [prism] : []),
      ...(hasSpreadsheets ? [spreadsheets] : []),
    ],
  },
});
