import { nothingTold, type Told } from "./told.ts";

const STORED_AS = "watchroom.told";

/** Changes what was told, one window after the other, so that several windows tell of a thing once. */
export async function changeTold<Result>(
  change: (told: Told) => { readonly told: Told; readonly result: Result },
): Promise<Result> {
  const work = () => {
    const { told, result } = change(readTold());
    localStorage.setItem(STORED_AS, JSON.stringify(told));
    return result;
  };
  // Pages that are not secure have no locks, and no notices either.
  const { locks } = navigator as { readonly locks?: LockManager | null };
  return locks ? locks.request(STORED_AS, work) : work();
}

export function readTold(): Told {
  try {
    const kept = JSON.parse(localStorage.getItem(STORED_AS) ?? "null") as Partial<Told> | null;
    if (!Array.isArray(kept?.ids)) return nothingTold;
    const bursts = typeof kept.bursts === "object" && kept.bursts !== null ? kept.bursts : {};
    return { ids: kept.ids, bursts };
  } catch {
    // Somebody edited the browser's storage by hand: tell once more.
    return nothingTold;
  }
}
