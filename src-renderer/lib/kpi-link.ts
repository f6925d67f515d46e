import type { KpiName, KpiScope } from "../../src-main/contract/methods/kpis.ts";
import type { Bucket } from "../../src-main/contract/values.ts";

/** Part of a scope; what is undefined is left out, as what is absent. */
export type ScopePart = { readonly [Field in keyof KpiScope]?: KpiScope[Field] | undefined };

/** A figure, or one of its parts, whose rows are to be shown; what is left out of the scope is as the screen has it. */
export type KpiLink = { kpi: KpiName; part?: string | null; scope?: ScopePart };

/** The address at which the rows of a figure stand: the reports with its rows open. It holds ids, never words. */
export function kpiLink({ kpi, part = null, scope = {} }: KpiLink): string {
  const params = new URLSearchParams(writeScope(scope));
  params.set("kpi", kpi);
  if (part !== null) params.set("part", part);
  return `/reports?${params.toString()}`;
}

/** A scope as entries of an address; `prefix` keeps two scopes in one address apart. */
export function writeScope(scope: ScopePart, prefix = ""): Record<string, string> {
  const entries: readonly (readonly [string, string | number | null | undefined])[] = [
    ["from", scope.from],
    ["to", scope.to],
    ["as-of", scope.asOf],
    ["buckets", scope.buckets?.join(",") || null],
    ["source", scope.sourceId],
    ["department", scope.departmentId],
    ["person", scope.personId],
    ["clock", scope.clock],
    ["counted", scope.counted],
  ];
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value == null ? [] : [[`${prefix}${name}`, String(value)]])),
  );
}

const buckets: readonly Bucket[] = ["unsorted", "analytics", "pr", "care"];
const IS_ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** The scope that an address names; what it does not name, or names wrongly, is left out. */
export function readScope(params: URLSearchParams, prefix = ""): Partial<KpiScope> {
  const get = (name: string) => params.get(`${prefix}${name}`) ?? "";
  const instant = (name: string) => (/^\d{1,15}$/.test(get(name)) ? Number(get(name)) : undefined);
  const id = (name: string) => (IS_ULID.test(get(name)) ? get(name) : undefined);
  const named = get("buckets").split(",");
  const found = {
    from: instant("from"),
    to: instant("to"),
    asOf: instant("as-of"),
    buckets: buckets.some((bucket) => named.includes(bucket))
      ? buckets.filter((bucket) => named.includes(bucket))
      : undefined,
    sourceId: id("source"),
    departmentId: id("department"),
    personId: id("person"),
    clock: oneOf(get("clock"), ["hours", "elapsed"] as const),
    counted: oneOf(get("counted"), ["mentions", "stories"] as const),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Partial<KpiScope>;
}

function oneOf<Value extends string>(text: string, values: readonly Value[]): Value | undefined {
  return values.find((value) => value === text);
}
