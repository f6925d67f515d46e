import { useRef, useState } from "react";
import type { Discovery, FeedChoice } from "../../../src-main/contract/methods/discovery.ts";
import type { Said } from "../../../src-main/contract/values.ts";
import { type EngineError, reasonOf } from "../../lib/engine.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";

/** An address that somebody pasted, and a feed that was found there or why none was. */
export type Find = {
  readonly key: number;
  readonly url: string;
  readonly state: "looking" | "looked" | "adding";
  readonly choice: FeedChoice | null;
  readonly failure: Said | null;
  readonly error: EngineError | null;
  readonly allowPrivate: boolean;
  readonly isTicked: boolean;
};

/** More would be a list to bring in, not an address to paste. */
const MOST_AT_ONCE = 20;

/** Addresses on their way to being sources: looked at, ticked, added. */
export function useFinds() {
  const link = useLink();
  const [finds, setFinds] = useState<readonly Find[]>([]);
  const lastKey = useRef(0);
  const change = (key: number, next: Partial<Find>) =>
    setFinds((all) => all.map((find) => (find.key === key ? { ...find, ...next } : find)));

  async function ask({ key, url, allowPrivate }: Pick<Find, "key" | "url" | "allowPrivate">): Promise<void> {
    change(key, { state: "looking", error: null, allowPrivate });
    try {
      const { choices, failure } = await link.call("sources.discover", { url, allowPrivate });
      show({ key, choices, failure });
    } catch (cause) {
      change(key, { state: "looked", error: reasonOf(cause), isTicked: false });
    }
  }

  /** The line of the address becomes a line for each feed; the first that is new is ticked. */
  function show({ key, choices, failure }: Pick<Discovery, "choices" | "failure"> & { readonly key: number }): void {
    if (choices.length === 0) return change(key, { state: "looked", failure });
    const best = choices.findIndex(({ already }) => already === null);
    setFinds((all) =>
      all.flatMap((find) =>
        find.key !== key
          ? [find]
          : choices.map((choice, at): Find => ({
              ...find,
              key: at === 0 ? key : ++lastKey.current,
              ...{ state: "looked", choice, failure: null, isTicked: at === best },
            })),
      ),
    );
  }

  function look(written: string): void {
    const urls = [...new Set(written.split(/\s+/).filter((url) => url !== ""))].filter((url) =>
      finds.every((find) => find.url !== url),
    );
    const fresh = urls.slice(0, MOST_AT_ONCE).map((url): Find => ({
      key: ++lastKey.current,
      url,
      state: "looking",
      choice: null,
      failure: null,
      error: null,
      allowPrivate: false,
      isTicked: false,
    }));
    setFinds((all) => [...all, ...fresh]);
    for (const find of fresh) void ask(find);
  }

  async function add(find: Find): Promise<void> {
    change(find.key, { state: "adding", error: null });
    const url = find.choice?.url ?? find.url;
    const name = find.choice?.title?.trim().slice(0, 120);
    try {
      await sendCommand({
        link,
        name: "sources.add",
        input: { url, allowPrivate: find.allowPrivate, ...(name && { name }) },
      });
      setFinds((all) => all.filter(({ key }) => key !== find.key));
    } catch (cause) {
      change(find.key, { state: "looked", error: reasonOf(cause), isTicked: false });
    }
  }

  return {
    finds,
    isBusy: finds.some(({ state }) => state !== "looked"),
    look,
    tick: (key: number, isTicked: boolean) => change(key, { isTicked }),
    drop: (key: number) => setFinds((all) => all.filter((find) => find.key !== key)),
    allow: (find: Find) => void ask({ ...find, allowPrivate: true }),
    /** One after the other, in the order in which they were pasted. */
    addTicked: async () => {
      for (const find of finds.filter(({ isTicked }) => isTicked)) await add(find);
    },
  };
}
export type Finds = ReturnType<typeof useFinds>;
