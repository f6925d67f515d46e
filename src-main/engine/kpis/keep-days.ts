import { dayOf, type Days, firstDay, packDay, packedDays } from "../store/cycle-day.ts";
import type { Parts } from "../parts.ts";
import { letOthersWork } from "../topics/slices.ts";
import { canBePacked } from "./cycle-slices.ts";
import type { ReadyScope } from "./scope.ts";

/** So many days after its end hardly anything of a day changes any more. */
const settledAfterDays = 2;
/** Cycles and days packed in one transaction: some 15 ms. */
const most = { cycles: 2000, days: 60 };

/**
 * Packs the settled days that figures are about to be read from and that have no pack, so that the next reading is fast. A pack that
 * cannot be written (the disk is full) is only missed: the rows say the same.
 */
export async function keepDays(
  { store, clock, log }: Pick<Parts, "store" | "clock" | "log">,
  { from, to, filter }: Pick<ReadyScope, "from" | "to" | "filter">,
): Promise<void> {
  if (!canBePacked(filter) || !(to > from)) return;
  const begun = await firstDay(store.read);
  if (begun === null) return;
  const first = Math.max(begun, dayOf(from));
  const last = Math.min(dayOf(to - 1), dayOf(clock.now()) - settledAfterDays);
  const known = await packedDays(store.read, { first, last });
  const missing = daysOf({ first, last }).filter((day) => !known.has(day));
  try {
    for (let at = 0; at < missing.length;) {
      at += await store.write(async (trx) => {
        let [days, cycles] = [0, 0];
        for (const day of missing.slice(at, at + most.days)) {
          if (cycles >= most.cycles) break;
          cycles += await packDay(trx, day);
          days += 1;
        }
        return days;
      });
      await letOthersWork();
    }
  } catch (cause) {
    log.warn("kpis.days-not-kept", { reason: cause instanceof Error ? cause.message : String(cause) });
  }
}

function daysOf({ first, last }: Days): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}
