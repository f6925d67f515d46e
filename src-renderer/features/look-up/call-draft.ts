/** What is typed of a call while it goes on. */
export type CallWords = { readonly text: string; readonly isDealtWith: boolean; readonly dealtWith: string };

const empty: CallWords = { text: "", isDealtWith: false, dealtWith: "" };
const storedAs = (personId: string) => `watchroom.call.${personId}`;

/** The words survive a closed look-up and a reload, on this computer and for this person. */
export function readCall(personId: string): CallWords {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storedAs(personId)) ?? "{}");
    return isCall(kept) ? { text: kept.text, isDealtWith: kept.isDealtWith, dealtWith: kept.dealtWith } : empty;
  } catch {
    // Somebody edited the browser's storage by hand: begin anew.
    return empty;
  }
}

/** Null, or nothing typed: forgotten. */
export function keepCall(personId: string, call: CallWords | null): void {
  if (call === null || (call.text === "" && call.dealtWith === "")) localStorage.removeItem(storedAs(personId));
  else {
    const { text, isDealtWith, dealtWith } = call;
    localStorage.setItem(storedAs(personId), JSON.stringify({ text, isDealtWith, dealtWith }));
  }
}

function isCall(value: unknown): value is CallWords {
  if (typeof value !== "object" || value === null) return false;
  const kept = value as Record<string, unknown>;
  return Object.entries(empty).every(([name, one]) => typeof kept[name] === typeof one);
}
