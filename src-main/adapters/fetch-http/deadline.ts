import { HttpFault } from "./fault.ts";

export interface Deadline {
  readonly signal: AbortSignal;
  /** The fault when time is up or the caller gave up; null while neither is so. */
  fault(): HttpFault | null;
  /** Waits for something that cannot be aborted, such as a name look-up, but no longer than the deadline. */
  race<T>(work: Promise<T>): Promise<T>;
  end(): void;
}

/** One limit for a whole request with all its redirects. */
export function startDeadline(timeoutMs: number, caller: AbortSignal | undefined): Deadline {
  const timer = new AbortController();
  const handle = setTimeout(() => timer.abort(), timeoutMs);
  const signal = caller ? AbortSignal.any([timer.signal, caller]) : timer.signal;
  const fault = () => {
    if (timer.signal.aborted)
      return new HttpFault({ code: "timed-out", params: { seconds: Math.round(timeoutMs / 1000) } });
    return caller?.aborted ? new HttpFault({ code: "cancelled" }) : null;
  };
  const race = async <T>(work: Promise<T>) => {
    const over = Promise.withResolvers<never>();
    const onAbort = () => over.reject(fault());
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort);
    try {
      return await Promise.race([work, over.promise]);
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  };
  return { signal, fault, race, end: () => clearTimeout(handle) };
}
