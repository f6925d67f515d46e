import { join } from "node:path";
import { build } from "vite";

const root = join(import.meta.dirname, "..", "..");

/** Bundles poll-once.ts and the parser's worker as the app ships its engine, and gives the file to run. */
export async function buildPoller(): Promise<string> {
  const folder = join(root, ".cache", "bench-app", "main");
  await build({
    configFile: false,
    logLevel: "error",
    root,
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      target: "node20.18",
      rolldownOptions: {
        input: {
          "poll-once": join(import.meta.dirname, "poll-once.ts"),
          "parse-worker": join(root, "src-main", "engine", "sources", "feed", "parse-worker.ts"),
        },
        // The worker is looked for beside the file that starts it.
        output: { chunkFileNames: "[name]-[hash].js" },
      },
    },
    ssr: { noExternal: true, external: ["better-sqlite3"] },
  });
  return join(folder, "poll-once.js");
}
