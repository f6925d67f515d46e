import { useState } from "react";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { useMe } from "../../lib/session.ts";
import { useCommand } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { forgetWords, readWords, rememberWords } from "../../lib/remembered.ts";

/** The note that is being written; its words stay with the tab until they are stored. */
export function useNote({ storyId, onDone }: { storyId: string; onDone: () => void }) {
  const { t, sayError } = useWords();
  const acts = useActs();
  const me = useMe();
  const add = useCommand("cases.note");
  const place = `note.${me?.id ?? ""}.${storyId}`;
  const [text, setText] = useState(() => readWords<string>(place) ?? "");
  function type(words: string): void {
    setText(words);
    rememberWords(place, words);
  }
  async function keep(): Promise<void> {
    if (text.trim() === "" || add.isPending) return;
    try {
      await add.mutateAsync({ storyId, text: text.trim() });
      forgetWords(place);
      setText("");
      acts.did({ says: t("case.done.noted") });
      onDone();
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
    }
  }
  return { text, type, keep };
}
