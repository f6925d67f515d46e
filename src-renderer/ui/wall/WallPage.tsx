import type { CSSProperties, ReactNode } from "react";
import type { WallTile } from "../../../src-main/contract/methods/settings.ts";
import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import { AlarmTile } from "./AlarmTile.tsx";
import { BucketsTile } from "./BucketsTile.tsx";
import type { WallFit } from "./geometry.ts";
import { heroOf, type PageLayout } from "./layout.ts";
import { NetTile } from "./NetTile.tsx";
import { ResponseTile, ServiceTile } from "./ServiceTiles.tsx";
import { StoriesTile } from "./StoriesTile.tsx";
import { ageOfSources, type TileAge } from "./tile-age.ts";
import type { TileProps } from "./tile-props.ts";
import { VoiceTile } from "./VoiceTile.tsx";
import { VolumeTile } from "./VolumeTile.tsx";
import styles from "./wall.module.css";
import { ApprovalsTile, FeedsTile, HandoversTile, OldestTile } from "./WorkTiles.tsx";

type WallPageProps = { layout: PageLayout; snapshot: WallSnapshot | null; now: number; fit: WallFit };

/** One page of the wall, its tiles in the rows that the sizes allow. */
export function WallPage({ layout, snapshot, now, fit }: WallPageProps) {
  const fr = (lengths: readonly number[]) => lengths.map((length) => `minmax(0, ${length.toFixed(2)}fr)`).join(" ");
  return (
    <div className={styles["page"]} style={{ gridTemplateRows: fr(layout.rows.map((row) => row[0]?.height ?? 1)) }}>
      {layout.rows.map((row, at) => (
        <div
          key={at}
          className={styles["row"]}
          style={{ gridTemplateColumns: fr(row.map(({ width }) => width)), ...heroVariable(heroOf(row, fit.sizes)) }}
        >
          {row.map((cell) => (
            <TileOf key={cell.tile} cell={cell} snapshot={snapshot} now={now} fit={fit} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** What rests on the sources ages with them; what the desk does is known at once. */
const fed: readonly WallTile[] = ["volume", "net", "stories", "buckets", "voice", "alarm"];

const tiles: Record<WallTile, (props: TileProps) => ReactNode> = {
  volume: VolumeTile,
  net: NetTile,
  service: ServiceTile,
  oldest: OldestTile,
  stories: StoriesTile,
  buckets: BucketsTile,
  approvals: ApprovalsTile,
  handovers: HandoversTile,
  feeds: FeedsTile,
  response: ResponseTile,
  voice: VoiceTile,
  alarm: AlarmTile,
};

function TileOf({ cell, snapshot, now, fit }: Omit<TileProps, "age">) {
  const own: TileAge | null = snapshot && { state: "fresh", at: snapshot.asOf };
  const age = snapshot && fed.includes(cell.tile) ? ageOfSources(snapshot.freshness, now) : own;
  const Shown = tiles[cell.tile];
  return <Shown snapshot={snapshot} age={age} now={now} cell={cell} fit={fit} />;
}

function heroVariable(hero: number): CSSProperties {
  return { "--wall-hero": inUnits(hero) } as CSSProperties;
}

const inUnits = (value: number) => `calc(var(--wall-unit) * ${value.toFixed(3)})`;

/** The sizes as variables; a unit is a hundredth of the wall's height. */
export function sizeVariables({ sizes: { min, text, hero } }: WallFit, strip: number): CSSProperties {
  return {
    "--wall-min": inUnits(min),
    "--wall-text": inUnits(text),
    "--wall-strip": inUnits(strip),
    "--wall-hero": inUnits(hero),
  } as CSSProperties;
}
