import type { HttpFailureCode } from "../../ports/http.ts";

export interface FaultParts {
  readonly code: HttpFailureCode;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly httpStatus?: number;
  readonly retryAfterMs?: number | null;
}

/** Carries a failure from deep inside one request up to where it becomes a value. Never leaves this folder. */
export class HttpFault extends Error {
  readonly parts: FaultParts;
  constructor(parts: FaultParts, options?: ErrorOptions) {
    super(parts.code, options);
    this.name = "HttpFault";
    this.parts = parts;
  }
}
