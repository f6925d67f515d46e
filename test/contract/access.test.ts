import { afterAll, beforeAll, expect, test } from "vitest";
import { methods } from "../../src-main/contract/methods.ts";
import type { MethodName } from "../../src-main/contract/methods.ts";
import { roles } from "../../src-main/contract/values.ts";
import type { Role } from "../../src-main/contract/values.ts";
import type { Call } from "../../src-main/engine/handlers.ts";
import { createDispatch } from "../../src-main/transport/dispatch.ts";
import { startTestDesk } from "../support/test-desk.ts";
import type { TestDesk } from "../support/test-desk.ts";

const names = Object.keys(methods) as MethodName[];

// Written out, and not read from the contract: who may do what is decided here a second time.
const everybodyLetIn = [
  "session.get",
  "session.signIn",
  "session.signOut",
  "kiosk.leave",
  "status.get",
  "workspace.leaveSample",
  "wallboard.snapshot",
];
const displays = ["session.get", "kiosk.leave", "status.get", "wallboard.snapshot"];
const exporting = [
  "exports.preview",
  "exports.start",
  "exports.get",
  "exports.cancel",
  "exports.readFile",
  "exports.publicKey",
];
const anyPerson = [
  "kpis.read",
  "kpis.rows",
  "reports.read",
  "people.list",
  "learning.explain",
  "learning.summary",
  "learning.lessons",
  "people.setPin",
  "presence.say",
  "presence.now",
  "claims.notices",
  "claims.seen",
  "departments.list",
  "departments.queues",
  "settings.get",
  "notices.list",
  "preferences.get",
  "preferences.save",
  "settings.dismissSetup",
  "sources.list",
  "sources.poll",
  "sources.fetches",
  "sources.settings",
  "sources.templates",
  "sources.wouldPurge",
  "watches.list",
  "watches.preview",
  "watches.versions",
  "watches.rematching",
  "rules.list",
  "rules.removed",
  "rules.versions",
  "rules.work",
  "topics.rising",
  "topics.shareOfVoice",
  "triage.page",
  "triage.counts",
  "triage.count",
  "triage.select",
  "triage.stored",
  "triage.snoozeTimes",
  "labels.list",
  "views.list",
  "macros.list",
  "mentions.list",
  "mentions.picture",
  "imports.list",
  "imports.get",
  "cases.get",
  "contacts.list",
  "contacts.get",
  "contacts.timeline",
  "contacts.duplicates",
  "contacts.previewMerge",
  "contacts.writtenBy",
  "contacts.countries",
  "contactImports.get",
  "contactImports.list",
  "cases.work",
  "privatePath.get",
  "privatePath.rate",
  "stories.copies",
  "playbook.list",
  "playbook.removed",
  "playbook.pick",
  "playbook.versions",
  "playbook.version",
  "playbook.figures",
  "playbook.export",
  "playbook.previewImport",
  "playbook.guidelines",
  "playbook.exportGuidelines",
  "lookUp.find",
  "lookUp.card",
  "lines.list",
  "accounts.list",
  "replies.queue",
  "replies.review",
  "policy.get",
  "policy.tryOut",
  "replies.earlier",
  "replies.meanwhile",
  "replies.check",
  "checks.get",
  "checks.versions",
  "checks.try",
  "crm.deliveries",
  "crm.delivery",
  "crm.logging",
  "crm.logged",
  "crm.logText",
  "shifts.list",
  "shifts.log",
  "shifts.summary",
  "shifts.rows",
  "shifts.handover",
  "shifts.verify",
  "promises.ofCase",
  "promises.list",
  "promises.suggest",
  "alarms.list",
  "alarms.show",
  "alarms.backtest",
];
const handling = [
  "crm.log",
  "crm.profile",
  "crm.readProfile",
  "crm.takeOver",
  "alarms.dismiss",
  "alarms.mute",
  "alarms.undo",
  "uploads.put",
  "mentions.log",
  "triage.setBucket",
  "triage.resolve",
  "triage.snooze",
  "triage.assign",
  "triage.setPriority",
  "triage.label",
  "views.save",
  "views.place",
  "views.remove",
  "views.restore",
  "macros.save",
  "macros.remove",
  "macros.restore",
  "macros.apply",
  "triage.correctSentiment",
  "triage.undo",
  "stories.split",
  "stories.join",
  "cases.open",
  "cases.reopen",
  "cases.note",
  "conversations.read",
  "conversations.looked",
  "privatePath.step",
  "cases.activity",
  "contacts.add",
  "contacts.save",
  "contacts.remove",
  "contacts.restore",
  "contacts.note",
  "contacts.removeNote",
  "contacts.merge",
  "contacts.unmerge",
  "contacts.tellApart",
  "replies.start",
  "replies.save",
  "replies.setAside",
  "replies.setLegal",
  "replies.comment",
  "replies.settleComment",
  "replies.setReach",
  "replies.submit",
  "replies.sign",
  "replies.unsign",
  "replies.cancel",
  "replies.handOver",
  "replies.prove",
  ...["setAccount", "setClosing", "takeBack", "tryNow", "accept"].map((name) => `publishing.${name}`),
];
/** The accounts with which the firm speaks. */
const connecting = ["signIn", "begin", "finish", "addManual", "rename", "setDefault", "test", "disconnect"].map(
  (name) => `accounts.${name}`,
);
/** What was learned, and what judges. */
const teaching = ["learning.forget", "learning.learn", "learning.use", "learning.rejudge", "learning.cancelRejudge"];
const approving = [
  "checks.save",
  "replies.approve",
  "replies.undoApproval",
  "replies.edit",
  "replies.return",
  "playbook.approveTemplate",
  "lines.approve",
];
/** Words that may be said. */
const proposing = [
  "lines.propose",
  "lines.withdraw",
  ...["make", "keep", "reopen", "withdraw"].map((name) => `promises.${name}`),
];
const running = [
  ...["list", "code", "rename", "setWall", "revoke", "networks"].map((name) => `displays.${name}`),
  "labels.change",
  "labels.remove",
  "labels.undo",
  "imports.preview",
  "imports.run",
  "imports.cancel",
  "contacts.export",
  "contactImports.preview",
  "contactImports.run",
  "contactImports.cancel",
  "contactImports.undo",
  "workspace.openSample",
  "settings.save",
  "holidays.read",
  "sources.discover",
  "sources.previewOpml",
  "sources.checkOpml",
  "sources.importOpml",
  "sources.undoOpml",
  "sources.exportOpml",
  "sources.add",
  "sources.addAccount",
  "sources.update",
  "sources.remove",
  "rules.preview",
  "rules.wouldUndo",
  "rules.save",
  "rules.place",
  "rules.switch",
  "rules.remove",
  "rules.restore",
  "rules.apply",
  "rules.undo",
  "rules.cancel",
];
const owning = [
  "displays.setNetwork",
  "policy.save",
  "checks.save",
  "departments.save",
  "departments.remove",
  "people.add",
  "people.update",
  "people.remove",
  "crm.saveTarget",
  "crm.saveLogging",
  "crm.setFirstLook",
  "crm.removeTarget",
  "crm.testTarget",
];

