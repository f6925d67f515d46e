import { Refusal } from "../../contract/refusal.ts";

/**
 * The origin of a server as people write it: "mastodon.social", "https://mastodon.social/@us". Plain http only where a
 * person agreed to the private network. Refusal: server-invalid.
 */
export function serverAddress(written: string, allowPrivate: boolean): string {
  const text = written.trim();
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  const isFit = url?.protocol === "https:" || (url?.protocol === "http:" && allowPrivate);
  if (!url || !isFit || url.hostname === "" || url.username !== "" || url.password !== "")
    throw new Refusal("server-invalid");
  return url.origin;
}
