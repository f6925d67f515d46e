import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Hero } from "./Hero.tsx";
import { dayScope } from "./links.ts";
import { Tile } from "./Tile.tsx";
import type { TileProps } from "./tile-props.ts";
import styles from "./wall.module.css";

type Net = WallSnapshot["net"];
/** Fewer sure mentions than this say little: the number is grey (product.md section 6). */
const THIN = 10;

/** The mood in one number, with its band, what it rests on, and how much could not be judged. */
export function NetTile({ snapshot, age }: Pick<TileProps, "snapshot" | "age">) {
  const { t } = useWords();
  const { number } = useFormat();
  const net = snapshot?.net ?? null;
  const value = net?.value ?? null;
  const shown = number(value === null ? null : Math.round(value));
  const tone = toneOf(net);
  return (
    <Tile title={t("wall.net")} age={age}>
      <div className={styles["column"]}>
        <div className={styles["beside"]}>
          <Hero
            text={shown}
            says={t("wall.net")}
            tone={tone}
            link={snapshot && { kpi: "net_sentiment", scope: dayScope(snapshot) }}
          />
          {net && net.band !== null && value !== null && (
            <span className={styles["sub"]}>± {number(Math.round(net.band))}</span>
          )}
        </div>
        <p className={styles["sub"]}>{net ? <Basis net={net} /> : "–"}</p>
        <Scale value={value} band={net?.band ?? null} tone={tone} />
      </div>
    </Tile>
  );
}

function Basis({ net }: { net: Net }) {
  const { t } = useWords();
  const { number, percent } = useFormat();
  const all = net.n + net.unsure;
  if (all === 0) return t("wall.noStories");
  if (net.n === 0) return t("wall.onlyUnsure", { n: number(net.unsure) });
  if (net.n < THIN) return t("wall.thin", { n: number(net.n), unsure: number(net.unsure) });
  return t("wall.basis", { n: number(net.n), unsure: percent((100 * net.unsure) / all) });
}

/** Coloured only where the band leaves no doubt about the side; grey where it rests on too little. */
function toneOf(net: Net | null): string | undefined {
  if (!net || net.value === null) return undefined;
  if (net.n < THIN) return styles["thin"];
  if (Math.abs(net.value) <= (net.band ?? 0)) return undefined;
  return styles[net.value < 0 ? "negative" : "positive"];
}

const HALF = 283;
const MIDDLE = 295;

/** The number on its whole range, with the band around it. */
function Scale({ value, band, tone }: { value: number | null; band: number | null; tone: string | undefined }) {
  const { number } = useFormat();
  const x = (at: number) => MIDDLE + (Math.max(-100, Math.min(100, at)) / 100) * HALF;
  return (
    <div className={styles["scale"]} aria-hidden="true">
      <svg viewBox="0 0 590 46" preserveAspectRatio="none" className={tone}>
        <path d={`M${MIDDLE - HALF} 23H${MIDDLE + HALF}M${MIDDLE} 5V41`} className={styles["axis"]} />
        {value !== null && (
          <>
            {band !== null && (
              <rect
                x={x(value - band)}
                y="7"
                width={Math.max(8, x(value + band) - x(value - band))}
                height="32"
                rx="4"
                className={styles["spread"]}
              />
            )}
            <path d={`M${x(value)} 1V45`} className={styles["needle"]} />
          </>
        )}
      </svg>
      <div className={styles["ends"]}>
        <span>{number(-100)}</span>
        <span>0</span>
        <span>+{number(100)}</span>
      </div>
    </div>
  );
}
