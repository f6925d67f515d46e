import type { Said } from "../../contract/values.ts";
import type { Secrets } from "../../ports/secrets.ts";
import type { Source } from "../store/source.ts";

/** Why a source cannot sign in. The words are in the catalogue under `fetch.<code>`. */
export const signInTroubles = ["no-secret", "bad-secret"] as const;

export type SignIn = { readonly headers: Readonly<Record<string, string>> } | { readonly trouble: Said };

/** The name under which the keyring holds a source's password or token. */
export const secretOf = ({ id }: Pick<Source, "id">): string => `source:${id}`;

const headerName = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;
// What a header may hold: printable Latin-1.
const headerValue = /^[\t\x20-\x7e\xa0-\xff]+$/;

/**
 * What a source sends along to be let in, its secret fresh from the keyring: a basic Authorization of name and password,
 * or one header of its own; nothing for a source without a sign-in. The fetcher keeps it from every other origin.
 */
export async function signInHeaders(
  { secrets }: { readonly secrets: Pick<Secrets, "get"> },
  source: Pick<Source, "id" | "signIn" | "signInName">,
): Promise<SignIn> {
  if (source.signIn === null) return { headers: {} };
  const secret = (await secrets.get(secretOf(source))) ?? "";
  if (secret === "") return trouble("no-secret");
  const name = source.signInName ?? "";
  if (source.signIn === "basic") {
    const token = Buffer.from(`${name}:${secret}`, "utf8").toString("base64");
    return { headers: { authorization: `Basic ${token}` } };
  }
  // A token that was pasted often brings a line's end along.
  const token = secret.trim();
  if (!headerName.test(name) || !headerValue.test(token)) return trouble("bad-secret");
  return { headers: { [name.toLowerCase()]: token } };
}

function trouble(code: (typeof signInTroubles)[number]): SignIn {
  return { trouble: { code: `fetch.${code}`, params: {} } };
}
