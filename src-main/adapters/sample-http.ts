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
  let deliveryOf: ((replyUrl: string) => SampleDelivery) | undefined;
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
      const end = await now();
      deliveryOf ??= deliveriesOf(content.commands(end));
      return customerSystem(message, { deliveryOf, isWell: at() > end + hourMs });
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

const hourMs = 3_600_000;

/** What becomes of a line by the permalink of the reply that it tells of. */
function deliveriesOf(commands: readonly SampleCommand[]): (replyUrl: string) => SampleDelivery {
  const replyOf = new Map(
    commands.flatMap((command) =>
      command.do === "post" && command.proofUrl ? [[new URL(command.proofUrl).href, command.reply] as const] : [],
    ),
  );
  const fateOf = new Map(
    commands.flatMap((command) =>
      command.do === "deliver" ? command.replies.map((reply) => [reply, command.result] as const) : [],
    ),
  );
  // Calls, private contact and replies that somebody writes in the sample later are simply taken.
  return (replyUrl) => fateOf.get(replyOf.get(replyUrl) ?? "") ?? "done";
}

const statusOf: Readonly<Record<SampleDelivery, number>> = { done: 200, retrying: 503, dead: 422 };

/** An hour after the history's end it is well again, so that whoever stays sees the lines arrive that it was too busy for. */
function customerSystem({ url, body }: HttpPost, { deliveryOf, isWell }: CustomerSystem): HttpAnswer {
  const line = JSON.parse(typeof body === "string" ? body : new TextDecoder().decode(body)) as Line;
  const fate = deliveryOf((line.interaction ?? line).reply?.url ?? "");
  const httpStatus = statusOf[fate === "retrying" && isWell ? "done" : fate];
  return { status: "ok", url, httpStatus, headers: {}, redirects: [], tookMs: 0, body: new Uint8Array(0) };
}

type CustomerSystem = { readonly deliveryOf: (replyUrl: string) => SampleDelivery; readonly isWell: boolean };
type Told = { readonly reply?: { readonly url: string | null } | null };
type Line = Told & { readonly interaction?: Told };
