// How the built page is sent, the same from app:// in the desktop's window and from http:// in a browser.

/** The strictest policy: nothing but our own files, no inline code, no HTML made from text (architecture.md). */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** On every answer, whatever it is. No CORS header: no other origin may read anything. */
export const everyAnswer: Readonly<Record<string, string>> = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), usb=(), serial=(), payment=()",
  "cache-control": "no-store",
};

const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  json: "application/json; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  ico: "image/x-icon",
  woff2: "font/woff2",
};

const endingOf = (path: string): string => /\.([^./\\]+)$/.exec(path)?.[1] ?? "";

/** A path of the page without an ending is one of its screens: `/triage`, `/case/01J…`. */
export function isScreen(path: string): boolean {
  return endingOf(path) === "";
}

/** The headers of a file of the page; null for a file of a kind that the page does not have. */
export function pageFileHeaders(file: string): Readonly<Record<string, string>> | null {
  const type = types[endingOf(file)];
  if (type === undefined) return null;
  // All files but the page itself have a hash of their content in their name.
  const caching = endingOf(file) === "html" ? "no-store" : "max-age=31536000, immutable";
  return { ...everyAnswer, "content-type": type, "cache-control": caching };
}
