import { z } from "zod";

/** The fields of Mastodon's entities that are read here; servers that speak its API leave out many others. */
const Account = z.object({
  id: z.string(),
  username: z.string(),
  /** Without a host when the account is of the server that was asked. */
  acct: z.string(),
  display_name: z.string().nullish(),
  url: z.string().nullish(),
  uri: z.string().nullish(),
});

/** Who may answer: GoToSocial alone says so; older ones call it `always`. */
const CanReply = z.object({
  automatic_approval: z.array(z.string()).nullish(),
  manual_approval: z.array(z.string()).nullish(),
  always: z.array(z.string()).nullish(),
  with_approval: z.array(z.string()).nullish(),
});

export const Status = z.object({
  id: z.string(),
  uri: z.string(),
  url: z.string().nullish(),
  created_at: z.string().refine((text) => !Number.isNaN(Date.parse(text))),
  in_reply_to_id: z.string().nullish(),
  /** Stays when the post above is taken away. */
  in_reply_to_account_id: z.string().nullish(),
  visibility: z.string().nullish(),
  language: z.string().nullish(),
  spoiler_text: z.string().nullish(),
  /** HTML. */
  content: z.string().nullish(),
  replies_count: z.number().nullish(),
  account: Account,
  interaction_policy: z.object({ can_reply: CanReply.nullish() }).nullish(),
});
export type Status = z.infer<typeof Status>;

/** One entry that cannot be read does not hide the others. */
const readable = <Entry extends z.ZodType>(entry: Entry) =>
  z.array(z.unknown()).transform((rows) =>
    rows.flatMap((row) => {
      const read = entry.safeParse(row);
      return read.success ? [read.data] : [];
    }),
  );

export const Statuses = readable(Status);
export const Context = z.object({ ancestors: Statuses, descendants: Statuses });
export type Context = z.infer<typeof Context>;
export const Found = z.object({ statuses: Statuses });
export const Notifications = readable(z.object({ id: z.string(), type: z.string(), status: Status.nullish() }));
export const Relationships = readable(z.object({ id: z.string(), blocked_by: z.boolean().nullish() }));
export const CredentialAccount = Account;

export const Instance = z.object({
  /** v2. */
  domain: z.string().nullish(),
  /** v1: the domain as well, on some servers a whole address. */
  uri: z.string().nullish(),
  configuration: z
    .object({
      statuses: z
        .object({ max_characters: z.number().nullish(), characters_reserved_per_url: z.number().nullish() })
        .nullish(),
    })
    .nullish(),
  /** Before Mastodon 3.4, and on Pleroma. */
  max_toot_chars: z.number().nullish(),
});
export type Instance = z.infer<typeof Instance>;

export const Application = z.object({ client_id: z.string(), client_secret: z.string() });
export const Token = z.object({ access_token: z.string() });
export const OauthServer = z.object({
  scopes_supported: z.array(z.string()).nullish(),
  code_challenge_methods_supported: z.array(z.string()).nullish(),
});
export const ServerRefusal = z.object({ error: z.string(), error_description: z.string().nullish() });
