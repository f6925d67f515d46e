import { netOf, sumOf } from "./cell-sums.ts";
import { shareOfVoice } from "../../domain/topics/share-of-voice.ts";
import { slotsOf } from "../store/kpi-volume.ts";
import { type VoiceCell, voiceCells } from "../store/report-voice.ts";
import { slotMs } from "../store/slot.ts";
import { listWatches, type Watch } from "../store/watch.ts";
import { letOthersWork } from "../topics/slices.ts";
import { type Cell, chartOf, countPoints, opening, plain, type ReportBody, rowWord, tableOf } from "./body.ts";
import { byStep, type ReportFrame, untilNow } from "./frame.ts";

type Brand = { readonly isOwn: boolean; readonly watches: readonly Watch[] };
type Counted = "mentions" | "stories";
type Heard = { readonly brands: readonly Brand[]; readonly cells: readonly VoiceCell[]; readonly counted: Counted };

/** Slots read between two chances for other work: a week of them. */
const slotsASlice = 672;

/** How much is said of us and of each rival; what names two of them counts once for each. */
export async function voiceReport(frame: ReportFrame): Promise<ReportBody> {
  const { counted } = frame.scope;
  const brands = brandsOf(await listWatches(frame.db));
  const cells = await readCells(frame, brands);
  const groups = byStep(frame, cells, ({ slot }) => slot * slotMs);
  const sums = groups.map((group) => sumOf(group, counted));
  const series = brands.map((brand, at) => {
    const counts = groups.map((group) =>
      sumOf(
        group.filter((cell) => cell.brand === at),
        counted,
      ),
    );
    return { brand, counts, named: namedBy(brand) };
  });
  return {
    charts: [
      chartOf(frame, {
        key: "share_of_voice",
        unit: "percent",
        series: series.map(({ named, counts, brand }) => ({
          ...named,
          points: counts.map((count, at) => {
            const n = sums[at] ?? 0;
            return { value: isCompared(brands) ? shareOfVoice(count, n) : null, n };
          }),
          opens: opensOf(brand, brands),
        })),
        opens: { kpi: "share_of_voice", part: null },
      }),
      chartOf(frame, {
        key: "voice",
        unit: "count",
        series: series.map(({ named, counts }) => ({ ...named, points: countPoints(frame, counts) })),
        opens: null,
      }),
    ],
    tables: [voiceTable({ brands, cells, counted })],
  };
}

function voiceTable({ brands, cells, counted }: Heard) {
  const all = sumOf(cells, counted);
  const shareOf = (count: number) => (isCompared(brands) ? shareOfVoice(count, all) : null);
  const rows = brands.map((brand, at) => {
    const own = cells.filter((cell) => cell.brand === at);
    const count = sumOf(own, counted);
    const share = shareOf(count);
    const net = netOf(own, counted);
    return {
      name: namedBy(brand).name ?? rowWord("own_brand"),
      cells: [
        brand.isOwn ? opening(share, "share_of_voice") : plain(share),
        { value: count, opens: opensOf(brand, brands) },
        plain(net.value),
        plain(net.n),
      ],
    };
  });
  const total = [plain(shareOf(all)), opening(all, "share_of_voice"), plain(null), plain(null)];
  return tableOf(
    "voice",
    [
      ["share", "percent"],
      ["count", "count"],
      ["net", "points"],
      ["sure", "count"],
    ],
    [...rows, { name: rowWord("total"), cells: total }],
  );
}

/** Ours is one brand however many watches look for it; each competitor's watch is a brand. */
function brandsOf(watches: readonly Watch[]): readonly Brand[] {
  const own = watches.filter(({ set }) => set === "own");
  const others = watches.filter(({ set }) => set === "competitor");
  return [
    ...(own.length > 0 ? [{ isOwn: true, watches: own }] : []),
    ...others.map((watch) => ({ isOwn: false, watches: [watch] })),
  ];
}

/** A share is of us and of somebody else: alone it would be 100 %, whatever was said. */
function isCompared(brands: readonly Brand[]): boolean {
  return brands.some(({ isOwn }) => isOwn) && brands.some(({ isOwn }) => !isOwn);
}

/** The figure knows ours and all others: one rival of several has no rows of its own. */
function opensOf({ isOwn }: Brand, brands: readonly Brand[]): Cell["opens"] {
  if (isOwn) return { kpi: "share_of_voice", part: "own", scope: {} };
  const isOnly = brands.filter((brand) => !brand.isOwn).length === 1;
  return isOnly ? { kpi: "share_of_voice", part: "others", scope: {} } : null;
}

function namedBy({ isOwn, watches }: Brand): { readonly key: string; readonly name?: string } {
  if (isOwn) return { key: "own_brand" };
  return { key: watches[0]?.id ?? "", name: watches[0]?.name ?? "" };
}

async function readCells({ db, scope }: ReportFrame, brands: readonly Brand[]): Promise<readonly VoiceCell[]> {
  // A mention is nobody's in particular.
  if (brands.length === 0 || scope.filter.personRowId !== null) return [];
  const { from, to } = slotsOf(untilNow(scope));
  const asked = { filter: scope.filter, brands: brands.map(({ watches }) => watches.map(({ rowId }) => rowId)) };
  const cells: VoiceCell[] = [];
  for (let at = from; at < to; at += slotsASlice) {
    cells.push(...(await voiceCells(db, { from: at, to: Math.min(to, at + slotsASlice) }, asked)));
    await letOthersWork();
  }
  return cells;
}
