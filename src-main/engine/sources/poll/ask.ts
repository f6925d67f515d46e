import type { Said } from "../../../contract/values.ts";
import type { HttpAnswer } from "../../../ports/http.ts";
import type { Source } from "../../store/source.ts";
import { signInHeaders } from "../sign-in.ts";
import { isFullFetchDue } from "./full-fetch.ts";
import type { PollParts } from "./poll-parts.ts";

export type Asked = { readonly answer: HttpAnswer; readonly conditional: boolean } | { readonly trouble: Said };

/** Asks a source's server once: signed in if need be, with the validators that it gave unless a full fetch is due. */
export async function askServer(parts: PollParts, source: Source): Promise<Asked> {
  const signIn = await signInHeaders(parts, source);
  if ("trouble" in signIn) return signIn;
  const { url, etag, lastModified, validatorsFrom, allowPrivate } = source;
  const sendsValidators = (etag !== null || lastModified !== null) && !isFullFetchDue(source, parts.clock.now());
  const answer = await parts.http.get({
    url,
    allowPrivate,
    headers: signIn.headers,
    ...(sendsValidators ? { etag, lastModified, validatorsFrom } : {}),
    signal: parts.closing,
  });
  return { answer, conditional: sendsValidators && (validatorsFrom ?? answer.url) === answer.url };
}
