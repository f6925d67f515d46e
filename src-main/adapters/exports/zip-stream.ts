import { once } from "node:events";
import { crc32, createDeflateRaw } from "node:zlib";

type Write = (bytes: Uint8Array) => Promise<void>;

/** A ZIP file written from first to last: sizes stand behind each part (APPNOTE 4.3.9), so no part is held in memory. */
export type ZipStream = {
  /** One part; its text comes in pieces. */
  readonly add: (name: string, pieces: AsyncIterable<string> | Iterable<string>) => Promise<void>;
  readonly end: () => Promise<void>;
};

type Entry = {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly plain: number;
};

/** Where the sizes do not fit into 32 bits the file would need ZIP64: no sheet of 1,048,576 rows comes near it. */
const most = 0xff_ff_ff_ff;
// 2 = deflated; bit 3: sizes follow; bit 11: names are UTF-8.
const flags = 0x08_08;
const method = 8;
// 1980-01-01: the same rows make the same bytes.
const date = 0x00_21;

export function startZip(write: Write): ZipStream {
  const entries: Entry[] = [];
  let offset = 0;
  const put = async (bytes: Uint8Array) => {
    offset += bytes.length;
    await write(bytes);
  };
  return {
    add: async (name, pieces) => {
      const entry = { name: Buffer.from(name, "utf8"), offset };
      await put(localHeader(entry.name));
      const sizes = await deflate(pieces, put);
      await put(descriptor(sizes));
      entries.push({ ...entry, ...sizes });
    },
    end: async () => {
      const from = offset;
      for (const entry of entries) await put(centralHeader(entry));
      await put(endOfZip({ count: entries.length, from, bytes: offset - from }));
    },
  };
}

type Sizes = Pick<Entry, "crc" | "packed" | "plain">;

async function deflate(pieces: AsyncIterable<string> | Iterable<string>, put: Write): Promise<Sizes> {
  const packer = createDeflateRaw({ level: 4 });
  let [crc, packed, plain] = [0, 0, 0];
  let failed: unknown = null;
  let putting: Promise<void> = Promise.resolve();
  packer.on("data", (bytes: Buffer) => {
    packed += bytes.length;
    putting = putting.then(() => put(bytes)).catch((cause: unknown) => void (failed ??= cause));
  });
  try {
    for await (const piece of pieces) {
      const bytes = Buffer.from(piece, "utf8");
      crc = crc32(bytes, crc);
      plain += bytes.length;
      if (!packer.write(bytes)) await once(packer, "drain");
      await putting;
      if (failed !== null) throw failed;
    }
    packer.end();
    await once(packer, "end");
    await putting;
    if (failed !== null) throw failed;
  } finally {
    packer.destroy();
  }
  if (plain > most || packed > most) throw new Error("A part of the workbook is larger than 4 GB");
  return { crc, packed, plain };
}

function localHeader(name: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04_03_4b_50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(flags, 6);
  head.writeUInt16LE(method, 8);
  head.writeUInt16LE(date, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function descriptor({ crc, packed, plain }: Sizes): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32LE(0x08_07_4b_50, 0);
  head.writeUInt32LE(crc, 4);
  head.writeUInt32LE(packed, 8);
  head.writeUInt32LE(plain, 12);
  return head;
}

function centralHeader({ name, offset, crc, packed, plain }: Entry): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02_01_4b_50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(20, 6);
  head.writeUInt16LE(flags, 8);
  head.writeUInt16LE(method, 10);
  head.writeUInt16LE(date, 14);
  head.writeUInt32LE(crc, 16);
  head.writeUInt32LE(packed, 20);
  head.writeUInt32LE(plain, 24);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt32LE(offset, 42);
  return Buffer.concat([head, name]);
}

function endOfZip({
  count,
  from,
  bytes,
}: {
  readonly count: number;
  readonly from: number;
  readonly bytes: number;
}): Buffer {
  if (from > most) throw new Error("The workbook is larger than 4 GB");
  const head = Buffer.alloc(22);
  head.writeUInt32LE(0x06_05_4b_50, 0);
  head.writeUInt16LE(count, 8);
  head.writeUInt16LE(count, 10);
  head.writeUInt32LE(bytes, 12);
  head.writeUInt32LE(from, 16);
  return head;
}
