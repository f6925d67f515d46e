import { z } from "zod";
import { accountSecretName } from "../../ports/reply-publisher.ts";
import type { Secrets } from "../../ports/secrets.ts";

/** What the keyring keeps of an account. With the refresh token nobody has to sign in anew, which servers limit. */
const SessionSecret = z.object({
  /** The app password. */
  password: z.string().min(1),
  refreshJwt: z.string(),
  /** Its server has answered for the whole network (app.bsky.*) before. */
  hasView: z.boolean(),
});
export type SessionSecret = z.infer<typeof SessionSecret>;

/** Null when there is none, or what is there cannot be one of ours. */
export async function readSessionSecret(secrets: Secrets, accountId: string): Promise<SessionSecret | null> {
  const text = await secrets.get(accountSecretName(accountId));
  if (text === null) return null;
  const read = SessionSecret.safeParse(parsed(text));
  return read.success ? read.data : null;
}

export const writeSessionSecret = (secrets: Secrets, accountId: string, secret: SessionSecret): Promise<unknown> =>
  secrets.set(accountSecretName(accountId), JSON.stringify(secret));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // the schema refuses it
  }
}
