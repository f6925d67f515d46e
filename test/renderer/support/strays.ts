const READ_OUT = ["aria-label", "title", "placeholder", "alt", "aria-description"];

/** Words on the page that are neither in the test language (which has no plain letters) nor data. Key names do not count. */
export function findStrays(root: Element, data: readonly (string | RegExp)[]): string[] {
  const strays: string[] = [];
  function look(text: string | null): void {
    const rest = data.reduce<string>(
      (words, known) => words.replaceAll(typeof known === "string" ? known : new RegExp(known, "g"), ""),
      text ?? "",
    );
    if (/[A-Za-z]/.test(rest)) strays.push(text?.trim() ?? "");
  }
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (!node.parentElement?.closest("kbd, code, script, style")) look(node.textContent);
  }
  for (const element of root.querySelectorAll("*")) {
    for (const name of READ_OUT) if (element.hasAttribute(name)) look(element.getAttribute(name));
  }
  return strays;
}
