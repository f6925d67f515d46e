import type { ToEngine } from "../../contract/desktop.ts";
import type { Channel } from "../../transport/message-port.ts";
import type { ParentLine } from "./parent-line.ts";

type Line = { hear: (message: unknown) => void; end: () => void };

/** Test builds only: a plain Node child cannot take ports, so the shell passes on what goes through each line. */
export function lineToParentProcess(): ParentLine {
  const lines = new Map<number, Line>();
  // A message to a shell that ends just then is lost; the disconnect that follows says all there is to say.
  const send: ParentLine["send"] = (message) =>
    void (process.connected && process.send?.(message, undefined, undefined, () => {}));
  let serveChannel: (channel: Channel, isWall: boolean) => void = () => {};

  function open(line: number, isWall: boolean): void {
    const made: Line = { hear: () => {}, end: () => {} };
    lines.set(line, made);
    serveChannel(
      {
        send: (message) => send({ type: "line", line, message }),
        onMessage: (listener) => (made.hear = listener),
        onClose: (listener) => (made.end = listener),
      },
      isWall,
    );
  }

  process.on("message", (message: ToEngine) => {
    if (message.type === "line-opened") open(message.line, message.isWall);
    if (message.type === "line") lines.get(message.line)?.hear(message.message);
    if (message.type !== "line-closed") return;
    lines.get(message.line)?.end();
    lines.delete(message.line);
  });
  return {
    send,
    onChannel: (serve) => (serveChannel = serve),
    onPower: (hear) => process.on("message", (message: ToEngine) => message.type === "power" && hear(message.event)),
    onClose: (close) => {
      process.on("message", ({ type }: ToEngine) => type === "close" && close());
      process.on("disconnect", close);
    },
  };
}
