import type { Change } from "../../src-main/contract/changes.ts";

export type StreamNews = { kind: "change"; change: Change } | { kind: "open" } | { kind: "lost"; isRefused: boolean };

type StreamParts = { url: string; tell: (news: StreamNews) => void };

/**
 * The event stream, held once for all tabs of a browser: one tab owns it under a lock and passes it on, because a
 * browser opens only six connections to a host. When the owner closes, the next tab takes over.
 */
export function joinEventStream({ url, tell }: StreamParts): () => void {
  // Only pages of this computer are secure enough for locks; a display over a network has one page, and its own stream.
  if (!("locks" in navigator)) return holdAlone({ url, tell });
  const channel = new BroadcastChannel("watchroom-events");
  const leave = new AbortController();
  channel.onmessage = (event: MessageEvent<StreamNews>) => tell(event.data);
  const held = navigator.locks.request("watchroom-events", { signal: leave.signal }, () =>
    holdEventStream({
      url,
      signal: leave.signal,
      tell: (news) => {
        tell(news);
        channel.postMessage(news);
      },
    }),
  );
  held.catch((error: unknown) => {
    if (!leave.signal.aborted) throw error;
  });
  return () => {
    leave.abort();
    channel.close();
  };
}

function holdAlone(parts: StreamParts): () => void {
  const leave = new AbortController();
  void holdEventStream({ ...parts, signal: leave.signal });
  return () => leave.abort();
}

function holdEventStream({ url, tell, signal }: StreamParts & { signal: AbortSignal }): Promise<void> {
  return new Promise((resolve) => {
    let retry: ReturnType<typeof setTimeout> | undefined;
    let source = open();
    // The browser itself resumes with Last-Event-ID after a break; only a refused stream (closed) is opened anew.
    function open(): EventSource {
      const stream = new EventSource(url);
      stream.onopen = () => tell({ kind: "open" });
      stream.onmessage = (event: MessageEvent<string>) =>
        tell({ kind: "change", change: JSON.parse(event.data) as Change });
      stream.onerror = () => {
        const isRefused = stream.readyState === EventSource.CLOSED;
        tell({ kind: "lost", isRefused });
        if (isRefused) retry = setTimeout(() => (source = open()), 2000);
      };
      return stream;
    }
    signal.addEventListener("abort", () => {
      clearTimeout(retry);
      source.close();
      resolve();
    });
  });
}
