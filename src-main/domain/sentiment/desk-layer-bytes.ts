import { OUTPUTS, SHAPE_WEIGHTS } from "./linear-weights.ts";
import type { DeskLayer } from "./desk-layer.ts";

/** "WDL1", then the model's id (64 letters), the number of buckets, units, shape, buckets and their weights; little-endian. */
const MARK = "WDL1";
const ID_LENGTH = 64;
const HEAD = MARK.length + ID_LENGTH + 4;
const FLOATS = OUTPUTS + SHAPE_WEIGHTS;

/** The layer as bytes for storing. */
export function deskLayerToBytes({ modelId, buckets, hashed, units, shape }: DeskLayer): Uint8Array {
  const bytes = new Uint8Array(HEAD + 4 * FLOATS + 4 * buckets.length + hashed.length);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(MARK + modelId.padEnd(ID_LENGTH).slice(0, ID_LENGTH)));
  view.setUint32(HEAD - 4, buckets.length, true);
  let at = HEAD;
  for (const value of [...units, ...shape]) {
    view.setFloat32(at, value, true);
    at += 4;
  }
  for (const bucket of buckets) {
    view.setUint32(at, bucket, true);
    at += 4;
  }
  bytes.set(new Uint8Array(hashed.buffer, hashed.byteOffset, hashed.byteLength), at);
  return bytes;
}

/** The layer from stored bytes. Throws an Error when they are not of a layer. */
export function deskLayerFromBytes(bytes: Uint8Array): DeskLayer {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = new TextDecoder().decode(bytes.subarray(0, HEAD - 4));
  const count = bytes.length >= HEAD ? view.getUint32(HEAD - 4, true) : 0;
  if (!head.startsWith(MARK) || bytes.length !== HEAD + 4 * FLOATS + (4 + OUTPUTS) * count)
    throw new Error("These bytes are no desk layer.");
  const floats = Float32Array.from({ length: FLOATS }, (_, at) => view.getFloat32(HEAD + 4 * at, true));
  const bucketsAt = HEAD + 4 * FLOATS;
  return {
    modelId: head.slice(MARK.length).trimEnd(),
    buckets: Int32Array.from({ length: count }, (_, at) => view.getUint32(bucketsAt + 4 * at, true)),
    // A copy by way of the buffer: the slice of Node's Buffer, which a database gives, is none.
    hashed: new Int8Array(bytes.buffer, bytes.byteOffset + bucketsAt + 4 * count, OUTPUTS * count).slice(),
    units: floats.slice(0, OUTPUTS),
    shape: floats.slice(OUTPUTS),
  };
}
