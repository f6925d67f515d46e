import type { Change } from "../../src-main/contract/changes.ts";
import type { Input, MethodName, Methods, Output } from "../../src-main/contract/methods.ts";
import type { RefusalCode, RefusalParams } from "../../src-main/contract/refusal.ts";

export type { Change, Input, MethodName, Output };

/** The methods that only read: what a screen may hold and ask again. */
export type ReadName = { [Name in MethodName]: Methods[Name]["kind"] extends "read" ? Name : never }[MethodName];
/** The methods that change something. */
export type WriteName = Exclude<MethodName, ReadName>;

/** `not-paired` is the browser that the desk has not let in yet; `refused` is an engine that does not open its workspace. */
export type LinkState = "connecting" | "connected" | "lost" | "not-paired" | "refused";

export type Entrance = { admits: "everyone" | "displays"; wasRevoked: boolean };

/** The one way from the page to the engine, whatever carries it. */
export type EngineLink = {
  /** Rejects with EngineError: a refusal of the engine, or `engine-gone` when no answer can come. */
  call<Name extends MethodName>(name: Name, input: Input<Name>): Promise<Output<Name>>;
  /** Tells what went out of date. Without topics: anything may have (after a gap). Returns the way to stop. */
  onChange(listener: (change: Pick<Change, "topics"> | "everything") => void): () => void;
  /** Tells the present state at once and then each new one. Returns the way to stop. */
  onState(listener: (state: LinkState) => void): () => void;
  /** Lets this browser in with the code that the desk shows; absent where no code is needed. */
  pair?(code: string): Promise<void>;
  /** While the state is `not-paired`: whether only displays come in here, and whether this browser was let in once. */
  entrance?(): Entrance;
  /** Tells once that the desk has a newer page than this one; absent where the page comes with its engine. */
  onNewPage?(listener: () => void): () => void;
  /** Why the state is `refused`, and the way to let the engine try once more; absent where the page cannot start it. */
  refusedStart?(): { readonly reason: EngineError; readonly tryAgain: () => void } | null;
};

/** A "no" that carries its words as a code of the catalogue (`refusal.<code>`) with parameters. */
export class EngineError extends Error {
  readonly code: RefusalCode;
  readonly params: RefusalParams;
  constructor(code: RefusalCode, params: RefusalParams = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = "EngineError";
    this.code = code;
    this.params = params;
  }
}

/** The reason of any failure: a bug on the page counts as `internal`. */
export function reasonOf(error: unknown): EngineError {
  return error instanceof EngineError ? error : new EngineError("internal", {}, { cause: error });
}
