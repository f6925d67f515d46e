import type { SourceSettings } from "../../../src-main/contract/methods/source-settings.ts";
import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import type { CommandInput } from "../../lib/use-engine.tsx";
import type { WordKey } from "../../lib/words.ts";

export type SignInKind = "none" | "basic" | "header";

/** What a person may set for a source, as the form holds it. The secret is only ever written, never read. */
export type SourceDraft = Pick<
  SourceRow,
  "name" | "url" | "network" | "intervalMinutes" | "everything" | "allowPrivate"
> &
  Pick<SourceSettings, "department" | "retentionDays"> & {
    signIn: SignInKind;
    signInName: string;
    secret: string;
  };

/** What a part of the form is given. */
export type DraftProps = {
  draft: SourceDraft;
  change: (next: Partial<SourceDraft>) => void;
  settings: SourceSettings;
};

export function draftOf(source: SourceRow, settings: SourceSettings): SourceDraft {
  const { name, url, network, intervalMinutes, everything, allowPrivate } = source;
  const { department, retentionDays, signIn } = settings;
  return {
    ...{ name, url, network, intervalMinutes, everything, allowPrivate, department, retentionDays },
    ...{ signIn: signIn?.kind ?? "none", signInName: signIn?.name ?? "", secret: "" },
  };
}

/** Why a draft cannot be saved; null when it can. */
export function draftFault(draft: SourceDraft, saved: SourceDraft): WordKey | null {
  if (draft.name.trim() === "") return "monitor.source.nameFirst";
  if (draft.url.trim() === "") return "monitor.source.addressNeeded";
  if (draft.signIn !== "none" && draft.signInName.trim() === "") return "monitor.source.signIn.nameNeeded";
  if (draft.signIn !== "none" && draft.signIn !== saved.signIn && draft.secret === "")
    return "monitor.source.signIn.secretNeeded";
  return JSON.stringify(draft) === JSON.stringify(saved) ? "monitor.watch.noChange" : null;
}

/** The command that makes a draft so: an address and a sign-in are named only where they change. */
export function changeOf(source: SourceRow, draft: SourceDraft, saved: SourceDraft): CommandInput<"sources.update"> {
  const { name, url, signIn, signInName, secret, ...rest } = draft;
  const isSignInNew = signIn !== saved.signIn || signInName !== saved.signInName || secret !== "";
  return {
    ...{ id: source.id, version: source.version, ...rest, name: name.trim() },
    ...(url.trim() !== source.url && { url: url.trim() }),
    ...(isSignInNew && {
      signIn:
        signIn === "none"
          ? { kind: signIn }
          : { kind: signIn, name: signInName.trim(), ...(secret !== "" && { secret }) },
    }),
  };
}
