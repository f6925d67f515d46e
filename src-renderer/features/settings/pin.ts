/** Fewest digits of a PIN; the engine asks for the same. */
export const PIN_DIGITS = 6;

export type PinFault = "settings.people.pinShort" | "settings.people.pinDiffers";

/** What is wrong with a PIN that was typed twice; null when nothing is. */
export function pinFault(pin: string, again: string): PinFault | null {
  if (!/^\d+$/.test(pin) || pin.length < PIN_DIGITS) return "settings.people.pinShort";
  return pin === again ? null : "settings.people.pinDiffers";
}