const scripting = ["save", "bringBack", "remove", "restore", "import", "undoImport"].map((name) => `playbook.${name}`);

const reporting = ["save", "remove", "restore", "runNow"].map((name) => `savedReports.${name}`);

const mayDo: Readonly<Record<Role, readonly string[]>> = {
  display: [],
  agent: [...anyPerson, ...handling, ...proposing],
  legal: [...anyPerson, ...handling, ...proposing, ...approving],
  corpcomm: [
    ...exporting,
    "savedReports.list",
    ...connecting,
    ...teaching,
    ...anyPerson,
    ...handling,
    ...approving,
    ...proposing,
    ...scripting,
    "policy.save",
    "playbook.saveGuidelines",
    "watches.save",
    "watches.remove",
    "watches.rematch",
    "watches.cancelRematch",
    "crm.targets",
    "crm.firstLook",
    "crm.confirmFirstLook",
    "crm.preview",
    "crm.retry",
    "crm.retryAll",
    "crm.editDelivery",
  ],
  lead: [
    ...reporting,
    "savedReports.list",
    ...teaching,
    ...proposing,
    ...[
      ...anyPerson,
      ...handling,
      ...running,
      ...scripting,
      "watches.save",
      "watches.remove",
      "watches.rematch",
      "watches.cancelRematch",
      "crm.targets",
      "crm.firstLook",
      "crm.confirmFirstLook",
      "contacts.previewErase",
      "contacts.erase",
      "crm.preview",
      "crm.retry",
      "crm.retryAll",
      "crm.editDelivery",
      "crm.skip",
    ],
    ...["shifts.open", "shifts.write", "shifts.close", "shifts.takeOver"],
    ...exporting,
  ],
  admin: [
    ...reporting,
    "savedReports.list",
    ...connecting,
    ...teaching,
    ...[
      ...anyPerson,
      ...handling,
      ...running,
      ...owning,
      ...scripting,
      "playbook.saveGuidelines",
      "watches.save",
      "watches.remove",
      "watches.rematch",
      "watches.cancelRematch",
      "crm.targets",
      "crm.firstLook",
      "crm.confirmFirstLook",
      "contacts.previewErase",
      "contacts.erase",
      "crm.preview",
    ],
    ...["crm.retry", "crm.retryAll", "crm.editDelivery", "crm.skip"],
    ...exporting,
  ],
};

