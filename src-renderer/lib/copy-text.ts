/** Puts words on the clipboard; false where the browser does not allow it (a page without https), so that they must be selected. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No clipboard here, or no permission: the caller shows the words selected and says which key copies them.
    return false;
  }
}
