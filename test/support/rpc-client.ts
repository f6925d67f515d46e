import type { Input, MethodName, Output } from "../../src-main/contract/methods.ts";
import type { RefusalBody } from "../../src-main/contract/refusal.ts";

export type RpcClient = {
  readonly call: <Name extends MethodName>(method: Name, input: Input<Name>) => Promise<Output<Name>>;
  readonly cookie: string;
};

/** Lets itself in with a code, as a browser does, and calls methods over POST /rpc. A refusal is thrown as its code. */
export async function pairOverHttp(url: string, code: string): Promise<RpcClient> {
  const headers = { "content-type": "application/json", origin: new URL(url).origin, "sec-fetch-site": "same-origin" };
  const paired = await fetch(new URL("/pair", url), { method: "POST", headers, body: JSON.stringify({ code }) });
  const cookie = paired.headers.getSetCookie()[0]?.split(";")[0];
  if (!paired.ok || cookie === undefined)
    throw new Error(`pairing was refused: ${paired.status} ${await paired.text()}`);
  return {
    cookie,
    call: async (method, input) => {
      const answer = await fetch(new URL("/rpc", url), {
        method: "POST",
        headers: { ...headers, cookie },
        body: JSON.stringify({ method, input }),
      });
      const body = (await answer.json()) as { result: Output<typeof method> } | RefusalBody;
      if ("error" in body)
        throw Object.assign(
          new Error(`${method}: ${body.error.code} ${JSON.stringify(body.error.params)}`),
          body.error,
        );
      return body.result;
    },
  };
}
