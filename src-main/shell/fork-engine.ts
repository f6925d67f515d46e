import { MessageChannelMain, utilityProcess } from "electron";
import type { FromEngine, ToEngine } from "../contract/desktop.ts";
import type { EngineProcess, ForkEngine } from "./engine-process.ts";
import { youngObjects } from "./young-objects.ts";

/** Starts the engine in a process of its own inside Electron; each page gets a port straight to it. */
export function createForkEngine(entry: string, words: readonly string[]): ForkEngine {
  return ({ onMessage, onExit }): EngineProcess => {
    const child = utilityProcess.fork(entry, [...words], {
      serviceName: "Watchroom engine",
      stdio: "inherit",
      // Chromium hands its switches on to V8 before the engine's process begins.
      execArgv: [`--js-flags=${youngObjects}`],
    });
    const send = (message: ToEngine, ports: Electron.MessagePortMain[] = []) => child.postMessage(message, ports);
    child.on("message", (message: FromEngine) => onMessage(message));
    child.once("exit", onExit);
    return {
      openLine: (isWall) => {
        const { port1, port2 } = new MessageChannelMain();
        send({ type: "port", isWall }, [port1]);
        return port2;
      },
      tellPower: (event) => send({ type: "power", event }),
      close: () => send({ type: "close" }),
      kill: () => void child.kill(),
    };
  };
}
