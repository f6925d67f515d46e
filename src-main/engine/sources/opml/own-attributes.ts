import type { Network } from "../../../contract/values.ts";
import { networks } from "../../../contract/values.ts";
import { retentionBounds } from "../../../contract/methods/source-settings.ts";

/** Names our attributes in a list of feeds; other readers pass over them. */
export const ownNamespace = "urn:watchroom:opml:1";

/** What we know of a source beyond what every list of feeds can say. Never a secret. */
export type OwnFacts = {
  readonly network: Network;
  readonly department: string | null;
  readonly intervalMinutes: number | null;
  readonly everything: boolean;
  readonly retentionDays: number | null;
  readonly allowPrivate: boolean;
  readonly signIn: "basic" | "header" | null;
  readonly signInName: string | null;
};

/** The attributes of ours, without their prefix, in the order in which they are written. */
export function writeOwn(facts: OwnFacts): readonly (readonly [name: string, value: string])[] {
  const all: readonly (readonly [string, string | null])[] = [
    ["network", facts.network],
    ["department", facts.department],
    ["interval", facts.intervalMinutes === null ? null : String(facts.intervalMinutes)],
    ["everything", String(facts.everything)],
    ["retention", facts.retentionDays === null ? null : String(facts.retentionDays)],
    ["private", facts.allowPrivate ? "true" : null],
    ["signin", facts.signIn],
    ["signinname", facts.signIn === null ? null : facts.signInName],
  ];
  return all.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

/** What a list says in our attributes, each only where it is sound: the file may have been changed by hand. */
export function readOwn(get: (name: string) => string | undefined): Partial<OwnFacts> {
  const network = networks.find((one) => one === get("network"));
  const department = get("department")?.trim().slice(0, 80);
  const interval = wholeWithin(get("interval"), { from: 15, to: 1440 });
  const everything = truth(get("everything"));
  const retention = wholeWithin(get("retention"), retentionBounds);
  const isPrivate = truth(get("private"));
  const kind = get("signin");
  const signIn = kind === "basic" || kind === "header" ? kind : undefined;
  const signInName = signIn && get("signinname")?.trim().slice(0, 200);
  return {
    ...(network && { network }),
    ...(department && { department }),
    ...(interval !== undefined && { intervalMinutes: interval }),
    ...(everything !== undefined && { everything }),
    ...(retention !== undefined && { retentionDays: retention }),
    ...(isPrivate !== undefined && { allowPrivate: isPrivate }),
    ...(signIn && signInName && { signIn, signInName }),
  };
}

function truth(value: string | undefined): boolean | undefined {
  return value === "true" ? true : value === "false" ? false : undefined;
}

function wholeWithin(
  value: string | undefined,
  { from, to }: { readonly from: number; readonly to: number },
): number | undefined {
  const number = value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
  return number >= from && number <= to ? number : undefined;
}
