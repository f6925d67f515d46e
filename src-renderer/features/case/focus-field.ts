/** The first place that still asks for words; else the first one at all. */
export function focusFirst(box: HTMLElement | null): void {
  const fields = [...(box?.querySelectorAll<HTMLElement>("input, select, textarea") ?? [])];
  (fields.find((field) => field.getAttribute("aria-invalid") === "true") ?? fields[0])?.focus();
}

/** The field of a script by its name; in free words the words themselves. */
export function focusField(box: HTMLElement | null, name: string): void {
  const fields = [...(box?.querySelectorAll<HTMLElement>("input, select") ?? [])];
  const field = fields.find((one) => one.getAttribute("aria-label") === name);
  if (field) field.focus();
  else focusFirst(box);
}
