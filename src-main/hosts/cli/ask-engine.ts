import { Refusal } from "../../contract/refusal.ts";
import type { Input, MethodName, Output } from "../../contract/methods.ts";
import { answerControl } from "../answer-control.ts";
import type { Hello } from "../answer-control.ts";
import { askControl } from "../control.ts";
import type { ControlAnswer, ControlRequest } from "../control.ts";
import { openDataFolder } from "../data-folder.ts";
import { openDesk } from "../desk.ts";
import { clock, ids } from "../open-workspace.ts";
import { sampleKit } from "../sample-kit.ts";

/** Which desk a command is about. */
export type Place = { readonly dataDir: string | undefined; readonly workspace: string | undefined };

/** Asks the engine that runs on this data folder, or opens the workspace for this one question. Throws refusals. */
export async function askEngine(place: Place, request: ControlRequest): Promise<unknown> {
  const dataFolder = openDataFolder(place.dataDir);
  const answer = (await askRunning(dataFolder, place, request)) ?? (await askAlone(dataFolder, place, request));
  if ("error" in answer) throw new Refusal(answer.error.code, answer.error.params);
  return answer.result;
}

async function askRunning(dataFolder: string, place: Place, request: ControlRequest): Promise<ControlAnswer | null> {
  if (place.workspace !== undefined) {
    const answer = await askControl(dataFolder, { ask: "hello" });
    if (!answer || "error" in answer || (answer.result as Hello).workspace !== place.workspace) return null;
  }
  return askControl(dataFolder, request);
}

async function askAlone(dataFolder: string, place: Place, request: ControlRequest): Promise<ControlAnswer> {
  const desk = await openDesk({ dataFolder, workspace: place.workspace, holder: "cli", runLoops: false, sampleKit });
  try {
    return await answerControl(desk, request);
  } finally {
    await desk.close();
  }
}

/** Calls one method of the contract. */
export async function callEngine<Name extends MethodName>(
  place: Place,
  method: Name,
  input: Input<Name>,
): Promise<Output<Name>> {
  // What comes back was made by the handler of this very method.
  return (await askEngine(place, { ask: "call", method, input })) as Output<Name>;
}

export function newCommandId(): string {
  return ids.ulid(clock.now());
}
