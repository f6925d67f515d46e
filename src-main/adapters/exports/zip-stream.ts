import { strToU8, Zip, ZipDeflate } from "fflate";

type Write = (bytes: Uint8Array) => Promise<void>;

/** A ZIP file written from first to last: sizes stand behind each part (APPNOTE 4.3.9), so no part is held in memory. */
export type ZipStream = {
  /** One part; its text comes in pieces. */
  readonly add: (name: string, pieces: AsyncIterable<string> | Iterable<string>) => Promise<void>;
  readonly end: () => Promise<void>;
};

/** Sizes have 32 bits here: no sheet of 1,048,576 rows comes near it, and one that does is told, not broken. */
const most = 0xff_ff_ff_ff;
/** The same rows make the same bytes: the first moment that a ZIP file can name, in whatever zone. */
const mtime = new Date(1980, 0, 1);

export function startZip(write: Write): ZipStream {
  let waiting: Uint8Array[] = [];
  let [failed, written]: [Error | null, number] = [null, 0];
  const zip = new Zip((error, bytes) => {
    failed ??= error;
    if (bytes) waiting.push(bytes);
  });
  const handOn = async () => {
    if (failed) throw failed;
    const given = waiting;
    waiting = [];
    for (const bytes of given) {
      written += bytes.length;
      await write(bytes);
    }
    if (written > most) throw new RangeError("The workbook is larger than 4 GB");
  };
  return {
    add: async (name, pieces) => {
      const part = new ZipDeflate(name, { level: 4 });
      part.mtime = mtime;
      zip.add(part);
      for await (const piece of pieces) {
        part.push(strToU8(piece));
        if (part.size > most) throw new RangeError("A part of the workbook is larger than 4 GB");
        await handOn();
      }
      part.push(new Uint8Array(0), true);
      await handOn();
    },
    end: async () => {
      zip.end();
      await handOn();
    },
  };
}
