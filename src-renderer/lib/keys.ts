/** How long after "g" the second key of a sequence counts. */
export const SEQUENCE_MS = 1200;

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey"> &
  Partial<Pick<KeyboardEvent, "code" | "getModifierState">>;

/** The name of a pressed key as shortcuts spell it: "j", "Shift+J", "Ctrl+Z", "?", "ArrowDown"; null for a modifier alone. */
export function keyName(event: Key): string | null {
  const { shiftKey } = event;
  const key = latinKey(event);
  if (["Shift", "Control", "Alt", "Meta", "Dead", "Process", "Unidentified"].includes(key)) return null;
  const name = key === " " ? "Space" : key;
  const isLetter = /^\p{L}$/u.test(name);
  // Windows says Ctrl and Alt where AltGr was held to write a sign.
  const isWritten = !isLetter && event.getModifierState?.("AltGraph") === true;
  const [ctrlKey, metaKey, altKey] = [event.ctrlKey && !isWritten, event.metaKey, event.altKey && !isWritten];
  if (ctrlKey || metaKey)
    return `Ctrl+${shiftKey ? "Shift+" : ""}${altKey ? "Alt+" : ""}${isLetter ? name.toUpperCase() : name}`;
  // Alt writes letters on many keyboards: it belongs to the person, not to us.
  if (altKey) return null;
  if (!isLetter) return name.length > 1 && shiftKey ? `Shift+${name}` : name;
  return shiftKey ? `Shift+${name.toUpperCase()}` : name.toLowerCase();
}

/** Keys are named in Latin letters: on a Greek or Cyrillic keyboard the place of the key says which. */
function latinKey({ key, code }: Key): string {
  const [, letter] = /^Key([A-Z])$/.exec(code ?? "") ?? [];
  return letter !== undefined && /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key) ? letter : key;
}

/** Whether it writes something: a character, alone or with Shift. Speech input and some tools press such keys by themselves. */
export function isCharacter(key: string): boolean {
  return /^(Shift\+)?.$/u.test(key) || key === "Space";
}

// What moves the focus, and what browser and system do before the page is asked.
const KEPT = [
  "Ctrl+W",
  "Ctrl+T",
  "Ctrl+N",
  "Ctrl+Shift+N",
  "Ctrl+Shift+T",
  "Ctrl+Q",
  "Ctrl+C",
  "Ctrl+V",
  "Ctrl+X",
  "Ctrl+A",
];

/** Whether a key is spoken for outside the page, or writes and copies in its fields: no act can have it. */
export function isKept(key: string): boolean {
  return KEPT.includes(key);
}

/** Whether it also acts while one writes: with Ctrl, or a function key. Ctrl Z takes back what was written there. */
export function actsInFields(key: string): boolean {
  return (key.startsWith("Ctrl+") && key !== "Ctrl+Z") || /^(Shift\+)?F\d+$/.test(key);
}

/** Whether it is a sign that a field may take for an act while nothing is written in it: neither letter, digit nor space. */
export function beginsNoWord(key: string): boolean {
  return /^[^\p{L}\p{N}]$/u.test(key);
}

const NOT_TYPED_INTO = ["button", "checkbox", "radio", "range", "submit", "reset", "file", "color"];

/** Whether keys go into words here. */
export function isWriting(target: Element | null): boolean {
  if (!target) return false;
  if (target instanceof HTMLInputElement) return !NOT_TYPED_INTO.includes(target.type);
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}

/** Whether Enter already means something here. */
export function isInteractive(target: Element | null): boolean {
  return (
    target?.closest(
      "button, a[href], input, select, textarea, summary, [role='button'], [role='menuitem'], [role='tab']",
    ) != null
  );
}

/** The key as it stands on the keyboard, for hints: "Ctrl Z", "G T". */
export function keyLabel(keys: string): string {
  const shown: Record<string, string> = { ArrowDown: "↓", ArrowUp: "↑", Enter: "↵", Escape: "Esc" };
  return keys
    .split(/[ +]/)
    .map((part) => shown[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(" ");
}

/** The same for the attribute that assistive technology reads; a sequence has no way to be said there but key after key. */
export function ariaKeys(keys: string): string {
  return keys.replaceAll("Ctrl+", "Control+");
}
