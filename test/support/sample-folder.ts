import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the first test that needs the sample leaves it for the others. */
    readonly sampleFolder: string;
  }
}

/** Set-up of a run: a folder for what is dear to build, gone when the run ends. */
export function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "watchroom-sample-"));
  provide("sampleFolder", folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
