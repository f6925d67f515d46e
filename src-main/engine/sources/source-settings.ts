import type { Output } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Secrets } from "../../ports/secrets.ts";
import type { Parts } from "../parts.ts";
import { departmentNames } from "../store/department.ts";
import { countPurgeable } from "../store/source-retention.ts";
import { sourceById } from "../store/source.ts";
import type { Source } from "../store/source.ts";
import { floorMinutes, intervalMinutes } from "./interval.ts";
import { secretOf } from "./sign-in.ts";

export type SettingsParts = Pick<Parts, "store" | "clock"> & { readonly secrets: Pick<Secrets, "get" | "kind"> };

const dayMs = 24 * 60 * 60_000;

/** What is set for one source, with what the form needs to say about it. */
export async function readSourceSettings(parts: SettingsParts, id: string): Promise<Output<"sources.settings">> {
  const source = await takeSource(parts, id);
  const asked = Math.max(source.ttlMinutes ?? 0, source.hintMinutes ?? 0);
  return {
    ...{ id, version: source.version, siteUrl: source.siteUrl },
    ...{ department: source.department, retentionDays: source.retentionDays },
    signIn: await shownSignIn(parts, source),
    hasKeyring: (await parts.secrets.kind()) === "keyring",
    interval: { now: intervalMinutes(source), floor: floorMinutes(source), asked: asked === 0 ? null : asked },
    departments: [...(await departmentNames(parts.store.read))],
  };
}

async function shownSignIn({ secrets }: SettingsParts, source: Source): Promise<Output<"sources.settings">["signIn"]> {
  if (source.signIn === null) return null;
  const isKnown = (await secrets.get(secretOf(source))) !== null;
  const secret = !isKnown ? "missing" : (await secrets.kind()) === "keyring" ? "kept" : "session";
  return { kind: source.signIn, name: source.signInName ?? "", secret };
}

/** What a retention would remove now. */
export async function wouldPurge(
  parts: SettingsParts,
  { id, retentionDays }: { readonly id: string; readonly retentionDays: number },
): Promise<Output<"sources.wouldPurge">> {
  const source = await takeSource(parts, id);
  return countPurgeable(parts.store.read, source.rowId, parts.clock.now() - retentionDays * dayMs);
}

async function takeSource({ store }: SettingsParts, id: string): Promise<Source> {
  const source = await sourceById(store.read, id);
  if (!source) throw new Refusal("not-found", { what: "source" });
  return source;
}
