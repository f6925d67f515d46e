/** Up to two letters for somebody of whom only a name is known: "Dorrit Hask" is DH, "tarn_pilot" is tp. */
export function initialsOf(name: string): string {
  const parts = name.split(/[\s_.@-]+/).filter((part) => part !== "");
  return parts
    .slice(0, 2)
    .map((part) => [...part][0] ?? "")
    .join("");
}
