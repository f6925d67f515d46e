import type { MethodName, Parsed } from "../../contract/methods.ts";
import type { Script } from "../../contract/methods/playbook.ts";
import { Refusal } from "../../contract/refusal.ts";
import { runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { figuresOfScripts } from "../store/script-figures.ts";
import { removedScripts, versionsOfScript } from "../store/script-history.ts";
import { findScriptVersion, listScripts } from "../store/script.ts";
import { exportGuidelines, saveGuidelines, showGuidelines } from "./guidelines.ts";
import { exportPlaybook, importPlaybook, previewImport } from "./import-playbook.ts";
import { createScriptPicker } from "./pick-scripts.ts";
import { undoImport } from "./undo-import.ts";
import { approveTemplate, bringBackScript, removeScript, restoreScript, saveScript } from "./save-script.ts";

type PlaybookMethod = Extract<MethodName, `playbook.${string}`>;

/** Scripts with their versions, figures and template approvals, and the guidelines for our own people. */
export function createPlaybook(parts: Parts): Handlers<PlaybookMethod> {
  const { read } = parts.store;
  const act = <Name extends PlaybookMethod, Result>(
    method: Name,
    { commandId }: { readonly commandId: string },
    call: Call,
    work: (act: Act) => Promise<Result>,
  ) => runCommand(parts, { call, method, commandId, topics: ["playbook"] }, work);
  return {
    ...readers(parts),
    "playbook.save": async (input, call) =>
      readScript(parts, await act("playbook.save", input, call, (each) => saveScript(each, input, call.person))),
    "playbook.bringBack": async (input, call) => {
      await act("playbook.bringBack", input, call, (each) => done(bringBackScript(each, input, call.person)));
      return readScript(parts, input.id);
    },
    "playbook.remove": async (input, call) => {
      await act("playbook.remove", input, call, (each) => done(removeScript(each, input)));
      return { id: input.id };
    },
    "playbook.restore": async (input, call) => {
      await act("playbook.restore", input, call, (each) => done(restoreScript(each, input)));
      return readScript(parts, input.id);
    },
    "playbook.approveTemplate": async (input, call) => {
      await act("playbook.approveTemplate", input, call, (each) => done(approveTemplate(each, input, call.person)));
      return readScript(parts, input.id);
    },
    "playbook.import": (input, call) =>
      act("playbook.import", input, call, (each) => importPlaybook(each, input, call.person)),
    "playbook.undoImport": (input, call) =>
      act("playbook.undoImport", input, call, (each) => undoImport(each, input, call.person)),
    "playbook.saveGuidelines": async (input, call) => {
      await act("playbook.saveGuidelines", input, call, (each) => saveGuidelines(each, input, call.person));
      return showGuidelines(read);
    },
  };
}

type Reader = Extract<
  PlaybookMethod,
  | ("playbook.list" | "playbook.removed" | "playbook.pick" | "playbook.versions" | "playbook.version")
  | ("playbook.figures" | "playbook.export" | "playbook.previewImport")
  | ("playbook.guidelines" | "playbook.exportGuidelines")
>;

function readers(parts: Parts): Handlers<Reader> {
  const { read } = parts.store;
  return {
    "playbook.list": async () => [...(await listScripts(read))],
    "playbook.removed": async () =>
      (await removedScripts(read)).map(({ id, version, content, removedAt }) => ({
        ...{ id, version, name: content.name, removedAt },
      })),
    "playbook.pick": createScriptPicker(parts),
    "playbook.versions": async ({ id }) => {
      const versions = await versionsOfScript(read, id);
      if (versions.length === 0) throw new Refusal("not-found", { what: "script" });
      return [...versions];
    },
    "playbook.version": (input) => readVersion(parts, input),
    "playbook.figures": async () => [...(await figuresOfScripts(read))],
    "playbook.export": (input) => exportPlaybook(read, input),
    "playbook.previewImport": (input) => previewImport(read, input),
    "playbook.guidelines": ({ version }) => showGuidelines(read, version),
    "playbook.exportGuidelines": (input) => exportGuidelines(read, input),
  };
}

async function readScript({ store }: Parts, id: string): Promise<Script> {
  const script = (await listScripts(store.read)).find((one) => one.id === id);
  if (!script) throw new Refusal("not-found", { what: "script" });
  return script;
}

async function readVersion({ store }: Parts, input: Parsed<"playbook.version">) {
  const found = await findScriptVersion(store.read, input);
  if (!found) throw new Refusal("not-found", { what: "script" });
  return found.content;
}

/** What a command keeps as its answer when there is nothing to say. */
async function done(work: Promise<void>): Promise<Record<string, never>> {
  await work;
  return {};
}
