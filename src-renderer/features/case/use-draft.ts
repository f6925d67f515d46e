import { useEffect, useState, useSyncExternalStore } from "react";
import { beforeLeaving } from "../../lib/before-leaving.ts";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { useMe } from "../../lib/session.ts";
import { useLink } from "../../lib/use-engine.tsx";
import { createDraftKeeper, type DraftKeeper, type Keeping } from "./draft-keeper.ts";
import { forgetWords, readWords, rememberWords } from "../../lib/remembered.ts";
import type { DraftWords, Template } from "./script-text.ts";
import { ulid } from "ulid";

/** The draft on the screen, stored as it is typed. The component that calls this is keyed by the reply's id. */
export function useDraft({ reply, template, storyId }: { reply: Reply; template: Template | null; storyId: string }): {
  keeper: DraftKeeper;
  keeping: Keeping;
} {
  const link = useLink();
  const me = useMe();
  const place = `draft.${me?.id ?? ""}.${reply.id}`;
  const [keeper] = useState(() =>
    createDraftKeeper({
      reply,
      template,
      // Not through the command queue: a save that found no engine is sent anew with newer words, not repeated.
      save: (input) => link.call("replies.save", { ...input, commandId: ulid() }),
      read: async () => (await link.call("cases.get", { storyId })).replies.find((one) => one.id === reply.id) ?? null,
      remember: (words) => (words ? rememberWords(place, words) : forgetWords(place)),
      remembered: readWords<DraftWords>(place),
    }),
  );
  const keeping = useSyncExternalStore(keeper.onChange, keeper.get);
  useEffect(() => keeper.told(reply), [keeper, reply]);
  useEffect(() => {
    keeper.begin();
    const store = () => void keeper.flush();
    const stay = beforeLeaving(() => keeper.flush());
    addEventListener("pagehide", store);
    addEventListener("blur", store);
    return () => {
      stay();
      removeEventListener("pagehide", store);
      removeEventListener("blur", store);
      store();
    };
  }, [keeper]);
  return { keeper, keeping };
}
