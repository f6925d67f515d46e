import type { ReactNode } from "react";
import { Message } from "./Message.tsx";

/** Nothing to show, and the facts that make it true. */
export function EmptyState({ title, facts, act }: { title: string; facts?: ReactNode; act?: ReactNode }) {
  return (
    <Message title={title} act={act}>
      {facts}
    </Message>
  );
}
