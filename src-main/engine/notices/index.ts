import type { DeskNotice } from "../../contract/methods/notices.ts";
import type { Output } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { noticeAfter } from "../../domain/alarms/quiet-hours.ts";
import { noticeOf } from "../../domain/notices.ts";
import type { NoticeFact } from "../../domain/notices.ts";
import type { CallPerson, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { judgeReply } from "../replies/requirement.ts";
import { findAccount, isConnected } from "../store/account.ts";
import { noticeRows } from "../store/notice.ts";
import type { NoticeRow } from "../store/notice.ts";
import type { Db } from "../store/open.ts";
import { personRefs } from "../store/person.ts";
import { readPreferences } from "../store/preference.ts";
import { findReplies } from "../store/reply.ts";
import { readSettings } from "../store/setting.ts";

const newsMs = 60 * 60_000;
/** Quiet hours are told of at their end: what happened in the longest night must still be found then. */
const nightMs = 24 * 60 * 60_000;
const mostNotices = 200;

/** What each person is told of outside the page, by what they chose. The page tells it and folds bursts. */
export function createNotices({ store, clock }: Pick<Parts, "store" | "clock">): Handlers<"notices.list"> {
  return {
    "notices.list": async (_input, { person }) => {
      if (!person) throw new Refusal("sign-in-first");
      return listNotices(store.read, person, clock.now());
    },
  };
}

async function listNotices(db: Db, person: CallPerson, now: number): Promise<Output<"notices.list">> {
  const { notices: wants } = (await readPreferences(db, person.rowId)).preferences;
  const { timeZone } = (await readSettings(db)).settings.calendar;
  const { quietHours } = wants;
  if (wants.kinds.every((kind) => kind === "alarm")) return { asOf: now, notices: [] };
  const rows = await noticeRows(db, now - (quietHours ? nightMs : newsMs));
  const notices: DeskNotice[] = [];
  for (const row of rows) {
    const told = noticeOf({ ...row, reply: await replyOf(db, row) }, person);
    if (!told || !wants.kinds.includes(told.kind)) continue;
    const noticeAt = noticeAfter(told.at, { quietHours, timeZone });
    if (noticeAt < now - newsMs) continue;
    notices.push({ id: row.id, kind: told.kind, storyId: row.storyId, bucket: row.bucket, noticeAt });
    if (notices.length === mostNotices) break;
  }
  return { asOf: now, notices: notices.toReversed() };
}

async function replyOf(db: Db, { replyId }: NoticeRow): Promise<NoticeFact["reply"]> {
  if (replyId === null) return null;
  const [reply] = await findReplies(db, { id: replyId });
  if (!reply) return null;
  const authors = await personRefs(db, reply.authorRowIds);
  const { requirement } = await judgeReply(db, reply);
  const account = await findAccount(db, reply.account);
  return {
    state: reply.state,
    authors: [...authors.values()].map(({ id }) => id),
    approvers: requirement.roles,
    holdUntil: reply.holdUntil,
    postsItself: account !== null && isConnected(account),
  };
}
