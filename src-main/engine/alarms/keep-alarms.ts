import { confidenceOf } from "../../domain/alarms/confidence.ts";
import { noticeAfter } from "../../domain/alarms/quiet-hours.ts";
import { slotMs } from "../../domain/alarms/timeline.ts";
import { runEngineAct } from "../commands.ts";
import type { Parts } from "../parts.ts";
import {
  addAlarmMentions,
  alarmMentions,
  insertAlarm,
  noteAlarmOver,
  pastAlarms,
  refreshAlarm,
  runningAlarms,
  saveAlarm,
} from "../store/alarm.ts";
import type { AlarmRecord, NewAlarm } from "../store/alarm.ts";
import type { Known } from "./known-counts.ts";
import type { Detector } from "./detector.ts";
import { alarmSays } from "./alarm-says.ts";
import { gatherEvidence } from "./gather-evidence.ts";
import type { Gathered } from "./gather-evidence.ts";
import { isAbout, isSamePosts, isSharp, isSharper, isThat, keptMs } from "./same-alarm.ts";
import type { Finding } from "./series.ts";

const minuteMs = 60_000;
const topics = ["alarms", "wallboard", "status", "shift"] as const;
const mostCompared = 2000;
const noteEveryMs = 5 * minuteMs;
/** Evidence is read again after so long, or when so many more came. */
const evidenceMs = 15 * minuteMs;
const newShare = 0.15;

export type Keeping = {
  readonly known: Known;
  readonly detector: Detector;
  /** Nothing came in since the last look, so that only time can end an alarm. */
  readonly isSame: boolean;
  readonly isReplay: boolean;
};

/** Raises, refreshes and ends alarms by what is too much now; true when something changed. */
export async function keepAlarms(parts: Parts, keeping: Keeping): Promise<boolean> {
  const { known, detector, isSame } = keeping;
  const running = await runningAlarms(parts.store.read);
  if (isSame && running.length === 0) return false;
  const past = await pastAlarms(parts.store.read, parts.clock.now() - keptMs);
  const found = await detector.findings(known.memory, known.setting, known.slot);
  const findings = found.filter((finding) => !past.some((alarm) => isThat(alarm, { finding, known })));
  const open = new Map(running.map((alarm) => [alarm.id, alarm]));
  const over = new Set<string>();
  const sharp = new Set<string>();
  let isChanged = false;
  for (const finding of findings) {
    const alarm = [...open.values()].find((one) => isAbout(one, finding));
    if (alarm && !isSharper(alarm, finding)) {
      over.add(alarm.id);
      if (isSharp(finding)) sharp.add(alarm.id);
      if (isSame || alarm.series !== finding.series || alarm.kind !== finding.kind) continue;
      open.set(alarm.id, await refresh(parts, keeping, { alarm, finding, open: [...open.values()] }));
      isChanged = true;
      continue;
    }
    if (alarm) {
      open.delete(alarm.id);
      await endAlarm(parts, alarm);
    }
    const raised = await raiseOrJoin(parts, keeping, { finding, open: [...open.values()] });
    if (!raised) continue;
    open.set(raised.id, raised);
    over.add(raised.id);
    isChanged = true;
  }
  for (const alarm of open.values())
    if (over.has(alarm.id)) await noteOver(parts, { alarm, isSharp: sharp.has(alarm.id) });
    else if (parts.clock.now() - alarm.overAt >= known.settings.alarms.coolDownMinutes * minuteMs) {
      await endAlarm(parts, alarm);
      isChanged = true;
    }
  return isChanged;
}

type Told = { readonly alarm: AlarmRecord; readonly finding: Finding };

