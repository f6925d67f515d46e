/** Kinds of events that are shown together; a dot at the end stands for all that begin so. */
export const kindGroups = {
  all: [],
  came: ["ingest.stored", "mention.logged", "import."],
  cases: ["case.", "story."],
  breaches: ["case.breached", "case.resolution_breached", "reply.approval_breached"],
  replies: ["reply."],
  promises: ["promise."],
  lines: ["line."],
  alarms: ["alarm."],
  sources: ["source."],
  crm: ["delivery.", "target.", "crm."],
  desk: [
    "settings.",
    "policy.",
    "rule.",
    "script.",
    "checks.",
    "guidelines.",
    "watch.",
    "person.",
    "department.",
    "macro.",
  ],
  shifts: ["shift."],
} as const satisfies Record<string, readonly string[]>;

export type KindGroup = keyof typeof kindGroups;

export type LogFilter = { kind: KindGroup; personId: string | null; story: { id: string; name: string } | null };

export const noFilter: LogFilter = { kind: "all", personId: null, story: null };

export const isFiltered = ({ kind, personId, story }: LogFilter): boolean =>
  kind !== "all" || personId !== null || story !== null;
