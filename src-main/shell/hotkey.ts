/** What opens the look-up from anywhere, as the page names keys. */
export const usualHotkey = "Ctrl+Alt+L";

const names: Readonly<Record<string, string>> = {
  ArrowUp: "Up",
  ArrowDown: "Down",
  ArrowLeft: "Left",
  ArrowRight: "Right",
  Enter: "Return",
  "+": "Plus",
};

/**
 * A key of the page in Electron's spelling, or null where it would be taken from people who only write: it needs Ctrl and
 * one more of Alt and Shift, or stands among the function keys.
 * @example acceleratorOf("Ctrl+Alt+L") → "CommandOrControl+Alt+L"
 */
export function acceleratorOf(keys: string): string | null {
  const [, ctrl, shift, alt, key = ""] = /^(Ctrl\+)?(Shift\+)?(Alt\+)?(.+)$/.exec(keys) ?? [];
  const isFunction = /^F([1-9]|1\d|2[0-4])$/.test(key);
  const isKey = /^[A-Z0-9]$/.test(key) || isFunction || key in names || key === "Space";
  if (!isKey || !(isFunction || (ctrl && (shift || alt)))) return null;
  return [
    ...(ctrl ? ["CommandOrControl"] : []),
    ...(alt ? ["Alt"] : []),
    ...(shift ? ["Shift"] : []),
    names[key] ?? key,
  ].join("+");
}
