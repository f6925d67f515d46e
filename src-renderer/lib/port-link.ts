import type { RefusalBody } from "../../src-main/contract/refusal.ts";
import {
  EngineError,
  type Change,
  type EngineLink,
  type Input,
  type LinkState,
  type MethodName,
  type Output,
} from "./engine.ts";
import { createListeners, createState } from "./listeners.ts";
import { createOpenCalls, type Reply } from "./open-calls.ts";

type Heard = Reply | { change: Change };

type PortParts = {
  /** Asks the shell for a port; it comes by `receive`. */
  askForPort: () => void;
  /** Hands over each port that comes. */
  receivePorts: (receive: (port: MessagePort) => void) => void;
  /** Hands over each reason why there is no engine to give a port of. */
  receiveRefusals?: (receive: (refusal: RefusalBody["error"]) => void) => void;
  /** Asks the shell to start an engine that refused. */
  startEngine?: () => void;
  retryMs?: number;
};

/** The engine behind a MessagePort that the shell hands over. A closed port fails its open calls and asks for another. */
export function createPortLink(parts: PortParts = windowParts()): EngineLink {
  const { askForPort, receivePorts, receiveRefusals, startEngine, retryMs = 1000 } = parts;
  const state = createState<LinkState>("connecting");
  const changes = createListeners<Pick<Change, "topics"> | "everything">();
  const calls = createOpenCalls();
  let port: MessagePort | null = null;
  let asking: ReturnType<typeof setTimeout> | undefined;
  let refused: EngineError | null = null;

  function lose(closed: MessagePort): void {
    if (closed !== port) return;
    port = null;
    state.set("lost");
    calls.fail(new EngineError("engine-gone"));
    ask();
  }

  function ask(): void {
    clearTimeout(asking);
    if (port) return;
    askForPort();
    asking = setTimeout(ask, retryMs);
  }

  function take(next: MessagePort): void {
    port?.close();
    port = next;
    next.onmessage = (event: MessageEvent<Heard>) => hear(event.data);
    next.addEventListener("close", () => lose(next));
    next.start();
    refused = null;
    state.set("connected");
    changes.tell("everything");
    calls.sendWaiting(next);
  }

  function hear(heard: Heard): void {
    if ("change" in heard) changes.tell({ topics: heard.change.topics });
    else calls.settle(heard);
  }

  function hearRefusal({ code, params }: RefusalBody["error"]): void {
    // A desk that was open stays on the screen while its engine is started again.
    if (port || (code === "engine-gone" && state.get() === "lost")) return;
    refused = new EngineError(code, params);
    state.set("refused");
  }

  function tryAgain(): void {
    refused = null;
    state.set("connecting");
    startEngine?.();
  }

  function call<Name extends MethodName>(name: Name, input: Input<Name>): Promise<Output<Name>> {
    if (state.get() === "lost") return Promise.reject(new EngineError("engine-gone"));
    return calls.send(port, { method: name, input }) as Promise<Output<Name>>;
  }

  receivePorts(take);
  receiveRefusals?.(hearRefusal);
  ask();
  return {
    call,
    onChange: changes.add,
    onState: state.add,
    refusedStart: () => refused && { reason: refused, tryAgain },
  };
}

/** The shell's preload listens for our words and answers here; all of it stays in our own origin. */
function windowParts(): PortParts {
  const say = (word: string) => () => window.postMessage(word, location.origin);
  const hear = (listener: (event: MessageEvent<unknown>) => void) =>
    window.addEventListener("message", (event) => {
      if (event.source === window && event.origin === location.origin) listener(event);
    });
  return {
    askForPort: say("engine-hello"),
    startEngine: say("engine-start"),
    receivePorts: (receive) => hear(({ data, ports: [port] }) => data === "engine-port" && port && receive(port)),
    receiveRefusals: (receive) => hear(({ data }) => isRefusal(data) && receive(data.engineRefused)),
  };
}

function isRefusal(data: unknown): data is { engineRefused: RefusalBody["error"] } {
  return typeof data === "object" && data !== null && "engineRefused" in data;
}
