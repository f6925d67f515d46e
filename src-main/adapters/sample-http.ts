import type { Http, HttpAnswer, HttpPost, HttpRequest } from "../ports/http.ts";
import type { SampleCommand, SampleContent, SampleDelivery } from "../ports/sample-content.ts";

export type SampleHttpParts = {
  readonly content: SampleContent;
  /** The end of the four weeks, chosen when the sample was built. */
  readonly now: () => Promise<number>;
  /** The moment of the request. */
  readonly at: () => number;
  /** Answers for every host outside the sample, so that somebody who tries it out may add a real feed. */
  readonly beyond: Http;
};

/** Answers the sample's feeds and its customer system as their servers would; nothing of the sample ever reaches a network. */
export function createSampleHttp({ content, now, at, beyond }: SampleHttpParts): Http {
  let records: Promise<(replyUrl: string) => SampleDelivery | null> | undefined;
  return {
    get: async (request) => {
      const source = content.sources.find(({ feedUrl }) => feedUrl === request.url);
      if (!source) return isSampleHost(request.url) ? unknownHost(request.url) : beyond.get(request);
      const answer = content.answer(source, { now: await now(), polledAt: at(), headers: validatorsOf(request) });
      const seen = { url: answer.url, httpStatus: answer.status, headers: answer.headers, redirects: [], tookMs: 0 };
      return answer.status === 304 ? { status: "not-modified", ...seen } : { status: "ok", ...seen, body: answer.body };
    },
    post: async (message) => {
      if (message.url !== content.crm.url)
        return isSampleHost(message.url) ? unknownHost(message.url) : beyond.post(message);
      records ??= now().then((end) => deliveriesOf(content.commands(end), at));
      return customerSystem(message, await records);
    },
  };
}

function isSampleHost(url: string): boolean {
  return URL.parse(url)?.hostname.endsWith(".example") ?? false;
}

function unknownHost(url: string): HttpAnswer {
  return {
    status: "failed",
    code: "address-unknown",
    params: { host: URL.parse(url)?.hostname ?? "" },
    url,
    redirects: [],
    tookMs: 0,
  };
}

function validatorsOf({ etag, lastModified }: HttpRequest): Readonly<Record<string, string>> {
  return {
    ...(typeof etag === "string" ? { "if-none-match": etag } : {}),
    ...(typeof lastModified === "string" ? { "if-modified-since": lastModified } : {}),
  };
}

/** What becomes of the interaction of a posted reply by its permalink; null = its turn has not come. */
function deliveriesOf(
  commands: readonly SampleCommand[],
  at: () => number,
): (replyUrl: string) => SampleDelivery | null {
  const replyOf = new Map(
    commands.flatMap((command) =>
      command.do === "post" && command.proofUrl ? [[new URL(command.proofUrl).href, command.reply] as const] : [],
    ),
  );
  const fateOf = new Map(
    commands.flatMap((command) =>
      command.do === "deliver" ? command.replies.map((reply) => [reply, command] as const) : [],
    ),
  );
  return (replyUrl) => {
    const reply = replyOf.get(replyUrl);
    const fate = reply === undefined ? undefined : fateOf.get(reply);
    // Replies that somebody writes in the sample later are simply taken.
    if (!fate) return "done";
    return fate.at > at() ? null : fate.result;
  };
}

const statusOf: Readonly<Record<SampleDelivery, number>> = { done: 200, retrying: 503, dead: 422 };

function customerSystem({ url, body }: HttpPost, deliveryOf: (replyUrl: string) => SampleDelivery | null): HttpAnswer {
  const line = JSON.parse(typeof body === "string" ? body : new TextDecoder().decode(body)) as {
    readonly reply?: { readonly url: string | null } | null;
  };
  const delivery = deliveryOf(line.reply?.url ?? "");
  // The line to the system is only open when the history says so.
  if (delivery === null) return { status: "failed", code: "offline", params: {}, url, redirects: [], tookMs: 0 };
  const headers: Readonly<Record<string, string>> = delivery === "retrying" ? { "retry-after": "3600" } : {};
  return {
    status: "ok",
    url,
    httpStatus: statusOf[delivery],
    headers,
    redirects: [],
    tookMs: 0,
    body: new Uint8Array(0),
  };
}
