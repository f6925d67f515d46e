import type { SourceSettings } from "../../../src-main/contract/methods/source-settings.ts";
import { idOf } from "./rows.ts";

/** What is set for one source: nothing beyond its row. */
export function settingsOf(number: number, change: Partial<SourceSettings> = {}): SourceSettings {
  return {
    id: idOf(number),
    version: 1,
    siteUrl: null,
    department: null,
    retentionDays: null,
    signIn: null,
    hasKeyring: true,
    interval: { now: 60, floor: 15, asked: 30 },
    departments: ["Zqbilling", "Zqfleet"],
    ...change,
  };
}
