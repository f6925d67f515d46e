import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ulid } from "ulid";
import type { Doing, Present } from "../../src-main/contract/methods/presence.ts";
import type { Session } from "../../src-main/contract/methods/session.ts";
import { beforeLeaving } from "./before-leaving.ts";
import { useMe } from "./session.ts";
import { useEngine, useLink } from "./use-engine.tsx";

/** A window that is silent for three of these is taken for closed. */
const SAY_EVERY_MS = 5000;
/** Who typed so long ago is reading again. */
const TYPING_MS = 10_000;

/**
 * Says that this window is at a case, as long as it can be seen; `typed` says that somebody writes an answer. Nothing
 * waits for it, and where the engine is away it is simply not said.
 */
export function useSayPresence(storyId: string): { typed: () => void } {
  const link = useLink();
  const client = useQueryClient();
  const [windowId] = useState(() => ulid());
  const [doing, setDoing] = useState<Doing>("viewing");
  const reading = useRef<ReturnType<typeof setTimeout>>(undefined);
  const typed = useCallback(() => {
    clearTimeout(reading.current);
    reading.current = setTimeout(() => setDoing("viewing"), TYPING_MS);
    setDoing("replying");
  }, []);
  useEffect(() => () => clearTimeout(reading.current), []);
  useEffect(() => {
    const say = async (at: string | null) => {
      await link.call("presence.say", { windowId, storyId: at, doing }).catch(() => undefined);
    };
    const sayWhere = () => void say(document.visibilityState === "hidden" ? null : storyId);
    sayWhere();
    const beat = setInterval(() => document.visibilityState !== "hidden" && sayWhere(), SAY_EVERY_MS);
    document.addEventListener("visibilitychange", sayWhere);
    return () => {
      clearInterval(beat);
      document.removeEventListener("visibilitychange", sayWhere);
    };
  }, [link, windowId, storyId, doing]);
  useEffect(() => {
    const leave = () => link.call("presence.say", { windowId, storyId: null }).catch(() => undefined);
    const tell = () => void leave();
    const stay = beforeLeaving(leave);
    addEventListener("pagehide", tell);
    return () => {
      stay();
      removeEventListener("pagehide", tell);
      // Who signed out is at no case any more, and may say nothing.
      if (client.getQueryData<Session>(["session.get", {}])?.person) tell();
    };
  }, [link, client, windowId]);
  return { typed };
}

const nobody: readonly Present[] = [];

/** Who else is at which case now, by case. */
export function useOthersHere(): (storyId: string) => readonly Present[] {
  const me = useMe();
  const { data } = useEngine("presence.now", {});
  // The same answer gives the same lists, so that rows which remember what they drew need not draw again.
  const byStory = useMemo(
    () =>
      Map.groupBy(
        (data ?? []).filter(({ person }) => person.id !== me?.id),
        ({ storyId }) => storyId,
      ),
    [data, me?.id],
  );
  return useCallback((storyId) => byStory.get(storyId) ?? nobody, [byStory]);
}
