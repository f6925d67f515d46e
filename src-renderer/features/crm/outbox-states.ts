/** By which states the outbox is sifted, in their order on the screen. */
export const outboxStates = ["all", "queued", "failing", "blocked", "dead", "done"] as const;
export type OutboxState = (typeof outboxStates)[number];