/** Counts and evidence as they are now. That it looks coordinated is not taken back: it did. */
async function refresh(
  parts: Parts,
  keeping: Keeping,
  { alarm, finding, open }: Told & { readonly open: readonly AlarmRecord[] },
): Promise<AlarmRecord> {
  const { memory } = keeping.known;
  const now = parts.clock.now();
  if (isFresh(alarm, { finding, now })) {
    const saved = await runEngineAct(parts, { topics }, (act) =>
      refreshAlarm(act.trx, { ...alarm, state: "ongoing", measure: finding.measure, overAt: now }),
    );
    return saved ?? alarm;
  }
  const fromRow = rowFrom(memory, alarm.since);
  const without = await arrangedElsewhere(parts, { alarm, open });
  const gathered = await gatherEvidence(parts.store.read, { memory, series: readSeries(alarm), fromRow, now, without });
  const { evidence, authors, mentionRowIds } = gathered;
  const signs = evidence.signs.length > 0 ? evidence.signs : alarm.evidence.signs;
  const isNews = !alarm.coordinated && signs.length > 0;
  const next: AlarmRecord = {
    ...alarm,
    state: "ongoing",
    coordinated: alarm.coordinated || isNews,
    confidence: confidenceOf({ p: finding.measure.p, saysMore: alarm.also.length + signs.length > 0 }),
    measure: finding.measure,
    evidence: { ...evidence, signs },
    overAt: now,
    sharpAt: isSharp(finding) ? now : alarm.sharpAt,
    noticeAt: isNews ? noticeOf(keeping, now) : alarm.noticeAt,
    mentions: mentionRowIds.length,
    authors,
    topTerm: evidence.terms[0]?.term ?? alarm.topTerm,
  };
  return runEngineAct(parts, { topics }, async (act) => {
    const saved = await refreshAlarm(act.trx, next);
    // Somebody acted on it meanwhile: the next look sees that.
    if (!saved) return alarm;
    await addAlarmMentions(act.trx, saved.rowId, mentionRowIds);
    if (isNews)
      await act.record({ kind: "alarm.coordinated", subjectId: saved.id, payload: await alarmSays(act.trx, saved) });
    return saved;
  });
}

/** Whether the evidence is of now: reading it again would show the same. */
function isFresh(
  { evidence, measure }: AlarmRecord,
  { finding, now }: { readonly finding: Finding; readonly now: number },
): boolean {
  if (finding.measure.windowHours !== measure.windowHours || now - evidence.asOf > evidenceMs) return false;
  return finding.measure.n <= measure.n * (1 + newShare);
}

/** What looks like one hand within a busy day is left to its own alarm. */
async function arrangedElsewhere(
  parts: Parts,
  { alarm, open }: { readonly alarm: AlarmRecord; readonly open: readonly AlarmRecord[] },
): Promise<ReadonlySet<number>> {
  const rows = new Set<number>();
  if (alarm.coordinated) return rows;
  for (const other of open.filter((one) => one.id !== alarm.id && one.coordinated))
    for (const row of await alarmMentions(parts.store.read, other.rowId, mostCompared)) rows.add(row);
  return rows;
}

/** What is read as evidence: of a dip, the posts that make it. */
const readSeries = ({ kind, series }: Pick<Finding, "kind" | "series">) => (kind === "dip" ? "negative" : series);

function rowFrom({ firstSlot, firstRows }: Known["memory"], since: number): number {
  const from = Math.max(0, Math.floor(since / slotMs) - firstSlot);
  for (let at = from; at < firstRows.length; at += 1) if ((firstRows[at] ?? 0) > 0) return firstRows[at] ?? 0;
  return Number.MAX_SAFE_INTEGER;
}

function noticeOf({ known, isReplay }: Keeping, now: number): number | null {
  const { alarms, calendar } = known.settings;
  if (isReplay || !alarms.notify) return null;
  return noticeAfter(now, { quietHours: alarms.quietHours, timeZone: calendar.timeZone });
}

type Candidate = { readonly finding: Finding; readonly open: readonly AlarmRecord[] };

