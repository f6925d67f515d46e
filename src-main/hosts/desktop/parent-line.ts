import type { FromEngine, PowerEvent, ToEngine } from "../../contract/desktop.ts";
import { portChannel } from "../../transport/message-port.ts";
import type { Channel, PortLike } from "../../transport/message-port.ts";

/** The line to the shell that started this process. */
export type ParentLine = {
  readonly send: (message: FromEngine) => void;
  /** Each page's line as it comes, and whether a wall on a monitor is at its end. */
  readonly onChannel: (serve: (channel: Channel, isWall: boolean) => void) => void;
  /** What happens to the computer. */
  readonly onPower: (hear: (event: PowerEvent) => void) => void;
  /** The shell asks to close, or is gone. */
  readonly onClose: (close: () => void) => void;
};

/** What Electron gives a utility process; its messages come wrapped, with the ports they carry. */
export type ParentPort = {
  postMessage(message: FromEngine): void;
  on(
    event: "message",
    listener: (event: { readonly data: ToEngine; readonly ports: readonly StartedPort[] }) => void,
  ): unknown;
};
type StartedPort = PortLike & { start(): void };

export function lineToElectron(parent: ParentPort): ParentLine {
  return {
    send: (message) => parent.postMessage(message),
    onChannel: (serve) =>
      parent.on("message", ({ data, ports: [port] }) => {
        if (data.type !== "port" || !port) return;
        serve(
          portChannel(port, (event) => (event as { readonly data: unknown }).data),
          data.isWall,
        );
        port.start();
      }),
    onPower: (hear) => parent.on("message", ({ data }) => data.type === "power" && hear(data.event)),
    onClose: (close) => parent.on("message", ({ data }) => data.type === "close" && close()),
  };
}
