import { isAscii, isUtf8 } from "node:buffer";

/**
 * Bytes to text. Byte order mark > shape of the first bytes > valid UTF-8 with letters beyond ASCII, whatever is
 * claimed > HTTP charset > XML declaration > UTF-8 if valid > whichever of UTF-8 and windows-1252 fits more of the bytes.
 */
export function decodeFeed(bytes: Uint8Array, contentType: string | null): string {
  const wide = decodeWide(bytes);
  if (wide !== null) return wide;
  const fromHttp = knownEncoding(/charset\s*=\s*["']?([^\s;"']+)/i.exec(contentType ?? "")?.[1]);
  const head = decodeAs(bytes.subarray(0, 1024), "latin1");
  const fromXml = knownEncoding(/<\?xml[^>]*?encoding\s*=\s*["']\s*([^"'\s]+)/i.exec(head)?.[1]);
  const isValidUtf8 = isUtf8(bytes);
  const claimsMultiByte = [fromHttp, fromXml].some((claim) => claim !== null && multiByte.test(claim));
  if (isValidUtf8 && !isAscii(bytes) && !claimsMultiByte) return decodeAs(bytes, "utf-8");
  for (const claim of [fromHttp, fromXml]) {
    if (claim !== null && isBelievable(claim, isValidUtf8)) return decodeAs(bytes, claim);
  }
  if (isValidUtf8) return decodeAs(bytes, "utf-8");
  return decodeAs(bytes, fitsUtf8Better(bytes) ? "utf-8" : "windows-1252");
}

const multiByte = /^(shift_jis|euc-|gb|big5|iso-2022)/;

/** A claim of UTF-16 is false here: the bytes would have shown it. */
function isBelievable(encoding: string, isValidUtf8: boolean): boolean {
  return !encoding.startsWith("utf-16") && encoding !== "replacement" && (encoding !== "utf-8" || isValidUtf8);
}

/** UTF-16 and UTF-32, and UTF-8 with a mark; null for everything else. */
function decodeWide(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return decodeAs(bytes, "utf-8");
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return decodeUtf32(bytes.subarray(4), { isLittleEndian: true });
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return decodeUtf32(bytes.subarray(4), { isLittleEndian: false });
  if (a === 0xff && b === 0xfe) return decodeAs(bytes, "utf-16le");
  if (a === 0xfe && b === 0xff) return decodeAs(bytes, "utf-16be");
  if (a === 0x3c && b === 0 && c === 0 && d === 0) return decodeUtf32(bytes, { isLittleEndian: true });
  if (a === 0 && b === 0 && c === 0 && d === 0x3c) return decodeUtf32(bytes, { isLittleEndian: false });
  if (a === 0x3c && b === 0) return decodeAs(bytes, "utf-16le");
  if (a === 0 && b === 0x3c) return decodeAs(bytes, "utf-16be");
  return null;
}

function decodeUtf32(bytes: Uint8Array, { isLittleEndian }: { isLittleEndian: boolean }): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at + 3 < bytes.length; at += 4) {
    const code = view.getUint32(at, isLittleEndian);
    const isCharacter = code < 0xd800 || (code > 0xdfff && code < 0x110000);
    parts.push(isCharacter ? String.fromCodePoint(code) : "\ufffd");
  }
  return parts.join("");
}

function fitsUtf8Better(bytes: Uint8Array): boolean {
  let fitting = 0;
  let misfitting = 0;
  for (let at = 0; at < bytes.length; at++) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) continue;
    const following = first >= 0xf0 && first < 0xf5 ? 3 : first >= 0xe0 ? 2 : first >= 0xc2 ? 1 : 0;
    let seen = 0;
    while (seen < following && ((bytes[at + 1 + seen] ?? 0) & 0xc0) === 0x80) seen++;
    if (following === 0 || seen < following || first >= 0xf5) misfitting++;
    else {
      fitting++;
      at += following;
    }
  }
  return fitting > misfitting;
}

function knownEncoding(label: string | undefined): string | null {
  if (!label) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null; // a charset nobody knows counts as none
  }
}

const decodeAs = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes);
