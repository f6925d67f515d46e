import { useState } from "react";
import type { FeedChoice } from "../../../src-main/contract/methods/discovery.ts";
import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import type { Network } from "../../../src-main/contract/values.ts";
import { useActs } from "../../lib/acts.tsx";
import { type EngineError, reasonOf } from "../../lib/engine.ts";
import { useDiscover } from "../../lib/use-discover.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import type { Pick } from "./FoundFeeds.tsx";

/** An address on its way to being sources: looked at, consented to, ticked, added. */
export function useNewSources(onAdded: (source: SourceRow) => void) {
  const { t } = useWords();
  const link = useLink();
  const acts = useActs();
  const discover = useDiscover();
  const [url, setUrl] = useState("");
  /** What the place to search says of its network; an address of its own shows less. */
  const [placeNetwork, setPlaceNetwork] = useState<Network | null>(null);
  const [allowPrivate, setAllowPrivate] = useState(false);
  const [everything, setEverything] = useState(false);
  const [picks, setPicks] = useState<Readonly<Record<string, Partial<Pick>>>>({});
  const [refusal, setRefusal] = useState<EngineError | null>(null);
  const [isAdding, setAdding] = useState(false);
  const choices = discover.data?.choices ?? [];
  const open = choices.filter(({ already }) => already === null);

  function pickOf(choice: FeedChoice): Pick {
    const usual = {
      isTicked: choice.already === null && open.length === 1,
      name: (choice.title ?? "").slice(0, 120),
      network: placeNetwork ?? choice.network,
    };
    return { ...usual, ...picks[choice.url] };
  }
  const ticked = open.filter((choice) => pickOf(choice).isTicked);

  function ask(allow: boolean): void {
    setPicks({});
    setRefusal(null);
    discover.mutate({ url: url.trim(), allowPrivate: allow });
  }

  function changeUrl(next: string): void {
    setUrl(next);
    setAllowPrivate(false);
    setRefusal(null);
    discover.reset();
  }

  function fill(next: string, network: Network | null): void {
    changeUrl(next);
    setPlaceNetwork(network);
  }

  async function add(choice: FeedChoice): Promise<SourceRow> {
    const { name, network } = pickOf(choice);
    const named = name.trim();
    const input = {
      url: choice.url,
      network,
      allowPrivate,
      ...(named && { name: named }),
      ...(everything && { everything }),
    };
    return sendCommand({ link, name: "sources.add", input });
  }

  /** One after the other; those before a refusal are there, and their tick is gone. */
  async function addTicked(): Promise<void> {
    setAdding(true);
    setRefusal(null);
    let last: SourceRow | null = null;
    try {
      for (const choice of ticked) {
        last = await add(choice);
        setPicks((all) => ({ ...all, [choice.url]: { ...all[choice.url], isTicked: false } }));
      }
      if (!last) return;
      const { name } = last;
      acts.did({
        says:
          ticked.length > 1 ? t("monitor.add.addedAll", { count: ticked.length }) : t("monitor.add.added", { name }),
      });
      onAdded(last);
    } catch (cause) {
      setRefusal(reasonOf(cause));
    } finally {
      setAdding(false);
    }
  }

  return {
    ...{ discover, choices, open, ticked, pickOf, url, changeUrl, fill, allowPrivate, everything, setEverything },
    ...{ refusal, isAdding, addTicked },
    look: () => url.trim() !== "" && ask(allowPrivate),
    changeConsent: (allow: boolean) => {
      setAllowPrivate(allow);
      ask(allow);
    },
    pick: ({ url: key }: FeedChoice, change: Partial<Pick>) =>
      setPicks((all) => ({ ...all, [key]: { ...all[key], ...change } })),
  };
}

export type NewSources = ReturnType<typeof useNewSources>;
