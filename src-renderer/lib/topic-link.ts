import type { Input } from "./engine.ts";

export type Topic = NonNullable<Input<"triage.page">["topic"]>;

/** Where triage shows the stories of a risen term, or of a whole question about topics (null); `back` is the way back among topics. */
export function topicHref({ term, window, watchId, bucket, counted }: Topic, back: string): string {
  const stretch = typeof window === "object" ? { from: String(window.from), to: String(window.to) } : {};
  const params = new URLSearchParams({
    topic: term ?? "",
    ...stretch,
    ...(watchId && { watch: watchId }),
    ...(bucket && { bucket }),
    ...(counted === "stories" && { counted }),
    ...(back && { back }),
  });
  return `/triage?${params.toString()}`;
}

/** The topic in an address that `topicHref` wrote; null where there is none. */
export function readTopic(params: URLSearchParams): Topic | null {
  const term = params.get("topic");
  if (term === null) return null;
  const [from, to] = [Number(params.get("from")), Number(params.get("to"))];
  const bucket = (["unsorted", "analytics", "pr", "care"] as const).find((known) => known === params.get("bucket"));
  return {
    term: term === "" ? null : term,
    window: from > 0 && to > from ? { from, to } : "day",
    watchId: params.get("watch"),
    bucket: bucket ?? null,
    counted: params.get("counted") === "stories" ? "stories" : "mentions",
  };
}
