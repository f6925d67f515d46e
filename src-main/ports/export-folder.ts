/** A finished file: its absolute path and size in bytes. */
export type FinishedFile = { readonly path: string; readonly bytes: number };

/** A file being written: it appears under its name whole, or not at all. */
export type PendingFile = {
  /** Adds bytes; resolves when there is room for more. Rejects with `FolderTrouble` on a full disk or a lost folder. */
  readonly write: (bytes: Uint8Array | string) => Promise<void>;
  /**
   * Puts it in its place (on disk, with its name); gives its path and size in bytes. With a companion, a small file of the
   * same name and one more ending appears with it, both or none.
   */
  readonly finish: (companion?: {
    readonly ending: string;
    readonly text: string;
  }) => Promise<FinishedFile & { readonly companion: FinishedFile | null }>;
  /** Leaves nothing behind. */
  readonly abandon: () => Promise<void>;
};

/** Why a folder took no file: `code` is one of a closed set, `detail` what the system said. */
export class FolderTrouble extends Error {
  readonly code: "missing" | "not_writable" | "full" | "failed";

  constructor(code: FolderTrouble["code"], detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.code = code;
  }
}

/** Where files go that leave the desk. */
export type ExportFolder = {
  /**
   * Begins a file in a folder of the computer (absolute path), or, with null, among the desk's own exports, which are kept for a
   * day. A name that is taken gets a number before its ending. Rejects with `FolderTrouble`.
   */
  readonly begin: (folder: string | null, fileName: string) => Promise<PendingFile>;
  /** At most `length` bytes of a finished file from an offset on; fewer at its end. Rejects with `FolderTrouble` when it is gone. */
  readonly read: (path: string, offset: number, length: number) => Promise<Uint8Array>;
  /** Removes files of the desk's own exports that are older than an instant (ms), and what a killed program left half written. */
  readonly sweep: (before: number) => Promise<void>;
};
