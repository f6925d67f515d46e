import { scrypt, timingSafeEqual } from "node:crypto";
import type { Ids } from "../../ports/ids.ts";

// OWASP's second choice for scrypt: 32 MB and about 80 ms a try.
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const keyBytes = 32;

/** `scrypt$<salt>$<key>` in base64: what is stored of a PIN. */
export async function hashPin(pin: string, ids: Pick<Ids, "randomBytes">): Promise<string> {
  const salt = Buffer.from(ids.randomBytes(16));
  const key = await derive(pin, salt);
  return `scrypt$${salt.toString("base64")}$${key.toString("base64")}`;
}

export async function isPin(pin: string, hash: string): Promise<boolean> {
  const [, salt = "", key = ""] = hash.split("$");
  const expected = Buffer.from(key, "base64");
  const found = await derive(pin, Buffer.from(salt, "base64"));
  return expected.length === keyBytes && timingSafeEqual(found, expected);
}

function derive(pin: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin.normalize("NFKC"), salt, keyBytes, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
