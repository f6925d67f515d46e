import type { Input } from "../../lib/engine.ts";
import type { Bucket, Network } from "../../../src-main/contract/values.ts";

export const kinds = ["call", "email", "walk-in", "post"] as const;
export type LogKind = (typeof kinds)[number];

/** Where a post of a closed network may stand. */
export const postNetworks = [
  ...(["facebook", "instagram", "x", "linkedin", "tiktok", "threads", "whatsapp", "telegram", "reviews"] as const),
  ...(["forum", "reddit", "youtube", "mastodon", "bluesky", "other"] as const),
] as const satisfies readonly Network[];

/** What stands in the form, as typed. */
export type LogDraft = {
  readonly kind: LogKind;
  readonly text: string;
  readonly title: string;
  readonly person: string;
  readonly reach: string;
  readonly network: Network;
  readonly url: string;
  /** As the field of date and time writes it; "" = now. */
  readonly happenedAt: string;
  readonly bucket: Bucket | "rules";
  readonly isDealtWith: boolean;
  readonly dealtWith: string;
  /** A picture that the desk keeps already. */
  readonly picture: { readonly uploadId: string; readonly name: string } | null;
};

export const emptyDraft: LogDraft = {
  ...({ kind: "call", text: "", title: "", person: "", reach: "", network: "facebook", url: "" } as const),
  ...({ happenedAt: "", bucket: "rules", isDealtWith: false, dealtWith: "", picture: null } as const),
};

export type LogFault = "text" | "url" | "happenedAt" | "dealtWith";

/** What the engine would refuse, said beside its field before it is asked. */
export function faultsOf(draft: LogDraft, now: number): readonly LogFault[] {
  const faults: LogFault[] = [];
  if (draft.text.trim() === "") faults.push("text");
  const url = URL.parse(draft.url.trim());
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
  if (draft.kind === "post" && !isWeb) faults.push("url");
  const at = instantOf(draft.happenedAt);
  if (at !== null && !(at <= now + 60_000)) faults.push("happenedAt");
  if (draft.isDealtWith && draft.dealtWith.trim() === "") faults.push("dealtWith");
  return faults;
}

/** Whether there is something that must not get lost. */
export function isBegun({ kind: _kind, network: _network, bucket: _bucket, ...words }: LogDraft): boolean {
  return Object.values(words).some((value) => value !== "" && value !== false && value !== null);
}

export function toInput(draft: LogDraft): Omit<Input<"mentions.log">, "commandId"> {
  const { kind, text, title, person, reach, network, url, happenedAt, bucket, isDealtWith, dealtWith, picture } = draft;
  const isPost = kind === "post";
  return {
    ...{ kind, text, person, reach },
    title: kind === "email" ? title : "",
    url: isPost ? url : "",
    ...(isPost && { network }),
    happenedAt: instantOf(happenedAt),
    bucket: bucket === "rules" ? null : bucket,
    dealtWith: isDealtWith && !isPost ? dealtWith : "",
    picture: picture?.uploadId ?? null,
  };
}

/** A time of this computer's clock; NaN for half a date. */
function instantOf(written: string): number | null {
  return written === "" ? null : new Date(written).getTime();
}

const storedAs = (personId: string) => `watchroom.log.${personId}`;

/** The words survive a reload and a closed window, on this computer and for this person. */
export function readDraft(personId: string): LogDraft {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storedAs(personId)) ?? "{}");
    return isDraft(kept) ? kept : emptyDraft;
  } catch {
    // Somebody edited the browser's storage by hand: begin anew.
    return emptyDraft;
  }
}

export function keepDraft(personId: string, draft: LogDraft): void {
  if (isBegun(draft)) localStorage.setItem(storedAs(personId), JSON.stringify(draft));
  else localStorage.removeItem(storedAs(personId));
}

function isDraft(value: unknown): value is LogDraft {
  if (typeof value !== "object" || value === null) return false;
  const kept = value as Record<string, unknown>;
  return (
    kinds.some((kind) => kind === kept["kind"]) &&
    Object.entries(emptyDraft).every(([name, empty]) => empty === null || typeof kept[name] === typeof empty)
  );
}
