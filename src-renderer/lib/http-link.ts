import type { RefusalBody } from "../../src-main/contract/refusal.ts";
import {
  EngineError,
  type Change,
  type EngineLink,
  type Entrance,
  type Input,
  type LinkState,
  type MethodName,
  type Output,
} from "./engine.ts";
import { joinEventStream, type StreamNews } from "./event-stream.ts";
import { createListeners, createState } from "./listeners.ts";

type HttpParts = {
  fetch: (
    path: string,
    request: { method: "POST"; headers: Record<string, string>; body: string },
  ) => Promise<Response>;
  joinStream: (parts: { url: string; tell: (news: StreamNews) => void }) => () => void;
};

type Answer = { status: number; body: unknown; page: string | null };

/** The engine behind HTTP of the same origin: POST /rpc, POST /pair and the event stream. */
export function createHttpLink(
  { fetch, joinStream }: HttpParts = { fetch: globalThis.fetch.bind(globalThis), joinStream: joinEventStream },
): EngineLink {
  const state = createState<LinkState>("connecting");
  const changes = createListeners<Pick<Change, "topics"> | "everything">();
  let lastSeq: number | null = null;
  let leaveStream: (() => void) | null = null;
  let entrance: Entrance = { admits: "everyone", wasRevoked: false };
  const pages = watchPage();
  const post = createPost(fetch, () => state.set("lost"));

  function hear(news: StreamNews): void {
    if (news.kind === "lost") {
      if (state.get() === "connected") state.set("lost");
      // Refused, and not broken off: this browser may not be let in any more, and learns it by asking; the state says it.
      if (news.isRefused) call("session.get", {}).catch(() => {});
      return;
    }
    if (news.kind === "open") {
      state.set("connected");
      return changes.tell("everything");
    }
    const isGap = lastSeq !== null && news.change.seq > lastSeq + 1;
    lastSeq = news.change.seq;
    changes.tell(isGap ? "everything" : { topics: news.change.topics });
  }

  function noteAnswer(refusal: EngineError | null): void {
    if (refusal?.code === "not-paired") {
      entrance = entranceIn(refusal);
      leaveStream?.();
      leaveStream = null;
      return state.set("not-paired");
    }
    leaveStream ??= joinStream({ url: "/events", tell: hear });
    if (state.get() !== "connected") state.set("connected");
  }

  async function call<Name extends MethodName>(name: Name, input: Input<Name>): Promise<Output<Name>> {
    const answer = await post("/rpc", { method: name, input });
    const refusal = refusalIn(answer);
    noteAnswer(refusal);
    pages.note(answer.page);
    if (refusal) throw refusal;
    return (answer.body as { result: Output<Name> }).result;
  }

  async function pair(code: string): Promise<void> {
    const refusal = refusalIn(await post("/pair", { code }));
    if (refusal) throw refusal;
    state.set("connecting");
    await call("session.get", {});
  }

  return {
    ...{ call, pair, onChange: changes.add, onState: state.add },
    entrance: () => entrance,
    onNewPage: pages.onNew,
  };
}

function refusalIn({ status, body }: Answer): EngineError | null {
  const error = (body as Partial<RefusalBody> | null)?.error;
  if (error) return new EngineError(error.code, error.params);
  return status >= 200 && status < 300 && body !== null ? null : new EngineError("internal", { status });
}

function createPost(fetch: HttpParts["fetch"], lost: () => void) {
  return async (path: string, body: unknown): Promise<Answer> => {
    const sent = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    } as const;
    const answer = await fetch(path, sent).catch((cause: unknown) => {
      lost();
      throw new EngineError("engine-gone", {}, { cause });
    });
    const said: unknown = await answer.json().catch(() => null);
    return { status: answer.status, body: said, page: answer.headers.get("watchroom-page") };
  };
}

function entranceIn({ params: { admits, revoked } }: EngineError): Entrance {
  return { admits: admits === "displays" ? "displays" : "everyone", wasRevoked: revoked === 1 };
}

/** The page that was loaded is the one which the desk had when it was asked first. */
function watchPage() {
  const newPages = createListeners<void>();
  let page: string | null = null;
  return {
    onNew: newPages.add,
    note: (served: string | null) => {
      page ??= served;
      if (served !== null && served !== page) newPages.tell();
    },
  };
}
