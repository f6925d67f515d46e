import type { Settings } from "../../contract/methods/settings.ts";
import type { PreparedMention } from "../../domain/query/evaluate.ts";
import { foldText } from "../../domain/text/fold.ts";

/** Shorter names begin too many other handles. */
const leastLetters = 4;

/**
 * Whether a mention names a handle that begins with one of our names ("@whimbrelferries" for "Whimbrel Ferries"), or
 * stands on a site of ours.
 */
export function addressedTo({ names, sites }: Settings["brand"]): (mention: PreparedMention) => boolean {
  const handles = names
    .map((name) => foldText(name).replace(/[^\p{L}\p{N}]/gu, ""))
    .filter((name) => name.length >= leastLetters);
  const hosts = sites.map(hostOf).filter((host) => host !== "");
  return (mention) => {
    const host =
      mention.site === null
        ? ""
        : mention.site
            .stream()
            .text.toLowerCase()
            .replace(/^www\./, "");
    if (hosts.some((own) => host === own || host.endsWith(`.${own}`))) return true;
    if (handles.length === 0) return false;
    const tokens = [mention.title, mention.text].flatMap((text) => text?.stream().tokens ?? []);
    return tokens.some(({ form }) => form.startsWith("@") && handles.some((handle) => form.startsWith(handle, 1)));
  };
}

function hostOf(site: string): string {
  const url = URL.parse(site.includes("://") ? site : `https://${site}`);
  return (url?.hostname ?? "").replace(/^www\./, "");
}
