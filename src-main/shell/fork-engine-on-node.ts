import { fork } from "node:child_process";
import { MessageChannelMain } from "electron";
import type { MessagePortMain } from "electron";
import type { FromEngine, ToEngine } from "../contract/desktop.ts";
import type { EngineProcess, ForkEngine } from "./engine-process.ts";
import { youngObjects } from "./young-objects.ts";

type Program = { readonly node: string; readonly entry: string; readonly words: readonly string[] };

/**
 * Test builds only: the engine on a Node of its own, because the older Electron of the tests embeds one on which the
 * database does not load. Such a process cannot take a MessagePort, so the shell passes each line's messages on.
 */
export function createForkEngineOnNode({ node, entry, words }: Program): ForkEngine {
  return ({ onMessage, onExit }): EngineProcess => {
    const child = fork(entry, words, { execPath: node, execArgv: [youngObjects], serialization: "advanced" });
    const lines = new Map<number, MessagePortMain>();
    let lastLine = 0;
    // A message to an engine that ends just then is lost; its exit says all there is to say.
    const send = (message: ToEngine) => void (child.connected && child.send(message, () => {}));
    child.on("message", (message: FromEngine) => {
      if (message.type === "line") lines.get(message.line)?.postMessage(message.message);
      else onMessage(message);
    });
    child.once("exit", () => {
      for (const port of lines.values()) port.close();
      onExit();
    });
    return {
      openLine: (isWall) => {
        const { port1, port2 } = new MessageChannelMain();
        const line = (lastLine += 1);
        lines.set(line, port1);
        send({ type: "line-opened", line, isWall });
        port1.on("message", ({ data }) => send({ type: "line", line, message: data }));
        port1.on("close", () => {
          lines.delete(line);
          send({ type: "line-closed", line });
        });
        port1.start();
        return port2;
      },
      tellPower: (event) => send({ type: "power", event }),
      close: () => send({ type: "close" }),
      kill: () => void child.kill("SIGKILL"),
    };
  };
}
