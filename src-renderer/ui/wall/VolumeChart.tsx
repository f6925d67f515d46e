import { useId, useRef } from "react";
import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { type Box, useBox } from "./use-box.ts";
import { drawVolume, type VolumeDrawing } from "./volume-drawing.ts";
import styles from "./wall.module.css";
import { wallCount } from "./wall-numbers.ts";

type Charted = { volume: WallSnapshot["volume"]; alarmAt: number | null };

/** Mentions or stories per hour in ink over the usual range; hours without data are hatched and say so. */
export function VolumeChart({ volume, alarmAt }: Charted) {
  const { t } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const box = useBox(place);
  return (
    <div ref={place} className={styles["chart"]} role="img" aria-label={t(`wall.volumeChart.${volume.counted}`)}>
      {box && box.width > 0 && <Drawing volume={volume} alarmAt={alarmAt} box={box} />}
    </div>
  );
}

function Drawing({ volume, alarmAt, box: { width, height, letter } }: Charted & { box: Box }) {
  const format = useFormat();
  const end = wallCount(volume.hours.at(-1)?.count, format);
  const endRoom = (end.length * 0.62 + 0.75) * letter;
  const right = Math.max(1, width - endRoom);
  const bottom = height - letter * 1.25;
  const drawing = drawVolume(volume, { width: right, top: letter * 1.1, bottom, tick: letter * 1.9, letter, alarmAt });
  return (
    <svg width={width} height={height} aria-hidden="true">
      <Ground drawing={drawing} right={right} bottom={bottom} letter={letter} />
      {drawing.lines.map((line) => (
        <path key={line} d={line} className={styles["line"]} />
      ))}
      {drawing.alarm !== null && <AlarmMark x={drawing.alarm} bottom={bottom} letter={letter} />}
      {drawing.end && (
        <>
          <circle cx={drawing.end.x} cy={drawing.end.y} r={letter * 0.23} className={styles["end"]} />
          <text x={drawing.end.x + letter * 0.48} y={drawing.end.y + letter * 0.35} className={styles["endText"]}>
            {end}
          </text>
        </>
      )}
      {drawing.ticks.map(({ x, at }) => (
        <text key={at} x={x} y={height - letter * 0.16} textAnchor={x === 0 ? "start" : "middle"}>
          {format.time(at).slice(0, 2)}
        </text>
      ))}
    </svg>
  );
}

/** When the alarm began; its word stands on the side that has room. */
function AlarmMark({ x, bottom, letter }: { x: number; bottom: number; letter: number }) {
  const { t } = useWords();
  const isRight = x < letter * 4;
  return (
    <>
      <path d={`M${x} 0V${bottom}`} className={styles["alarmMark"]} />
      <text
        x={isRight ? x + letter * 0.3 : x - letter * 0.3}
        y={letter * 0.78}
        textAnchor={isRight ? "start" : "end"}
        className={styles["alarmMarkText"]}
      >
        {t("wall.alarmMark")}
      </text>
    </>
  );
}

type GroundProps = { drawing: VolumeDrawing; right: number; bottom: number; letter: number };

function Ground({ drawing, right, bottom, letter }: GroundProps) {
  const { t } = useWords();
  const hatch = useId();
  return (
    <>
      <defs>
        <pattern
          id={hatch}
          width={letter * 0.35}
          height={letter * 0.35}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d={`M0 0V${letter}`} className={styles["hatchLine"]} />
        </pattern>
      </defs>
      {drawing.band && <path d={drawing.band} className={styles["band"]} />}
      {drawing.bandEdges && <path d={drawing.bandEdges} className={styles["bandEdges"]} />}
      {drawing.gaps.map((gap) => (
        <g key={gap.x}>
          <rect x={gap.x} y={letter} width={gap.width} height={Math.max(0, bottom - letter)} fill={`url(#${hatch})`} />
          <text x={clampLabel(gap.x + gap.width / 2, right, letter)} y={letter * 0.78} textAnchor="middle">
            {t("wall.noData")}
          </text>
        </g>
      ))}
      <path d={`M0 ${bottom}H${right}`} className={styles["axis"]} />
      {drawing.usual && (
        <text x={drawing.usual.x} y={drawing.usual.y} textAnchor="middle">
          {t("wall.usual")}
        </text>
      )}
    </>
  );
}

/** Half the words of a gap need this much room on either side. */
function clampLabel(x: number, right: number, letter: number): number {
  const half = letter * 1.75;
  return Math.max(half, Math.min(right - half, x));
}
