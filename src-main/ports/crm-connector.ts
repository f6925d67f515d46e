import type { CrmTarget } from "../contract/methods/crm.ts";
import type { Said } from "../contract/values.ts";
import type { DeliveryClass } from "../domain/crm/retry.ts";
import type { Interaction } from "../domain/crm/interaction.ts";

export type CrmOutcome = {
  readonly class: DeliveryClass;
  /** Why not, as words; null when it arrived. */
  readonly says: Said | null;
  readonly retryAfterMs?: number;
};

/** One way to hand interactions to a CRM. What a server or a disk does is a value, never a throw. */
export type CrmConnector<Config> = {
  /** Delivers one line; the same key twice must leave one line. `isRepeat`: an earlier attempt may have arrived. */
  readonly deliver: (
    config: Config,
    line: Interaction,
    about: { readonly targetId: string; readonly isRepeat: boolean },
  ) => Promise<CrmOutcome>;
  /** Tries the connection without leaving an interaction behind. */
  readonly test: (config: Config, about: { readonly targetId: string }) => Promise<CrmOutcome>;
};

export type WebhookConfig = Extract<CrmTarget["config"], { kind: "webhook" }>;
export type FileDropConfig = Extract<CrmTarget["config"], { kind: "file" }>;

export type CrmConnectors = {
  readonly webhook: CrmConnector<WebhookConfig>;
  readonly file: CrmConnector<FileDropConfig>;
};