/** A new alarm; or another series of one that is about the same posts. */
async function raiseOrJoin(parts: Parts, keeping: Keeping, { finding, open }: Candidate): Promise<AlarmRecord | null> {
  const now = parts.clock.now();
  const { memory } = keeping.known;
  const series = readSeries(finding);
  const gathered = await gatherEvidence(parts.store.read, { memory, series, fromRow: finding.fromRow, now });
  // Only what was purged since is left of it.
  if (gathered.mentionRowIds.length === 0) return null;
  const same = await sameAlarm(parts, { finding, gathered, open });
  if (same) return join(parts, { alarm: same, finding, gathered });
  return raise(parts, keeping, { finding, gathered });
}

type Gathering = { readonly finding: Finding; readonly gathered: Gathered };

async function sameAlarm(
  parts: Parts,
  { finding, gathered, open }: Gathering & { readonly open: readonly AlarmRecord[] },
): Promise<AlarmRecord | null> {
  if (finding.kind === "dip") return null;
  const ours = new Set(gathered.mentionRowIds);
  for (const alarm of open) {
    if (alarm.kind === "dip") continue;
    const theirs = await alarmMentions(parts.store.read, alarm.rowId, mostCompared);
    const shared = theirs.filter((rowId) => ours.has(rowId)).length;
    const signs = gathered.evidence.signs.length;
    const { series } = finding;
    if (isSamePosts(alarm, { series, ours: ours.size, theirs: theirs.length, shared, signs })) return alarm;
  }
  return null;
}

async function join(
  parts: Parts,
  { alarm, finding, gathered }: Told & { readonly gathered: Gathered },
): Promise<AlarmRecord> {
  const also = [...alarm.also, finding.series];
  const confidence = confidenceOf({ p: alarm.measure.p, saysMore: true });
  return runEngineAct(parts, { topics }, async (act) => {
    const saved = await refreshAlarm(act.trx, { ...alarm, also, confidence, overAt: act.at });
    if (!saved) return alarm;
    await addAlarmMentions(act.trx, saved.rowId, gathered.mentionRowIds);
    return saved;
  });
}

async function raise(parts: Parts, keeping: Keeping, { finding, gathered }: Gathering): Promise<AlarmRecord> {
  const { kind, series, measure, since } = finding;
  const { evidence, authors, mentionRowIds } = gathered;
  const coordinated = kind === "spike" && evidence.signs.length > 0;
  return runEngineAct(parts, { topics }, async (act) => {
    const alarm: NewAlarm = {
      ...{ id: act.newId(), kind, series, measure, evidence, since, coordinated, authors },
      also: [],
      state: "raised",
      confidence: confidenceOf({ p: measure.p, saysMore: coordinated }),
      raisedAt: act.at,
      overAt: act.at,
      sharpAt: isSharp(finding) ? act.at : null,
      endedAt: null,
      dismissedAt: null,
      mutedUntil: null,
      noticeAt: noticeOf(keeping, act.at),
      mentions: mentionRowIds.length,
      topTerm: evidence.terms[0]?.term ?? null,
    };
    const rowId = await insertAlarm(act.trx, alarm);
    await addAlarmMentions(act.trx, rowId, mentionRowIds);
    await act.record({ kind: "alarm.raised", subjectId: alarm.id, payload: await alarmSays(act.trx, alarm) });
    return { ...alarm, rowId, version: 1 };
  });
}

type Over = { readonly alarm: AlarmRecord; readonly isSharp: boolean };

/** That it is still too much is written now and then, so that a restart does not forget it. */
async function noteOver(parts: Parts, { alarm, isSharp }: Over): Promise<void> {
  const now = parts.clock.now();
  if (now - alarm.overAt < noteEveryMs) return;
  const noted = { rowId: alarm.rowId, overAt: now, sharpAt: isSharp ? now : alarm.sharpAt };
  await parts.store.write((trx) => noteAlarmOver(trx, noted));
}

async function endAlarm(parts: Parts, alarm: AlarmRecord): Promise<void> {
  await runEngineAct(parts, { topics }, async (act) => {
    const saved = await saveAlarm(act.trx, { ...alarm, state: "ended", endedAt: act.at });
    if (!saved) return;
    await act.record({ kind: "alarm.ended", subjectId: alarm.id, payload: await alarmSays(act.trx, alarm) });
  });
}
