/** How long after "g" the second key of a sequence counts. */
export const SEQUENCE_MS = 1200;

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** The name of a pressed key as shortcuts spell it: "j", "Shift+J", "Ctrl+Z", "?", "ArrowDown"; null for a modifier alone. */
export function keyName({ key, ctrlKey, metaKey, altKey, shiftKey }: Key): string | null {
  if (["Shift", "Control", "Alt", "Meta", "Dead", "Process", "Unidentified"].includes(key)) return null;
  const name = key === " " ? "Space" : key;
  const isLetter = /^\p{L}$/u.test(name);
  if (ctrlKey || metaKey)
    return `Ctrl+${shiftKey ? "Shift+" : ""}${altKey ? "Alt+" : ""}${isLetter ? name.toUpperCase() : name}`;
  // Alt writes letters on many keyboards: it belongs to the person, not to us.
  if (altKey) return null;
  if (!isLetter) return name.length > 1 && shiftKey ? `Shift+${name}` : name;
  return shiftKey ? `Shift+${name.toUpperCase()}` : name.toLowerCase();
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
