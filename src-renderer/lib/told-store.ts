import { nothingTold, type Told } from "./told-alarms.ts";

const STORED_AS = "watchroom.told";

/** Changes what was told, one window after the other, so that several windows tell of an alarm once. */
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

function readTold(): Told {
  try {
    const kept = JSON.parse(localStorage.getItem(STORED_AS) ?? "null") as Partial<Told> | null;
    if (!Array.isArray(kept?.ids)) return nothingTold;
    return { ids: kept.ids, burst: Array.isArray(kept.burst?.ids) ? kept.burst : null };
  } catch {
    // Somebody edited the browser's storage by hand: tell once more.
    return nothingTold;
  }
}