const commandLine = [
  ...[
    "sources.list",
    "sources.add",
    "sources.poll",
    "sources.previewOpml",
    "sources.checkOpml",
    "sources.importOpml",
    "sources.exportOpml",
    "watches.list",
    "watches.save",
    "mentions.list",
    "settings.get",
    "status.get",
  ],
  ...["shifts.list", "shifts.log", "kpis.read"],
  ...exporting,
  ...["uploads.put", "imports.preview", "imports.run", "imports.get"],
  ...["displays.list", "displays.revoke", "displays.networks", "displays.setNetwork"],
];

type Who = "nobody" | "display" | "unsigned" | "command line" | `role ${Role}`;
const everyone: readonly Who[] = [
  "nobody",
  "display",
  "unsigned",
  "command line",
  ...roles.map((role) => `role ${role}` as const),
];

/** The refusal of the door, or null where the call goes in. */
function expected(who: Who, name: string): string | null {
  if (who === "nobody") return "not-paired";
  if (who === "display") return displays.includes(name) ? null : "not-allowed";
  if (who === "command line") return commandLine.includes(name) ? null : "not-allowed";
  if (everybodyLetIn.includes(name)) return null;
  if (who === "unsigned") return "sign-in-first";
  return mayDo[who.slice("role ".length) as Role].includes(name) ? null : "not-allowed";
}

let desk: TestDesk;
const calls = new Map<Who, Call | null>();
beforeAll(async () => {
  desk = await startTestDesk({ firstPerson: null });
  const unsigned: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "engine" } };
  calls.set("nobody", null);
  calls.set("unsigned", unsigned);
  calls.set("display", { ...unsigned, device: "display" });
  calls.set("command line", { ...unsigned, actor: { kind: "cli" } });
  for (const role of roles) calls.set(`role ${role}`, await desk.parts.addPerson(`A ${role}`, role));
});
afterAll(() => desk.close());

test.each(everyone.flatMap((who) => names.map((name) => [who, name] as const)))("%s, %s", async (who, name) => {
  // No method takes a number for its input: whoever gets past the door is told so, and nothing is done.
  const answer = await desk.dispatch({ method: name, input: 1 }, calls.get(who) ?? null);
  const refusal = expected(who, name);
  expect(answer).toMatchObject({ error: { code: refusal ?? "bad-input" } });
});

test("every method is in the table of this test", () => {
  const known = new Set([...everybodyLetIn, ...Object.values(mayDo).flat()]);
  expect(names.filter((name) => !known.has(name))).toEqual([]);
});

test("the command line can never approve, nor decide about a case or a reply", () => {
  expect(commandLine.filter((name) => /^(replies|triage|stories|cases|people|playbook)\./.test(name))).toEqual([]);
});

test("an answer of another shape than the contract's is an error where that is checked", async () => {
  const handlers = { "playbook.list": () => Promise.resolve([{ id: 7 }]) } as never;
  const dispatch = createDispatch({ ...desk.parts, handlers, storageRefusal: (cause) => cause, checkOutputs: true });
  const answer = await dispatch({ method: "playbook.list", input: {} }, calls.get("role lead") ?? null);
  expect(answer).toMatchObject({
    error: { code: "internal", params: { id: expect.stringMatching(/^[0-9A-Z]{26}$/) } },
  });
});

test("what broke inside reaches the caller as an id alone, and the log with its cause", async () => {
  const handlers = { "playbook.list": () => Promise.reject(new Error("row of Hettie Moss")) } as never;
  const dispatch = createDispatch({ ...desk.parts, handlers, storageRefusal: (cause) => cause, checkOutputs: true });
  const answer = await dispatch({ method: "playbook.list", input: {} }, calls.get("role lead") ?? null);
  expect(JSON.stringify(answer)).not.toContain("Hettie");
  expect(desk.parts.logged.at(-1)).toMatchObject({
    level: "error",
    event: "call.failed",
    fields: { method: "playbook.list" },
  });
});
