import type { AlarmMeasure } from "../../contract/methods/alarms.ts";
import type { CountMemory } from "./count-memory.ts";
import { isAbout, isSamePosts, isSharp, isSharper, isThat, keptMs, postsSince } from "./same-alarm.ts";
import type { Standing } from "./same-alarm.ts";
import type { Finding } from "./series.ts";

/** An alarm that would have been. It ended when it was last too much; null while its cool-down lasts. */
export type Firing = Standing & {
  readonly overAt: number;
  readonly measure: AlarmMeasure;
};

/**
 * A running desk looks at every post that comes in, not only at the ends of quarters of an hour: what is too much again so
 * soon, with its first posts still in the window, would not have ended there.
 */
const lullMs = 3 * 3_600_000;

type Moment = {
  readonly findings: readonly Finding[];
  /** The end of the quarter of an hour that is judged. */
  readonly now: number;
  readonly coolDownMs: number;
  readonly known: { readonly memory: CountMemory; readonly slot: number };
};

/** The firings after a moment: by the rules by which a running desk raises, joins and ends its alarms. */
export function fireAll(firings: readonly Firing[], moment: Moment): readonly Firing[] {
  const { findings, now, coolDownMs, known } = moment;
  const past = firings.filter(({ endedAt }) => endedAt !== null && endedAt > now - keptMs);
  const news = findings.filter((finding) => !past.some((firing) => isThat(firing, { finding, known })));
  const isOn = (one: Firing) =>
    one.endedAt !== null &&
    now - one.endedAt <= lullMs &&
    news.some((finding) => isAbout(one, finding) && finding.since <= (one.endedAt ?? 0));
  const lasting = firings.map((one) => (isOn(one) ? { ...one, endedAt: null } : one));
  const after = news.reduce<readonly Firing[]>((all, finding) => fire(all, finding, moment), lasting);
  return after.map((one) =>
    one.endedAt === null && now - one.overAt >= coolDownMs ? { ...one, endedAt: one.overAt } : one,
  );
}

function fire(firings: readonly Firing[], finding: Finding, { now, known }: Moment): readonly Firing[] {
  const replace = (old: Firing, changed: Firing) => firings.map((one) => (one === old ? changed : one));
  const open = firings.filter(({ endedAt }) => endedAt === null);
  const about = open.find((one) => isAbout(one, finding));
  if (about && !isSharper(about, finding)) {
    const mentions = postsSince(known, { series: about.series, at: about.since });
    return replace(about, { ...about, overAt: now, mentions, sharpAt: isSharp(finding) ? now : about.sharpAt });
  }
  const same = about ? undefined : open.find((one) => isSame(one, finding, known));
  if (same) return replace(same, { ...same, overAt: now, also: [...same.also, finding.series] });
  const { kind, series, since, measure } = finding;
  const fresh: Firing = {
    ...{ kind, series, since, measure, also: [], coordinated: false, endedAt: null, raisedAt: now, overAt: now },
    sharpAt: isSharp(finding) ? now : null,
    mentions: postsSince(known, { series, at: since }),
  };
  return [...(about ? replace(about, { ...about, endedAt: now }) : firings), fresh];
}

/** By their counts: what two series both hold is guessed as all that the smaller one does since both began. */
function isSame(firing: Firing, { kind, series, since }: Finding, known: Moment["known"]): boolean {
  if (kind === "dip" || firing.kind === "dip") return false;
  const [ours, theirs] = [
    { series, at: since },
    { series: firing.series, at: firing.since },
  ];
  const at = Math.max(ours.at, theirs.at);
  const shared = Math.min(postsSince(known, { ...ours, at }), postsSince(known, { ...theirs, at }));
  const counts = { ours: postsSince(known, ours), theirs: postsSince(known, theirs), shared };
  return isSamePosts(firing, { series, ...counts, signs: 0 });
}
