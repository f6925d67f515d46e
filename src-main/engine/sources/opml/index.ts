import type { Handlers } from "../../handlers.ts";
import { listSources } from "../../store/source.ts";
import { createOpmlCheck } from "./check-opml.ts";
import type { CheckParts } from "./check-opml.ts";
import { importOpml, undoOpml } from "./import-opml.ts";
import { previewOpml } from "./preview-opml.ts";
import { writeOpml } from "./write-opml.ts";

type OpmlMethod =
  | "sources.previewOpml"
  | "sources.checkOpml"
  | "sources.importOpml"
  | "sources.undoOpml"
  | "sources.exportOpml";

export type OpmlParts = CheckParts & { readonly lookSoon: () => void };

/** Lists of feeds, in and out. */
export function createOpml(parts: OpmlParts): Handlers<OpmlMethod> {
  const check = createOpmlCheck(parts);
  return {
    "sources.previewOpml": ({ uploadId }) => previewOpml(parts.store.read, uploadId),
    "sources.checkOpml": ({ urls }) => check(urls),
    "sources.importOpml": async (input, call) => {
      const done = await importOpml(parts, input, call);
      parts.lookSoon();
      return done;
    },
    "sources.undoOpml": (input, call) => undoOpml(parts, input, call),
    "sources.exportOpml": async () => {
      const feeds = (await listSources(parts.store.read)).filter(({ kind }) => kind === "feed");
      const at = parts.clock.now();
      const folderOf = ({ department, network }: { department: string | null; network: string }) =>
        department ?? `${network.slice(0, 1).toUpperCase()}${network.slice(1)}`;
      return {
        fileName: `watchroom-sources-${new Date(at).toISOString().slice(0, 10)}.opml`,
        mime: "text/x-opml",
        content: writeOpml(feeds, { title: "Watchroom", at, folderOf }),
        sources: feeds.length,
      };
    },
  };
}
