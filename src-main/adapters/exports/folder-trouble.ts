import { FolderTrouble } from "../../ports/export-folder.ts";

const codes: Readonly<Record<string, FolderTrouble["code"]>> = {
  ENOENT: "missing",
  ENOTDIR: "missing",
  ESTALE: "missing",
  EACCES: "not_writable",
  EPERM: "not_writable",
  EROFS: "not_writable",
  ENOSPC: "full",
  EDQUOT: "full",
  EFBIG: "full",
};

/** What the system said of a folder, in the port's words. */
export function toFolderTrouble(cause: unknown): FolderTrouble {
  if (cause instanceof FolderTrouble) return cause;
  const code = codeOf(cause);
  return new FolderTrouble(codes[code] ?? "failed", cause instanceof Error ? cause.message : String(cause), { cause });
}

/** The system's own code, "" when it has none. */
export function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : "";
}
