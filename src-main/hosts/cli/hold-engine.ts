import { Refusal } from "../../contract/refusal.ts";
import type { Input, MethodName, Output } from "../../contract/methods.ts";
import { answerControl } from "../answer-control.ts";
import type { Hello } from "../answer-control.ts";
import { askControl } from "../control.ts";
import type { ControlAnswer, ControlRequest } from "../control.ts";
import { openDataFolder } from "../data-folder.ts";
import { openDesk } from "../desk.ts";
import { sampleKit } from "../sample-kit.ts";
import type { Place } from "./ask-engine.ts";

export type CallHeld = <Name extends MethodName>(method: Name, input: Input<Name>) => Promise<Output<Name>>;

/** Several questions to one engine: the running one, else a workspace that stays open until the work is done. */
export async function holdEngine<Result>(place: Place, work: (call: CallHeld) => Promise<Result>): Promise<Result> {
  const dataFolder = openDataFolder(place.dataDir);
  const hello = await askControl(dataFolder, { ask: "hello" });
  const isOurs =
    hello !== null &&
    (place.workspace === undefined || ("result" in hello && (hello.result as Hello).workspace === place.workspace));
  if (isOurs) return work(callBy(async (request) => (await askControl(dataFolder, request)) ?? gone));
  const desk = await openDesk({ dataFolder, workspace: place.workspace, holder: "cli", runLoops: false, sampleKit });
  try {
    return await work(callBy((request) => answerControl(desk, request)));
  } finally {
    await desk.close();
  }
}

const gone: ControlAnswer = { error: { code: "engine-gone", params: {} } };

function callBy(ask: (request: ControlRequest) => Promise<ControlAnswer>): CallHeld {
  return async <Name extends MethodName>(method: Name, input: Input<Name>) => {
    const answer = await ask({ ask: "call", method, input });
    if ("error" in answer) throw new Refusal(answer.error.code, answer.error.params);
    // What comes back was made by the handler of this very method.
    return answer.result as Output<Name>;
  };
}
