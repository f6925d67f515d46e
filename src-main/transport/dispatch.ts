import type { z } from "zod";
import { methods } from "../contract/methods.ts";
import type { MethodName } from "../contract/methods.ts";
import { Refusal } from "../contract/refusal.ts";
import type { RefusalBody } from "../contract/refusal.ts";
import type { Call, Handlers } from "../engine/handlers.ts";
import type { Parts } from "../engine/parts.ts";
import { refuseAccess } from "./access.ts";

export type Request = { readonly method: unknown; readonly input: unknown };
export type Answer = { readonly result: unknown } | RefusalBody;
export type Dispatch = (request: Request, call: Call | null) => Promise<Answer>;

export type DispatchParts = Pick<Parts, "clock" | "ids" | "log"> & {
  readonly handlers: Handlers;
  /** Turns what the disk said into a refusal; anything else comes back as it is. */
  readonly storageRefusal: (cause: unknown) => unknown;
  /** Tests and development: an answer of another shape than the contract's is an error. */
  readonly checkOutputs: boolean;
};

/**
 * The one door between outside and engine, the same for every transport: is the caller let in, is there such a
 * method, may they, is the input what the contract says. Never rejects: what goes wrong is an answer.
 */
export function createDispatch(parts: DispatchParts): Dispatch {
  return async (request, call) => {
    try {
      return { result: await handle(parts, request, call) };
    } catch (cause) {
      return { error: errorOf(parts, request, cause) };
    }
  };
}

async function handle(parts: DispatchParts, request: Request, call: Call | null): Promise<unknown> {
  if (!call) throw new Refusal("not-paired");
  const { method } = request;
  if (!isMethod(method)) throw new Refusal("unknown-method");
  const refusal = refuseAccess(method, call);
  if (refusal) throw refusal;
  const input = methods[method].input.safeParse(request.input);
  if (!input.success) throw badInput(input.error);
  // The table ties each name to its input and output; here the name is known only at run time.
  const handler = parts.handlers[method] as (input: unknown, call: Call) => Promise<unknown>;
  const result = await handler(input.data, call);
  if (parts.checkOutputs) methods[method].output.parse(result);
  return result;
}

function isMethod(method: unknown): method is MethodName {
  return typeof method === "string" && Object.hasOwn(methods, method);
}

function badInput(error: z.ZodError): Refusal {
  const [issue] = error.issues;
  return new Refusal("bad-input", { path: issue?.path.map(String).join(".") ?? "", what: issue?.code ?? "invalid" });
}

function errorOf(
  { storageRefusal, log, clock, ids }: DispatchParts,
  { method }: Request,
  cause: unknown,
): RefusalBody["error"] {
  const refusal = storageRefusal(cause);
  if (refusal instanceof Refusal) return { code: refusal.code, params: { ...refusal.params } };
  // The id is all that leaves: what the error says may hold words of a customer.
  const id = ids.ulid(clock.now());
  const name = isMethod(method) ? method : "";
  log.error("call.failed", {
    id,
    method: name,
    error: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
  });
  return { code: "internal", params: { id } };
}
