import { readFileSync } from "node:fs";
import { uploadPartBytes } from "../../contract/methods/by-hand.ts";
import { Refusal } from "../../contract/refusal.ts";
import { callEngine, newCommandId } from "./ask-engine.ts";
import type { Place } from "./ask-engine.ts";
import { UsageError } from "./terminal.ts";

/** Brings a file to the desk and gives its id there. Refusals: not-found { what: file }, file-too-large { megabytes }. */
export async function uploadFile(place: Place, file: string, mostBytes: number): Promise<string> {
  const bytes = readWhole(file);
  if (bytes.length > mostBytes) throw new Refusal("file-too-large", { megabytes: mostBytes / 1_000_000 });
  if (bytes.length === 0) throw new UsageError("import-empty", { file });
  const uploadId = newCommandId();
  for (let part = 0; part * uploadPartBytes < bytes.length; part += 1) {
    const data = bytes.subarray(part * uploadPartBytes, (part + 1) * uploadPartBytes).toString("base64");
    await callEngine(place, "uploads.put", { uploadId, part, data });
  }
  return uploadId;
}

function readWhole(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new Refusal("not-found", { what: file }, { cause });
  }
}
