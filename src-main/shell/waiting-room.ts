import type { MessagePortMain } from "electron";
import type { RefusedStart } from "../contract/desktop.ts";

/** A page that wants a line to the engine. */
export type WaitingPage = {
  readonly id: number;
  /** A wall on a monitor of its own: nobody sits at it. */
  readonly isWall: boolean;
  readonly takeLine: (line: MessagePortMain) => void;
  readonly hearRefusal: (refusal: RefusedStart) => void;
};

/** The pages that have no line yet, and the reason why there is no engine to give one: who comes later hears it too. */
export function createWaitingRoom() {
  const waiting = new Map<number, WaitingPage>();
  let refusal: RefusedStart | null = null;
  return {
    enter(page: WaitingPage): void {
      waiting.set(page.id, page);
      if (refusal) page.hearRefusal(refusal);
    },
    leave(pageId: number): void {
      waiting.delete(pageId);
    },
    refuse(reason: RefusedStart): void {
      refusal = reason;
      for (const page of waiting.values()) page.hearRefusal(reason);
    },
    forgetRefusal(): void {
      refusal = null;
    },
    letIn(openLine: (isWall: boolean) => MessagePortMain): void {
      refusal = null;
      for (const page of waiting.values()) page.takeLine(openLine(page.isWall));
      waiting.clear();
    },
  };
}
