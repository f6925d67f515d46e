import type { Say } from "../store/mention-shape.ts";
import type { Db } from "../store/open.ts";

/** What a set of rows is read with: one moment of the workspace, and who asks. */
export type SetParts = {
  readonly db: Db;
  readonly say: Say;
  /** The moment of the export (ms). */
  readonly now: number;
  /** Names of persons behind figures are for shift leads. */
  readonly showsPersons: boolean;
};
