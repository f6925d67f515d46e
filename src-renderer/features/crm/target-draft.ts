import type { CrmTarget } from "../../../src-main/contract/methods/crm.ts";
import type { Faults } from "../../lib/faults.ts";
import { recordAddress } from "./record-address.ts";
import { targetFields, type TargetKind } from "./target-fields.ts";

type Config = CrmTarget["config"];
export type TargetDraft = {
  readonly name: string;
  /** What was typed, by the field's name. */
  readonly values: Readonly<Record<string, string>>;
  /** Which of our values goes into which field of theirs: "" = nowhere; what goes where it always does is left out. */
  readonly map: Readonly<Record<string, string>>;
  readonly secret: string;
  readonly enabled: boolean;
};

/** A known secret never comes back to the page: its field is always empty at first. */
export function toTargetDraft(
  target: CrmTarget | null,
  { kind, name }: { kind: TargetKind; name: string },
): TargetDraft {
  const known = target ? flat(target.config) : {};
  return {
    name: target?.name ?? name,
    values: Object.fromEntries(
      targetFields[kind].map((field) => [field.name, known[field.name] ?? (target ? "" : (field.usual ?? ""))]),
    ),
    map: target && "fields" in target.config ? mapOf(target.config.fields) : {},
    secret: "",
    enabled: target?.enabled ?? true,
  };
}

const mapOf = (fields: Readonly<Record<string, string | null>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([ours, field]) => [ours, field ?? ""]));

function flat(config: Config): Readonly<Record<string, string>> {
  const ticket = config.kind === "hubspot" ? config.ticketPipeline : null;
  const letters = config.kind === "file" ? (config.bom === true ? "marked" : "plain") : null;
  const all = { ...config, letters, pipeline: ticket?.pipeline ?? null, stage: ticket?.stage ?? null };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) =>
      typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : [],
    ),
  );
}

const IS_SECRET = /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/;
const IS_KEY = /^[\x21-\x7e]+$/;
const IS_WHOLE_PATH = /^([A-Za-z]:[\\/]|\/|\\\\)/;

export type ReadTarget = { readonly config: Config; readonly faults: Faults };

/** What the draft means, and what is wrong with it. */
export function readTarget(draft: TargetDraft, { kind, isNew }: { kind: TargetKind; isNew: boolean }): ReadTarget {
  const value = (name: string) => draft.values[name]?.trim() ?? "";
  return {
    config: configOf(kind, value, draft.map),
    faults: {
      ...(draft.name.trim() === "" && { name: { says: "settings.needed" } }),
      ...fieldFaults(kind, value),
      ...secretFault(draft.secret.trim(), { kind, isNew }),
    },
  };
}

type Value = (name: string) => string;

function fieldFaults(kind: TargetKind, value: Value): Faults {
  const faults: Record<string, Faults[string]> = {};
  for (const { name, isNumber, isNeeded } of targetFields[kind]) {
    const typed = value(name);
    if (typed === "" && isNeeded) faults[name] = { says: "settings.needed" };
    else if (typed !== "" && isNumber && !/^[1-9]\d{0,9}$/.test(typed)) faults[name] = { says: "crmDesk.numberBad" };
  }
  if (!faults["url"] && kind !== "file" && value("url") !== "" && recordAddress(value("url")) === null)
    faults["url"] = { says: "crmDesk.urlBad" };
  if (kind === "file" && !faults["folder"] && !IS_WHOLE_PATH.test(value("folder")))
    faults["folder"] = { says: "crmDesk.folderBad" };
  if (kind === "espocrm" && value("log") === "call" && value("userId") === "")
    faults["userId"] = { says: "crmDesk.userNeeded" };
  if (kind === "hubspot" && (value("pipeline") === "") !== (value("stage") === ""))
    faults[value("pipeline") === "" ? "pipeline" : "stage"] = { says: "crmDesk.bothNeeded" };
  return faults;
}

function secretFault(secret: string, { kind, isNew }: { kind: TargetKind; isNew: boolean }): Faults {
  if (kind === "file") return {};
  const isHook = kind === "webhook";
  if (secret === "") return isNew ? { secret: { says: isHook ? "crmDesk.secretNeeded" : "crmDesk.keyNeeded" } } : {};
  if ((isHook ? IS_SECRET : IS_KEY).test(secret)) return {};
  return { secret: { says: isHook ? "crmDesk.secretBad" : "crmDesk.keyBad" } };
}

function configOf(kind: TargetKind, value: Value, map: TargetDraft["map"]): Config {
  const orNull = (name: string) => (value(name) === "" ? null : value(name));
  const number = (name: string) => (/^[1-9]\d{0,9}$/.test(value(name)) ? Number(value(name)) : null);
  const url = value("url");
  const fields = Object.fromEntries(
    Object.entries(map).map(([ours, field]) => [ours, field.trim() === "" ? null : field.trim()]),
  );
  switch (kind) {
    case "webhook":
      return { kind, url };
    case "file": {
      const format = oneOf(["ndjson", "csv", "both"], value("format"));
      return { kind, folder: value("folder"), format, ...(value("letters") === "marked" && { bom: true }) };
    }
    case "espocrm": {
      const [userId, keyField, handleField] = [orNull("userId"), orNull("keyField"), orNull("handleField")];
      return { kind, url, log: oneOf(["case", "call"], value("log")), userId, keyField, handleField, fields };
    }
    case "dolibarr": {
      const [thirdPartyId, ticketType] = [number("thirdPartyId"), orNull("ticketType")];
      return { kind, url, userId: number("userId") ?? 0, thirdPartyId, ticketType, fields };
    }
    case "hubspot": {
      const [pipeline, stage] = [value("pipeline"), value("stage")];
      const ticketPipeline = pipeline === "" || stage === "" ? null : { pipeline, stage };
      const [portalId, handleProperty] = [orNull("portalId"), orNull("handleProperty")];
      return { kind, url, basePath: value("basePath"), portalId, handleProperty, ticketPipeline, fields };
    }
    case "pipedrive": {
      const [userId, referenceField] = [number("userId"), orNull("referenceField")];
      return { kind, url, userId, referenceField, activityType: value("activityType") || "task", fields };
    }
  }
}

/** The first is what is meant when nothing known was chosen. */
function oneOf<Value extends string>(known: readonly [Value, ...Value[]], chosen: string): Value {
  return known.find((each) => each === chosen) ?? known[0];
}
