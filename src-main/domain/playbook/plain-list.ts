const escapes: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r" };
const meanings: Readonly<Record<string, string>> = { n: "\n", r: "\r", e: "" };

/** Text on one line, in which none of `marks` means anything any more. */
export function escapeLine(text: string, marks = ""): string {
  let escaped = "";
  for (const character of text) {
    if (character === "\\" || marks.includes(character)) escaped += `\\${character}`;
    else escaped += escapes[character] ?? character;
  }
  return escaped;
}

/** What `escapeLine` wrote. A backslash before a letter that means nothing stays one: people write those. */
export function unescapeLine(text: string): string {
  return text.replace(/\\([\s\S])/g, (all, character: string) => {
    if (Object.hasOwn(meanings, character)) return meanings[character] ?? "";
    return /[\p{L}\p{N}\s]/u.test(character) ? all : character;
  });
}

/** Texts in one line with a mark between them; a blank one begins with `\e`, so that it is seen. */
export function joinEscaped(texts: readonly string[], mark: ";" | "|"): string {
  const gap = mark === ";" ? "; " : " | ";
  return texts.map((text) => `${text.trim() === "" ? "\\e" : ""}${escapeLine(text, ";|")}`).join(gap);
}

/** The texts between the marks; one space beside a mark belongs to the mark. */
export function splitEscaped(line: string, mark: ";" | "|"): readonly string[] {
  if (line.trim() === "") return [];
  const parts: string[] = [];
  let part = "";
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? "";
    if (character === "\\") part += character + (line[(at += 1)] ?? "");
    else if (character === mark) {
      parts.push(part);
      part = "";
    } else part += character;
  }
  parts.push(part);
  return parts.map((raw, at) => {
    const start = at > 0 && raw.startsWith(" ") ? 1 : 0;
    const isLast = at === parts.length - 1;
    return raw.slice(start, mark === "|" && !isLast && raw.endsWith(" ") ? -1 : undefined);
  });
}
