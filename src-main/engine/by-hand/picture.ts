import { createHash } from "node:crypto";
import { pictureBytes } from "../../contract/methods/by-hand.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Picture, PictureType } from "../store/item-picture.ts";

/** A picture by its first bytes, whatever its name says. Refusals: file-too-large { megabytes }, not-a-picture. */
export function readPicture(bytes: Uint8Array): Picture {
  if (bytes.length > pictureBytes) throw new Refusal("file-too-large", { megabytes: pictureBytes / 1_000_000 });
  const type = pictureType(bytes);
  if (type === null) throw new Refusal("not-a-picture");
  return { type, hash: hashOf(bytes), bytes };
}

/** Whether stored bytes are still what was stored, and still a picture. */
export function isSoundPicture({ type, hash, bytes }: Picture): boolean {
  return pictureType(bytes) === type && hashOf(bytes) === hash;
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function pictureType(bytes: Uint8Array): PictureType | null {
  const start = Buffer.from(bytes.subarray(0, 12)).toString("latin1");
  if (start.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (start.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (start.startsWith("RIFF") && start.endsWith("WEBP")) return "image/webp";
  return null;
}
