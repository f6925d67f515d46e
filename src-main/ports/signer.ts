/** Signs what leaves the desk as a file, with the install's own key (Ed25519). */
export type Signer = {
  /** Public key (SPKI, base64) and signature (base64) over the UTF-8 bytes of `text`. */
  readonly sign: (text: string) => Promise<{ readonly publicKey: string; readonly signature: string }>;
  /** The public half (SPKI, base64); null before the first signature. */
  readonly publicKey: () => Promise<string | null>;
};
