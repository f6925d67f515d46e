import { percentOf } from "../../domain/kpi/statistics.ts";
import { sentReplies, type SentReply } from "../store/report-script.ts";
import { chartOf, countPoints, plain, type ReportBody, rowWord, tableOf } from "./body.ts";
import type { Cell } from "./body.ts";
import { byStep, type ReportFrame, untilNow } from "./frame.ts";

/** How replies were made: from which script, whether it was changed before it went out, and what became of it. */
export async function scriptsReport(frame: ReportFrame): Promise<ReportBody> {
  const { db, scope } = frame;
  const sent = await sentReplies(db, { ...untilNow(scope), asOf: scope.asOf, filter: scope.filter });
  const groups = byStep(frame, sent, ({ sentAt }) => sentAt);
  const count = (isOf: (reply: SentReply) => boolean) =>
    countPoints(
      frame,
      groups.map((some) => some.filter(isOf).length),
    );
  const byScript = [...Map.groupBy(sent, ({ scriptId }) => scriptId)]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([id, replies]) => ({
      name: id === null ? rowWord("own_words") : (replies[0]?.scriptName ?? id),
      cells: cellsOf(replies),
    }));
  return {
    charts: [
      chartOf(frame, {
        key: "replies",
        unit: "count",
        series: [
          { key: "scripted", points: count(({ scriptId }) => scriptId !== null) },
          { key: "own_words", points: count(({ scriptId }) => scriptId === null) },
        ],
        opens: null,
      }),
    ],
    tables: [
      tableOf(
        "scripts",
        [
          ["used", "count"],
          ["changed", "percent"],
          ["known", "count"],
          ["returned", "count"],
          ["wrote_again", "count"],
          ["resolved", "count"],
          ["success", "percent"],
        ],
        [...byScript, { name: rowWord("total"), cells: cellsOf(sent) }],
      ),
    ],
  };
}

function cellsOf(replies: readonly SentReply[]): readonly Cell[] {
  const known = replies.filter(({ edited }) => edited !== null);
  const sum = (key: "returned" | "answered" | "resolved") => replies.filter((reply) => reply[key] === 1).length;
  const changed = known.filter(({ edited }) => edited === 1).length;
  return [
    plain(replies.length),
    plain(percentOf(changed, known.length)),
    plain(known.length),
    plain(sum("returned")),
    plain(sum("answered")),
    plain(sum("resolved")),
    plain(percentOf(sum("resolved"), replies.length)),
  ];
}
