import { ulid } from "ulid";
import type { EngineLink } from "./engine.ts";

/** What one request carries; the engine takes no more. */
const partBytes = 600_000;

/** Brings a file to the desk in parts and gives the id under which it is kept there. */
export async function uploadFile(link: EngineLink, file: Blob): Promise<string> {
  const uploadId = ulid();
  for (let part = 0; part * partBytes < file.size; part += 1) {
    const bytes = new Uint8Array(await file.slice(part * partBytes, (part + 1) * partBytes).arrayBuffer());
    await link.call("uploads.put", { uploadId, part, data: toBase64(bytes) });
  }
  return uploadId;
}

function toBase64(bytes: Uint8Array): string {
  // A call takes only so many arguments.
  const letters: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) letters.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(letters.join(""));
}
