import { readMeta } from "../store/meta.ts";
import type { Db } from "../store/open.ts";

export type WorkspaceKind = "desk" | "sample";
export type WorkspaceIdentity = {
  /** ULID of this install's workspace: the first part of every key that leaves it. "" before it was created. */
  readonly installId: string;
  readonly kind: WorkspaceKind;
  readonly createdAt: number;
};

export async function readWorkspace(db: Db): Promise<WorkspaceIdentity> {
  const [installId, kind, createdAt] = await Promise.all([
    readMeta(db, "install_id"),
    readMeta(db, "kind"),
    readMeta(db, "created_at"),
  ]);
  return { installId: installId ?? "", kind: kind === "sample" ? "sample" : "desk", createdAt: Number(createdAt ?? 0) };
}
