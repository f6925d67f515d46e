import type { ReactNode } from "react";
import type { WallTile } from "../../../src-main/contract/methods/settings.ts";
import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../class-names.ts";
import { AlarmStrip } from "./AlarmStrip.tsx";
import { type Around, fitPage, underAlarm, type WallFit } from "./geometry.ts";
import { Strip } from "./Strip.tsx";
import { fitStrip } from "./strip-fit.ts";
import { stripWords } from "./strip-words.ts";
import { sizeVariables, WallPage } from "./WallPage.tsx";
import styles from "./wall.module.css";

type BoardProps = {
  readonly tiles: readonly WallTile[];
  readonly fit: WallFit;
  readonly snapshot: WallSnapshot | null;
  readonly now: number;
  /** Above all else: that the numbers are not renewed. */
  readonly silence?: ReactNode;
};

/** The picture of a wall: the pinned numbers above one page. It fills what it stands in. */
export function Board({ tiles, fit: whole, snapshot, now, silence = null }: BoardProps) {
  const alarm = snapshot?.alarm ?? null;
  const fit = alarm ? underAlarm(whole) : whole;
  const words = stripWords(snapshot, now, { t: useWords().t, format: useFormat() });
  const around: Around = { isAlarmed: alarm !== null, isSilent: silence !== null, words };
  const strip = fitStrip(fit, { isAlarmed: alarm !== null, words });
  return (
    <div className={classNames(styles["board"], alarm && styles["alarmed"])} style={sizeVariables(fit, strip.number)}>
      {silence}
      {alarm && <AlarmStrip alarm={alarm} now={now} isUpright={fit.aspect < 1} />}
      <Strip snapshot={snapshot} words={words} form={strip.form} />
      <WallPage layout={fitPage(tiles, fit, around)} snapshot={snapshot} now={now} fit={fit} />
    </div>
  );
}
