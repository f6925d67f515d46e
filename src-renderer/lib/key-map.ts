import type { WordKey } from "./words.ts";

/** Something a key does: how it is remembered when a person gives it other keys, its words, the keys it came with. */
export type KeyAct = {
  /** Its name in what is saved: place and act. Never changed once released. */
  readonly act: string;
  readonly says: WordKey;
  /** "j", "Shift+J", "Ctrl+Z" (also Command), "ArrowDown", or a sequence: "g t". Each of them does it. */
  readonly keys: readonly string[];
  /** Moves the cursor: on the sheet of keys, but no command of the palette. */
  readonly isMove?: true;
};

/** The acts of one place. Those of a place that is everywhere act beside those of the screen that is shown. */
export type KeyPlace = {
  readonly title: WordKey;
  readonly isEverywhere?: true;
  /** The place on whose screen it stands, when it has none of its own. */
  readonly on?: WordKey;
  readonly acts: readonly KeyAct[];
};

/** The whole keyboard: each act of each place once. Screens name an act by place and words; its keys stand here only. */
export const keyMap: readonly KeyPlace[] = [
  {
    title: "keys.go",
    isEverywhere: true,
    acts: [
      { act: "go.triage", says: "screen.triage", keys: ["g t"] },
      { act: "go.approvals", says: "screen.approvals", keys: ["g a"] },
      { act: "go.contacts", says: "screen.contacts", keys: ["g c"] },
      { act: "go.monitor", says: "screen.monitor", keys: ["g m"] },
      { act: "go.wall", says: "screen.wall", keys: ["g w"] },
      { act: "go.shift", says: "screen.shift", keys: ["g s", "g r"] },
      { act: "go.alarms", says: "screen.alarms", keys: ["g i"] },
      { act: "go.topics", says: "screen.topics", keys: ["g k"] },
      { act: "go.playbook", says: "screen.playbook", keys: ["g p"] },
      { act: "go.crm", says: "screen.crm", keys: ["g o"] },
      { act: "go.settings", says: "screen.settings", keys: ["g ,"] },
      { act: "go.log", says: "screen.log", keys: ["c"] },
    ],
  },
  {
    title: "keys.everywhere",
    isEverywhere: true,
    acts: [
      { act: "all.palette", says: "keys.palette", keys: ["Ctrl+K"] },
      { act: "all.lookUp", says: "keys.lookUp", keys: ["Ctrl+Alt+L"] },
      { act: "all.undo", says: "keys.undo", keys: ["Ctrl+Z", "z"] },
      { act: "all.wallHere", says: "keys.wallHere", keys: ["F11"] },
      { act: "all.sheet", says: "keys.sheet", keys: ["?"] },
    ],
  },
  {
    title: "triage.keys.title",
    acts: [
      { act: "triage.next", says: "triage.keys.next", keys: ["j", "ArrowDown"], isMove: true },
      { act: "triage.previous", says: "triage.keys.previous", keys: ["k", "ArrowUp"], isMove: true },
      { act: "triage.first", says: "triage.keys.first", keys: ["Home"], isMove: true },
      { act: "triage.last", says: "triage.keys.last", keys: ["End"], isMove: true },
      { act: "triage.open", says: "triage.keys.open", keys: ["Enter", "o"] },
      { act: "triage.select", says: "triage.keys.select", keys: ["x"] },
      { act: "triage.extendDown", says: "triage.keys.extendDown", keys: ["Shift+J"], isMove: true },
      { act: "triage.extendUp", says: "triage.keys.extendUp", keys: ["Shift+K"], isMove: true },
      { act: "triage.clear", says: "triage.keys.clear", keys: ["Escape"] },
      { act: "triage.showNew", says: "triage.keys.showNew", keys: ["."] },
      { act: "triage.search", says: "triage.keys.search", keys: ["/"] },
      { act: "triage.toAnalytics", says: "triage.keys.toAnalytics", keys: ["1"] },
      { act: "triage.toPr", says: "triage.keys.toPr", keys: ["2"] },
      { act: "triage.toCare", says: "triage.keys.toCare", keys: ["3"] },
      { act: "triage.toUnsorted", says: "triage.keys.toUnsorted", keys: ["0"] },
      { act: "triage.draft", says: "triage.keys.draft", keys: ["r"] },
      { act: "triage.private", says: "triage.keys.private", keys: ["p"] },
      { act: "triage.note", says: "triage.keys.note", keys: ["m"] },
      { act: "triage.noReply", says: "triage.keys.noReply", keys: ["n"] },
      { act: "triage.snooze", says: "triage.keys.snooze", keys: ["h"] },
      { act: "triage.resolve", says: "triage.keys.resolve", keys: ["e"] },
      { act: "triage.spam", says: "triage.keys.spam", keys: ["#"] },
      { act: "triage.assign", says: "triage.keys.assign", keys: ["a"] },
      { act: "triage.assignMe", says: "triage.keys.assignMe", keys: ["i"] },
      { act: "triage.priority", says: "triage.keys.priority", keys: ["y"] },
      { act: "triage.correct", says: "triage.keys.correct", keys: ["s"] },
      { act: "triage.original", says: "triage.keys.original", keys: ["v"] },
      { act: "triage.guidelines", says: "contacts.own.show", keys: ["w"] },
      { act: "triage.label", says: "triage.keys.label", keys: ["l"] },
      { act: "triage.macro", says: "triage.keys.macro", keys: ["Shift+M"] },
      { act: "triage.filter", says: "triage.keys.filter", keys: ["f"] },
      { act: "triage.clearFilter", says: "triage.keys.clearFilter", keys: ["Shift+F"] },
      { act: "triage.selectAll", says: "triage.keys.selectAll", keys: ["Shift+X"] },
    ],
  },
  {
    title: "queue.keys.macros",
    on: "triage.keys.title",
    acts: [
      { act: "macro.4", says: "queue.keys.macro4", keys: ["4"] },
      { act: "macro.5", says: "queue.keys.macro5", keys: ["5"] },
      { act: "macro.6", says: "queue.keys.macro6", keys: ["6"] },
      { act: "macro.7", says: "queue.keys.macro7", keys: ["7"] },
      { act: "macro.8", says: "queue.keys.macro8", keys: ["8"] },
      { act: "macro.9", says: "queue.keys.macro9", keys: ["9"] },
    ],
  },
  {
    title: "case.keys.title",
    acts: [
      { act: "case.back", says: "case.keys.back", keys: ["u", "Escape"] },
      { act: "case.original", says: "triage.keys.original", keys: ["v"] },
      { act: "case.correct", says: "triage.keys.correct", keys: ["s"] },
      { act: "case.draft", says: "triage.keys.draft", keys: ["r"] },
      { act: "case.answered", says: "case.keys.answered", keys: ["r"] },
      { act: "case.private", says: "case.keys.private", keys: ["p"] },
      { act: "case.script", says: "case.keys.script", keys: [";", "/"] },
      { act: "case.note", says: "triage.keys.note", keys: ["m"] },
      { act: "case.submit", says: "case.keys.submit", keys: ["Ctrl+Enter"] },
      { act: "case.noReply", says: "triage.keys.noReply", keys: ["n"] },
      { act: "case.snooze", says: "triage.keys.snooze", keys: ["h"] },
      { act: "case.resolve", says: "triage.keys.resolve", keys: ["e"] },
      { act: "case.resolveNext", says: "triage.keys.resolveNext", keys: ["Shift+E"] },
      { act: "case.assign", says: "triage.keys.assign", keys: ["a"] },
      { act: "case.assignMe", says: "triage.keys.assignMe", keys: ["i"] },
      { act: "case.priority", says: "triage.keys.priority", keys: ["y"] },
      { act: "case.label", says: "triage.keys.label", keys: ["l"] },
      { act: "case.crm", says: "case.keys.crm", keys: ["Shift+L"] },
      { act: "case.guidelines", says: "contacts.own.show", keys: ["w"] },
      { act: "case.toPr", says: "triage.keys.toPr", keys: ["2"] },
      { act: "case.toCare", says: "triage.keys.toCare", keys: ["3"] },
    ],
  },
  {
    title: "approvals.keys.title",
    acts: [
      { act: "approvals.next", says: "approvals.keys.next", keys: ["j", "ArrowDown"], isMove: true },
      { act: "approvals.previous", says: "approvals.keys.previous", keys: ["k", "ArrowUp"], isMove: true },
      { act: "approvals.approve", says: "approvals.keys.approve", keys: ["a"] },
      { act: "approvals.return", says: "approvals.keys.return", keys: ["r"] },
      { act: "approvals.original", says: "approvals.keys.original", keys: ["v"] },
      { act: "approvals.edit", says: "approvals.keys.edit", keys: ["e"] },
      { act: "approvals.legal", says: "approvals.keys.legal", keys: ["l"] },
      { act: "approvals.comment", says: "approvals.keys.comment", keys: ["c"] },
      { act: "approvals.otherDraft", says: "approvals.keys.otherDraft", keys: ["ArrowLeft", "ArrowRight"] },
      { act: "approvals.open", says: "approvals.keys.open", keys: ["Enter", "o"] },
    ],
  },
  {
    title: "contacts.keys.title",
    acts: [
      { act: "contacts.next", says: "contacts.keys.next", keys: ["j", "ArrowDown"], isMove: true },
      { act: "contacts.previous", says: "contacts.keys.previous", keys: ["k", "ArrowUp"], isMove: true },
      { act: "contacts.search", says: "contacts.keys.search", keys: ["/"] },
      { act: "contacts.add", says: "contacts.keys.add", keys: ["n"] },
      { act: "contacts.edit", says: "contacts.keys.edit", keys: ["e"] },
      { act: "contacts.note", says: "contacts.keys.note", keys: ["m"] },
      { act: "contacts.merge", says: "contacts.keys.merge", keys: ["s"] },
      { act: "contacts.remove", says: "contacts.keys.remove", keys: ["#"] },
      { act: "contacts.case", says: "contacts.keys.case", keys: ["Enter", "o"] },
      { act: "contacts.duplicates", says: "contacts.keys.duplicates", keys: ["d"] },
      { act: "contacts.import", says: "contacts.keys.import", keys: ["i"] },
    ],
  },
  {
    title: "monitor.keys.title",
    acts: [
      { act: "monitor.next", says: "monitor.keys.next", keys: ["j", "ArrowDown"], isMove: true },
      { act: "monitor.previous", says: "monitor.keys.previous", keys: ["k", "ArrowUp"], isMove: true },
      { act: "monitor.first", says: "monitor.keys.first", keys: ["Home"], isMove: true },
      { act: "monitor.last", says: "monitor.keys.last", keys: ["End"], isMove: true },
      { act: "monitor.open", says: "monitor.keys.open", keys: ["Enter", "o"] },
      { act: "monitor.choose", says: "monitor.keys.choose", keys: ["x"] },
      { act: "monitor.extendDown", says: "monitor.keys.extendDown", keys: ["Shift+J"], isMove: true },
      { act: "monitor.extendUp", says: "monitor.keys.extendUp", keys: ["Shift+K"], isMove: true },
      { act: "monitor.search", says: "monitor.keys.search", keys: ["/"] },
      { act: "monitor.retry", says: "monitor.keys.retry", keys: ["r"] },
      { act: "monitor.retryAll", says: "monitor.keys.retryAll", keys: ["Shift+R"] },
      { act: "monitor.add", says: "monitor.add.title", keys: ["n"] },
      { act: "monitor.query", says: "monitor.keys.query", keys: ["q"] },
      { act: "monitor.copyReport", says: "monitor.report.copy", keys: ["c"] },
      { act: "monitor.close", says: "monitor.keys.close", keys: ["Escape"] },
    ],
  },
  {
    title: "monitor.watch.title",
    on: "monitor.keys.title",
    acts: [{ act: "watch.save", says: "monitor.keys.save", keys: ["Ctrl+S"] }],
  },
  {
    title: "alarms.keys.title",
    acts: [
      { act: "alarms.next", says: "alarms.keys.next", keys: ["j", "ArrowDown"], isMove: true },
      { act: "alarms.previous", says: "alarms.keys.previous", keys: ["k", "ArrowUp"], isMove: true },
      { act: "alarms.open", says: "alarms.keys.open", keys: ["Enter", "o"] },
      { act: "alarms.mute", says: "alarms.keys.mute", keys: ["m"] },
      { act: "alarms.dismiss", says: "alarms.keys.dismiss", keys: ["n"] },
      { act: "alarms.settings", says: "alarms.keys.settings", keys: ["s"] },
    ],
  },
  {
    title: "topics.keys.title",
    acts: [
      { act: "topics.next", says: "topics.keys.next", keys: ["j", "ArrowDown"], isMove: true },
      { act: "topics.previous", says: "topics.keys.previous", keys: ["k", "ArrowUp"], isMove: true },
      { act: "topics.open", says: "topics.keys.open", keys: ["o"] },
      { act: "topics.day", says: "topics.keys.day", keys: ["d"] },
      { act: "topics.week", says: "topics.keys.week", keys: ["w"] },
      { act: "topics.counted", says: "topics.keys.counted", keys: ["s"] },
      { act: "topics.filter", says: "topics.keys.filter", keys: ["f"] },
    ],
  },
  {
    title: "playbook.keys.title",
    acts: [
      { act: "playbook.next", says: "playbook.keys.next", keys: ["j", "ArrowDown"], isMove: true },
      { act: "playbook.previous", says: "playbook.keys.previous", keys: ["k", "ArrowUp"], isMove: true },
      { act: "playbook.search", says: "playbook.keys.search", keys: ["/"] },
      { act: "playbook.add", says: "playbook.keys.add", keys: ["n"] },
      { act: "playbook.edit", says: "playbook.keys.edit", keys: ["e"] },
      { act: "playbook.save", says: "playbook.keys.save", keys: ["Ctrl+S"] },
      { act: "playbook.approve", says: "playbook.keys.approve", keys: ["a"] },
      { act: "playbook.versions", says: "playbook.keys.versions", keys: ["v"] },
      { act: "playbook.remove", says: "playbook.keys.remove", keys: ["#"] },
      { act: "playbook.guidelines", says: "playbook.keys.guidelines", keys: ["w"] },
      { act: "playbook.files", says: "playbook.keys.files", keys: ["i"] },
      { act: "playbook.removed", says: "playbook.keys.removed", keys: ["b"] },
    ],
  },
  {
    title: "shift.keys.title",
    acts: [
      { act: "shift.openClose", says: "shift.keys.openClose", keys: ["Shift+S"] },
      { act: "shift.handover", says: "shift.keys.handover", keys: ["w"] },
      { act: "shift.export", says: "shift.keys.export", keys: ["x"] },
    ],
  },
  {
    title: "shift.keys.lines",
    on: "shift.keys.title",
    acts: [
      { act: "log.next", says: "shift.keys.next", keys: ["j"], isMove: true },
      { act: "log.previous", says: "shift.keys.previous", keys: ["k"], isMove: true },
      { act: "log.case", says: "shift.keys.case", keys: ["Enter", "o"] },
    ],
  },
  {
    title: "wall.keys.title",
    acts: [
      { act: "wall.next", says: "wall.keys.next", keys: ["ArrowRight", "Space"] },
      { act: "wall.previous", says: "wall.keys.previous", keys: ["ArrowLeft"] },
      { act: "wall.full", says: "wall.keys.full", keys: ["F11"] },
      { act: "wall.leave", says: "wall.keys.leave", keys: ["Escape"] },
    ],
  },
  {
    title: "lookUp.keys.title",
    acts: [
      { act: "lookUp.log", says: "lookUp.keys.log", keys: ["Ctrl+N", "Ctrl+Enter"] },
      { act: "lookUp.save", says: "lookUp.keys.save", keys: ["Ctrl+Enter"] },
    ],
  },
  {
    title: "byHand.keys.title",
    acts: [
      { act: "byHand.save", says: "byHand.save", keys: ["Ctrl+Enter"] },
      { act: "byHand.another", says: "byHand.another", keys: ["Ctrl+Shift+Enter"] },
      { act: "byHand.back", says: "case.keys.back", keys: ["Escape"] },
    ],
  },
  {
    title: "crmDesk.keys.title",
    acts: [
      { act: "crm.next", says: "crmDesk.keys.next", keys: ["j", "ArrowDown"], isMove: true },
      { act: "crm.previous", says: "crmDesk.keys.previous", keys: ["k", "ArrowUp"], isMove: true },
      { act: "crm.open", says: "crmDesk.keys.open", keys: ["Enter"] },
      { act: "crm.search", says: "crmDesk.keys.search", keys: ["/"] },
      { act: "crm.case", says: "crmDesk.keys.case", keys: ["o"] },
      { act: "crm.record", says: "crmDesk.keys.record", keys: ["v"] },
      { act: "crm.retry", says: "crmDesk.keys.retry", keys: ["r"] },
      { act: "crm.skip", says: "crmDesk.keys.skip", keys: ["s"] },
      { act: "crm.edit", says: "crmDesk.keys.edit", keys: ["e"] },
      { act: "crm.outbox", says: "crmDesk.keys.outbox", keys: ["1"] },
      { act: "crm.connections", says: "crmDesk.keys.connections", keys: ["2"] },
      { act: "crm.logged", says: "crmDesk.keys.logged", keys: ["3"] },
      { act: "crm.add", says: "crmDesk.keys.add", keys: ["n"] },
    ],
  },
  {
    title: "settings.keys.title",
    acts: [
      { act: "settings.search", says: "settings.keys.search", keys: ["/"] },
      { act: "settings.next", says: "settings.keys.next", keys: ["j"], isMove: true },
      { act: "settings.previous", says: "settings.keys.previous", keys: ["k"], isMove: true },
    ],
  },
  {
    title: "screen.welcome",
    acts: [{ act: "welcome.next", says: "welcome.next", keys: ["Ctrl+Enter"] }],
  },
];
