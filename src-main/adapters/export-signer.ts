import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import type { KeyObject } from "node:crypto";
import type { Secrets } from "../ports/secrets.ts";
import type { Signer } from "../ports/signer.ts";

const keyName = "export-signing-key";

/** Keeps the private half among the secrets and makes one at the first signature. */
export function createExportSigner(secrets: Secrets): Signer {
  return {
    sign: async (text) => {
      const privateKey = createPrivateKey((await secrets.get(keyName)) ?? (await makeKey(secrets)));
      return {
        publicKey: publicHalf(privateKey),
        signature: sign(null, Buffer.from(text, "utf8"), privateKey).toString("base64"),
      };
    },
    publicKey: async () => {
      const kept = await secrets.get(keyName);
      return kept === null ? null : publicHalf(createPrivateKey(kept));
    },
  };
}

const publicHalf = (privateKey: KeyObject): string =>
  createPublicKey(privateKey).export({ type: "spki", format: "der" }).toString("base64");

async function makeKey(secrets: Secrets): Promise<string> {
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  await secrets.set(keyName, pem);
  return pem;
}
