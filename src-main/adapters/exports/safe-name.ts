import { extname } from "node:path";

/** Systems take 255 bytes; a number, and the ending of a companion, come to it. */
const mostBytes = 220;
const tailCharacters = 40;
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const unfit = /[\\/:*?"<>|\u0000-\u001f\u007f-\u009f]/g;
/** They turn what is read: "fdp.exe" for "exe.pdf". */
const turning = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Devices of Windows, whatever the ending. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.)/i;

/** A name that every system takes: it leads out of no folder, hides nowhere and is not too long; its end, with the date, stays. */
export function safeName(fileName: string): string {
  const plain = fileName
    .toWellFormed()
    .replaceAll(turning, "")
    .replaceAll(unfit, "-")
    .replace(/^[.\s]+/, "")
    .replace(device, "$&-");
  const ending = extname(plain);
  return `${shortened(plain.slice(0, plain.length - ending.length)) || "-"}${ending}`;
}

function shortened(stem: string): string {
  if (bytesOf(stem) <= mostBytes) return stem;
  const characters = [...stem];
  const tail = characters.slice(-tailCharacters).join("");
  let head = "";
  for (const character of characters.slice(0, -tailCharacters)) {
    if (bytesOf(`${head}${character}…${tail}`) > mostBytes) break;
    head += character;
  }
  return `${head}…${tail}`;
}

const bytesOf = (text: string): number => Buffer.byteLength(text, "utf8");
