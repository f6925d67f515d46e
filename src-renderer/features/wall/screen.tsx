import { useState } from "react";
import { useLocation, useParams } from "wouter";
import { toggleFullScreen } from "../../lib/full-screen.ts";
import { useMe } from "../../lib/session.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { TimeZoneContext, useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { Board } from "../../ui/wall/Board.tsx";
import { fitWall } from "../../ui/wall/geometry.ts";
import { usualWall } from "../../ui/wall/usual-wall.ts";
import styles from "../../ui/wall/wall.module.css";
import { KioskExit } from "./KioskExit.tsx";
import { dimAt } from "./night.ts";
import { useAttended, useBurnInShift, useScreenAwake } from "./use-kiosk.ts";
import { usePages } from "./use-pages.ts";
import { useSnapshot, type WallFeed } from "./use-snapshot.ts";
import { useWindowForm } from "./use-window-form.ts";
import { WallHand } from "./WallHand.tsx";

/** The wallboard: read across a room, turned by itself, honest about its own age. */
export function WallScreen() {
  const { t } = useWords();
  const { id = null } = useParams<{ id?: string }>();
  const feed = useSnapshot(id);
  const { snapshot, now } = feed;
  const wall = snapshot?.wall ?? usualWall;
  const isAlarmed = snapshot !== null && snapshot.alarm !== null;
  const [isHeld, setHeld] = useState(false);
  const { page, turn } = usePages({ count: wall.pages.length, stayMs: wall.rotateSeconds * 1000, isAlarmed, isHeld });
  const isAttended = useAttended();
  const leave = useLeave();
  useScreenAwake();
  useShortcuts("wall.keys.title", [
    { says: "wall.keys.next", run: () => turn(1) },
    { says: "wall.keys.previous", run: () => turn(-1) },
    { says: "wall.keys.pause", run: () => setHeld(!isHeld) },
    { says: "wall.keys.full", run: () => void toggleFullScreen() },
    ...(leave ? [{ says: "wall.keys.leave", run: leave } as const] : []),
  ]);
  const fit = fitWall(wall, useWindowForm());
  const [x, y] = useBurnInShift();
  const dim = isAlarmed ? 0 : dimAt(now, { night: wall.night, timeZone: snapshot?.timeZone });
  return (
    <TimeZoneContext value={snapshot?.timeZone}>
      <main
        data-surface="wall"
        className={classNames(styles["wall"], !isAttended && styles["unattended"])}
        style={{ transform: `translate(${x}px, ${y}px)` }}
      >
        <h1 className="sr">{t("screen.wall")}</h1>
        <Board
          tiles={wall.pages[page] ?? []}
          fit={fit}
          snapshot={snapshot}
          now={now}
          silence={feed.silence && <NotUpdating silence={feed.silence} />}
        />
        <Dots page={page} count={wall.pages.length} isHeld={isHeld} />
        {dim > 0 && <div className={styles["dark"]} data-dim={dim} style={{ opacity: dim / 100 }} />}
        <WallHand
          isShown={isAttended}
          isHeld={isHeld}
          turn={turn}
          onHold={() => setHeld(!isHeld)}
          onFull={() => void toggleFullScreen()}
          onLeave={leave}
        />
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

function NotUpdating({ silence }: { silence: NonNullable<WallFeed["silence"]> }) {
  const { t } = useWords();
  const { time } = useFormat();
  return (
    <p className={styles["silence"]} role="alert">
      {silence.since === null ? t("wall.noNumbers") : t("wall.notUpdating", { time: time(silence.since) })}
    </p>
  );
}

/** Which page is shown; two bars before them say that it stays. */
function Dots({ page, count, isHeld }: { page: number; count: number; isHeld: boolean }) {
  if (count < 2) return null;
  return (
    <div className={classNames(styles["dots"], isHeld && styles["held"])} aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <i key={index} className={index === page ? styles["on"] : undefined} />
      ))}
    </div>
  );
}
