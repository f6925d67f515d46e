// Words that the desk does not have yet stay with this tab, through a reload too.
const named = (shiftId: string) => `watchroom.handover.${shiftId}`;

export function readHandover(shiftId: string): string | null {
  return sessionStorage.getItem(named(shiftId));
}

export function keepHandover(shiftId: string, words: string): void {
  sessionStorage.setItem(named(shiftId), words);
}

export function forgetHandover(shiftId: string): void {
  sessionStorage.removeItem(named(shiftId));
}
