import type { Signer } from "../../ports/signer.ts";
import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import type { Say } from "../store/mention-shape.ts";

type ExportMethod = "exports.preview" | "exports.start" | "exports.get" | "exports.cancel" | "exports.readFile";

/** Files that leave the desk. */
export function createExports(_parts: Parts & { readonly say: Say; readonly signer: Signer }): Handlers<ExportMethod> {
  const none = () => Promise.reject(new Error("exports"));
  return {
    "exports.preview": none,
    "exports.start": none,
    "exports.get": none,
    "exports.cancel": none,
    "exports.readFile": none,
  };
}
