/** A program with its words, to be started when somebody signs in to the computer. */
export type Autostart = { readonly name: string; readonly program: string; readonly words: readonly string[] };

/** The desktop entry that Linux desktops start at login (freedesktop.org, Desktop Entry Specification 1.5). */
export function autostartEntry({ name, program, words }: Autostart): string {
  return [
    "[Desktop Entry]",
    "Type=Application",
    `Name=${oneLine(name)}`,
    `Exec=${[program, ...words].map(quote).join(" ")}`,
    "Terminal=false",
    "X-GNOME-Autostart-enabled=true",
    "",
  ].join("\n");
}

// The rules of "The Exec key": in quotes four signs are escaped, the whole is a string whose backslash is escaped once more,
// and a percent sign that is no field code is doubled.
function quote(word: string): string {
  const escaped = oneLine(word)
    .replaceAll(/["`$\\]/g, (sign) => `\\${sign}`)
    .replaceAll("\\", "\\\\")
    .replaceAll("%", "%%");
  return `"${escaped}"`;
}

const oneLine = (text: string): string => text.replaceAll(/[\r\n]/g, " ");
