// Words that the engine does not have yet stay with this tab, so that a reload or a crash of the page loses none.
const named = (place: string) => `watchroom.${place}`;

export function rememberWords(place: string, words: unknown): void {
  sessionStorage.setItem(named(place), JSON.stringify(words));
}

export function forgetWords(place: string): void {
  sessionStorage.removeItem(named(place));
}

export function readWords<Words>(place: string): Words | null {
  const kept = sessionStorage.getItem(named(place));
  return kept === null ? null : (JSON.parse(kept) as Words);
}
