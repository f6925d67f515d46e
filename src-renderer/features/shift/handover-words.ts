// The handover is written over hours: its words stay with this tab until the shift is closed, through a reload too.
const named = (shiftId: string) => `watchroom.handover.${shiftId}`;

export function readHandover(shiftId: string): string {
  return sessionStorage.getItem(named(shiftId)) ?? "";
}

export function keepHandover(shiftId: string, words: string): void {
  sessionStorage.setItem(named(shiftId), words);
}

export function forgetHandover(shiftId: string): void {
  sessionStorage.removeItem(named(shiftId));
}
