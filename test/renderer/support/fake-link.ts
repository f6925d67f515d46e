import { act } from "react";
import {
  EngineError,
  type EngineLink,
  type Input,
  type LinkState,
  type MethodName,
  type Output,
} from "../../../src-renderer/lib/engine.ts";
import { createListeners, createState } from "../../../src-renderer/lib/listeners.ts";

type Handlers = { [Name in MethodName]?: (input: Input<Name>) => Output<Name> };

/** An engine behind the link's interface: answers from a table of methods, remembers what it was asked. */
export function createFakeLink(handlers: Handlers) {
  const state = createState<LinkState>("connected");
  const changes = createListeners<Parameters<Parameters<EngineLink["onChange"]>[0]>[0]>();
  const calls: { name: MethodName; input: Record<string, unknown> }[] = [];
  const link: EngineLink = {
    async call(name, input) {
      calls.push({ name, input: input as Record<string, unknown> });
      const handler = handlers[name] as ((input: unknown) => unknown) | undefined;
      if (state.get() === "lost") throw new EngineError("engine-gone");
      if (!handler) throw new EngineError("unknown-method", { name });
      return handler(input) as never;
    },
    onChange: changes.add,
    onState: state.add,
  };
  return {
    link,
    calls,
    /** What was sent by a method, without the ids that the page makes. */
    sent: (name: MethodName) =>
      calls.filter((call) => call.name === name).map(({ input: { commandId: _, ...input } }) => input),
    change: (told: Parameters<typeof changes.tell>[0]) => act(() => changes.tell(told)),
    setState: (next: LinkState) => act(() => state.set(next)),
    handlers,
  };
}
export type FakeLink = ReturnType<typeof createFakeLink>;
