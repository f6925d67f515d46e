import type { IncomingMessage } from "node:http";
import { Readable, pipeline as pipe } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { HttpFault } from "./fault.ts";

type Chunks = AsyncIterable<Buffer>;
type Unpack = (packed: Chunks) => Chunks;

/** Reads a body to its end, unpacked, and gives up at once when it passes the limit, packed or unpacked. */
export async function readBody(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const encoding = (response.headers["content-encoding"] ?? "").trim().toLowerCase();
  const unpack = unpackers.get(encoding);
  if (!unpack) throw new HttpFault({ code: "encoding-unknown", params: { encoding: encoding.slice(0, 40) } });
  if (Number(response.headers["content-length"]) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Buffer[] = [];
  const limit = (source: Chunks) => upTo(source, maxBytes);
  try {
    await pipeline(response, limit, unpack, limit, async (source: Chunks) => {
      for await (const chunk of source) chunks.push(chunk);
    });
  } catch (thrown) {
    const cause = response.errored ?? thrown; // when the line breaks, unpacking also ends too early, which is not the reason
    if (isDamage(cause)) throw new HttpFault({ code: "damaged", params: { encoding } }, { cause });
    throw cause;
  }
  return Buffer.concat(chunks);
}

/** Reads what fits and drops the rest; for answers whose status matters more than their words. */
export async function readHead(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as Chunks) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes);
}

/** Reads an answer that has no body to its end, after which its connection is free for the next request. */
export function readToEnd(response: IncomingMessage): Promise<void> {
  return new Promise((resolve) => void response.once("close", resolve).resume());
}

async function* upTo(source: Chunks, maxBytes: number): Chunks {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    yield chunk;
  }
}

const tooLarge = (maxBytes: number) =>
  new HttpFault({ code: "too-large", params: { megabytes: Math.max(1, Math.round(maxBytes / 1_000_000)) } });

const plain: Unpack = (packed) => packed;
const gunzip: Unpack = (packed) => unpackWith(() => createGunzip(), packed);
const brotli: Unpack = (packed) => unpackWith(() => createBrotliDecompress(), packed);
/** "deflate" means zlib by the standard and a bare stream by habit: the first byte tells. */
const inflate: Unpack = (packed) =>
  unpackWith((first) => (((first[0] ?? 0) & 0x0f) === 8 ? createInflate() : createInflateRaw()), packed);

const unpackers: ReadonlyMap<string, Unpack> = new Map([
  ["", plain],
  ["identity", plain],
  ["gzip", gunzip],
  ["x-gzip", gunzip],
  ["br", brotli],
  ["deflate", inflate],
]);

type Unpacker = ReturnType<typeof createGunzip> | ReturnType<typeof createBrotliDecompress>;

/** No bytes at all unpack to none; zlib would call that damaged. */
async function* unpackWith(create: (first: Buffer) => Unpacker, packed: Chunks): Chunks {
  const iterator = packed[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return;
  const rest: Chunks = { [Symbol.asyncIterator]: () => iterator };
  const unpacker = create(first.value);
  pipe(Readable.from(chain(first.value, rest), { objectMode: false }), unpacker, () => {}); // an error also destroys `unpacker`, which is read below
  yield* unpacker as Chunks;
}

async function* chain(first: Buffer, rest: Chunks): Chunks {
  yield first;
  yield* rest;
}

function isDamage(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return (
    /^(Z_|ERR_BROTLI|ERR__ERROR_|BROTLI|ERR_ZLIB)/.test(String(error.code)) ||
    /unexpected end of file/.test(error.message)
  );
}
