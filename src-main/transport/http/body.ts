import type { IncomingMessage } from "node:http";

export type Body = { readonly json: unknown } | { readonly status: number; readonly says: string };

/** Reads a JSON body of at most `maxBytes`; anything else is an HTTP status. The rest of a body that is too long is not read. */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<Body> {
  if (!isJson(request.headers["content-type"])) return { status: 415, says: "JSON only" };
  if (request.headers["content-encoding"] !== undefined) return { status: 415, says: "no content encoding" };
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) return { status: 413, says: "too large" };
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Destroying the request would take the socket with it, and the answer too.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) return { status: 413, says: "too large" };
    chunks.push(chunk);
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
    return { json: JSON.parse(text) as unknown };
  } catch {
    return { status: 400, says: "not JSON" };
  }
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;\s*charset=utf-8\s*)?$/i.test(contentType ?? "");
}
