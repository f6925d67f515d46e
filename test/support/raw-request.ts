import { request } from "node:http";
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";

export type RawAnswer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };

export type RawRequest = {
  readonly port: number;
  /** Left out = 127.0.0.1. */
  readonly address?: string;
  readonly method?: string;
  readonly path: string;
  /** `undefined` leaves a header out. */
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Uint8Array;
};

/** One request with exactly these headers: what a browser would never send can be sent. */
export function sendRaw({
  port,
  address = "127.0.0.1",
  method = "GET",
  path,
  headers = {},
  body,
}: RawRequest): Promise<RawAnswer> {
  const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
  return new Promise((resolve, reject) => {
    const sent = request({ host: address, port, method, path, headers: given, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
