type Written = (sign: string) => string;

const named: Readonly<Record<string, string>> = {
  ...{ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" },
  "\n": "<br>",
};

/** Plain text as the HTML of a CRM's note, markup escaped and lines kept, at most `most` UTF-16 units. */
export const htmlNote = (text: string, most: number): string => fitted(text, most, (sign) => named[sign] ?? sign);

/** The same for a field that takes text as it is. */
export const plainNote = (text: string, most: number): string => fitted(text, most, (sign) => sign);

/** What is too long loses its middle, never its last block, which holds the key by which the record is found again. */
function fitted(text: string, most: number, written: Written): string {
  const whole = Array.from(text, written).join("");
  if (whole.length <= most) return whole;
  const cut = Math.max(0, text.lastIndexOf("\n\n"));
  const foot = Array.from(`…${text.slice(cut)}`, written).join("");
  return upTo(text.slice(0, cut), most - foot.length, written) + foot;
}

/** By code points: neither an emoji nor an entity is cut in two. */
function upTo(text: string, most: number, written: Written): string {
  const kept: string[] = [];
  let room = most;
  for (const sign of text) {
    const piece = written(sign);
    room -= piece.length;
    if (room < 0) break;
    kept.push(piece);
  }
  return kept.join("");
}
