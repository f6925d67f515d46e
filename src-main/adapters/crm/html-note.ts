/**
 * Plain text as the HTML of a CRM's note: markup escaped, lines kept, at most `most` UTF-16 units. What is too long
 * loses its middle, never its last block, which holds the key by which the note is found again.
 */
export function htmlNote(text: string, most: number): string {
  const whole = escapedLines(text);
  if (whole.length <= most) return whole;
  const cut = text.lastIndexOf("\n\n");
  const foot = `…<br><br>${escapedLines(text.slice(cut + 2))}`;
  return upTo(text.slice(0, Math.max(0, cut)), most - foot.length) + foot;
}

const named: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "\n": "<br>",
};

const escapedLines = (text: string): string => text.replace(/[&<>"'\n]/g, (sign) => named[sign] ?? sign);

function upTo(text: string, most: number): string {
  const kept: string[] = [];
  let room = most;
  // By code points: neither an emoji nor an entity is cut in two.
  for (const sign of text) {
    const written = named[sign] ?? sign;
    room -= written.length;
    if (room < 0) break;
    kept.push(written);
  }
  return kept.join("");
}
