import { useEffect, useRef, useState } from "react";
import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import { heldBy } from "../../lib/claims.ts";
import { useSayPresence } from "../../lib/presence.ts";
import { useMe } from "../../lib/session.ts";
import { sendCommand, useEngine, useLink } from "../../lib/use-engine.tsx";
import { CaseHead } from "./CaseHead.tsx";
import styles from "./CaseDesk.module.css";
import { ClockStrip } from "./ClockStrip.tsx";
import { ComposerColumn } from "./ComposerColumn.tsx";
import { ContactColumn } from "./ContactColumn.tsx";
import { LooksOn } from "./LooksOn.tsx";
import { ThreadColumn } from "./ThreadColumn.tsx";
import { WorkLine } from "./WorkLine.tsx";
import { useActivity } from "./use-activity.ts";
import { useCaseEnd } from "./use-case-end.ts";
import { type Arrived, useCaseActs } from "./use-case-acts.ts";
import { privateChannelOf } from "../../lib/private-channel.ts";
import { type ChoiceKind, useCaseChoices } from "./use-case-choices.ts";
import { useCaseKeys } from "./use-case-keys.ts";
import { useComposer } from "./use-composer.ts";

/** The case screen: head, clock strip, thread, composer, contact. */
export function CaseDesk({ detail, readAt }: { detail: CaseDetail; readAt: number }) {
  const { story } = detail;
  const { data: work, isError } = useEngine("cases.work", { storyId: story.id });
  const looksOn = work?.looksOn ?? null;
  const hasArrived = story.case !== null && (work !== undefined || isError) && looksOn === null;
  const acts = useCaseActs(story, useArrival(story.id, hasArrived));
  const [open, setOpen] = useState<ChoiceKind | null>(null);
  const ending = useCaseEnd(story.id);
  const choices = useCaseChoices({ story, acts, open, onEnd: ending.onEnd });
  const me = useMe();
  const { typed } = useSayPresence(story.id);
  const composer = useComposer(detail, typed);
  const original = useRef<HTMLAnchorElement>(null);
  const takeIt = () => (heldBy(story, me?.id) ? setOpen("takeOver") : void acts.assignMe());
  useActivity((work || isError) && looksOn === null ? story.id : null);
  useCaseKeys({
    acts,
    takeIt,
    composer,
    choose: (kind) => {
      ending.goesOn(false);
      setOpen(kind);
    },
    resolveAndNext: () => {
      ending.goesOn(true);
      setOpen("resolve");
    },
    openOriginal: () => original.current?.click(),
    hasCase: story.case !== null,
    isPrivate: privateChannelOf(story.network) !== null && composer.reply === null,
  });
  const choice = { open, choices, onOpen: setOpen, onClose: () => setOpen(null) };
  const clockNow = { asOf: detail.asOf, readAt };
  return (
    <div className={styles["desk"]}>
      <CaseHead detail={detail} clockNow={clockNow} acts={acts} takeIt={takeIt} choice={choice} />
      <ClockStrip detail={detail} clockNow={clockNow} />
      <ThreadColumn
        detail={detail}
        acts={acts}
        work={work ? <WorkLine work={work} clockNow={clockNow} /> : null}
        originalRef={original}
      />
      {looksOn === null ? (
        <ComposerColumn detail={detail} clockNow={clockNow} composer={composer} acts={acts} choice={choice} />
      ) : (
        <LooksOn department={looksOn} />
      )}
      <ContactColumn detail={detail} reply={composer.reply} looksOnly={looksOn !== null} />
    </div>
  );
}

/** Tells the engine once that somebody looks at the case. Gives the version that this left its story with, when it was told. */
function useArrival(storyId: string, hasCase: boolean): Arrived {
  const link = useLink();
  const told = useRef<string | null>(null);
  const opening = useRef<Promise<number | null>>(Promise.resolve(null));
  useEffect(() => {
    if (!hasCase || told.current === storyId) return;
    told.current = storyId;
    // Reading goes on without it; the next visit tells it again.
    opening.current = sendCommand({ link, name: "cases.open", input: { storyId } }).then(
      ({ version }) => version,
      () => (told.current = null),
    );
  }, [link, storyId, hasCase]);
  return () => opening.current;
}
