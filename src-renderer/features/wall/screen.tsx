import type { CSSProperties } from "react";
import { useLocation } from "wouter";
import { toggleFullScreen } from "../../lib/full-screen.ts";
import { useMe } from "../../lib/session.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { TimeZoneContext, useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { AlarmStrip } from "./AlarmStrip.tsx";
import { fitWall, type WallSizes } from "./geometry.ts";
import { KioskExit } from "./KioskExit.tsx";
import { Page, pageCount } from "./Pages.tsx";
import { Strip } from "./Strip.tsx";
import { useAttended, useBurnInShift, useScreenAwake } from "./use-kiosk.ts";
import { usePages } from "./use-pages.ts";
import { useSnapshot, type WallFeed } from "./use-snapshot.ts";
import { WallHand } from "./WallHand.tsx";
import styles from "./wall.module.css";

/** Until the room is known: the display that the look was drawn for. */
const USUAL_ROOM = { diagonalInches: 55, distanceMetres: 5 };

/** The wallboard: read across a room, turned by itself, honest about its own age. */
export function WallScreen() {
  const { t } = useWords();
  const feed = useSnapshot();
  const alarm = feed.snapshot?.alarm ?? null;
  const { page, turn } = usePages(pageCount, { isPaused: alarm !== null });
  const isAttended = useAttended();
  const leave = useLeave();
  useScreenAwake();
  useShortcuts("wall.keys.title", [
    { says: "wall.keys.next", run: () => turn(1) },
    { says: "wall.keys.previous", run: () => turn(-1) },
    { says: "wall.keys.full", run: () => void toggleFullScreen() },
    ...(leave ? [{ says: "wall.keys.leave", run: leave } as const] : []),
  ]);
  const { sizes, isTight } = fitWall(feed.snapshot?.wall ?? USUAL_ROOM, screen.width / screen.height || undefined);
  const [x, y] = useBurnInShift();
  return (
    <TimeZoneContext value={feed.snapshot?.timeZone}>
      <main
        data-surface="wall"
        className={classNames(
          styles["wall"],
          isTight && styles["tight"],
          alarm && styles["alarmed"],
          !isAttended && styles["unattended"],
        )}
        style={{ ...sizeVariables(sizes), transform: `translate(${x}px, ${y}px)` }}
      >
        <h1 className="sr">{t("screen.wall")}</h1>
        {feed.silence && <NotUpdating silence={feed.silence} />}
        {alarm && <AlarmStrip alarm={alarm} now={feed.now} />}
        <Strip snapshot={feed.snapshot} now={feed.now} isTight={isTight} />
        <Page page={page} snapshot={feed.snapshot} now={feed.now} isTight={isTight} />
        <Dots page={page} />
        <WallHand isShown={isAttended} turn={turn} onFull={() => void toggleFullScreen()} onLeave={leave} />
        <KioskExit />
      </main>
    </TimeZoneContext>
  );
}

/** Back to the desk, for a person; a display has nowhere to go. */
function useLeave(): (() => void) | null {
  const me = useMe();
  const [, go] = useLocation();
  return me ? () => go("/triage") : null;
}

function sizeVariables({ min, text, strip, hero }: WallSizes): CSSProperties {
  const size = (value: number) => `calc(var(--wall-unit) * ${value.toFixed(2)})`;
  return {
    "--wall-min": size(min),
    "--wall-text": size(text),
    "--wall-strip": size(strip),
    "--wall-hero": size(hero),
  } as CSSProperties;
}

function NotUpdating({ silence }: { silence: NonNullable<WallFeed["silence"]> }) {
  const { t } = useWords();
  const { time } = useFormat();
  return (
    <p className={styles["silence"]} role="alert">
      {silence.since === null ? t("wall.noNumbers") : t("wall.notUpdating", { time: time(silence.since) })}
    </p>
  );
}

function Dots({ page }: { page: number }) {
  return (
    <div className={styles["dots"]} aria-hidden="true">
      {Array.from({ length: pageCount }, (_, index) => (
        <i key={index} className={index === page ? styles["on"] : undefined} />
      ))}
    </div>
  );
}
