import { createPublicKey, verify } from "node:crypto";

export const sidecarEnding = ".sidecar.json";
export const sidecarSchema = "watchroom.export/1";

/** What a check of a file needs of its sidecar. */
export type Sidecar = {
  readonly format: string;
  readonly rows: number;
  readonly columns: readonly { readonly name: string }[];
  readonly head: { readonly seq: number; readonly hash: string };
  readonly lastHash: string;
  readonly sha256: string;
  readonly publicKey: string;
  /** Whether it is as it was signed with that key. */
  readonly isAsSigned: boolean;
};

/** Reads a sidecar; null when it is none. */
export function readSidecar(text: string): Sidecar | null {
  const parsed = parseObject(text);
  if (parsed?.["schema"] !== sidecarSchema || !hasFacts(parsed)) return null;
  const { algorithm: _algorithm, publicKey, signature, ...facts } = parsed;
  const { format, rows, columns, head, lastHash, sha256 } = facts;
  const isAsSigned = isSigned(JSON.stringify(facts), { publicKey, signature });
  return { format, rows, columns, head, lastHash, sha256, publicKey, isAsSigned };
}

type Facts = Omit<Sidecar, "isAsSigned"> & { readonly signature: string; readonly algorithm?: unknown };

function hasFacts(parsed: Readonly<Record<string, unknown>>): parsed is Facts {
  const texts = ["format", "lastHash", "sha256", "publicKey", "signature"];
  const head = parsed["head"] as { readonly hash?: unknown } | null | undefined;
  return (
    texts.every((name) => typeof parsed[name] === "string") &&
    typeof parsed["rows"] === "number" &&
    Array.isArray(parsed["columns"]) &&
    typeof head?.hash === "string"
  );
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null; // no JSON: no sidecar
  }
}

/** Ed25519 over the facts on one line. A key that is none signs nothing. */
function isSigned(
  facts: string,
  { publicKey, signature }: { readonly publicKey: string; readonly signature: string },
): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
    return verify(null, Buffer.from(facts, "utf8"), key, Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
}
