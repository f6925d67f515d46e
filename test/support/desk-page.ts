import type { Browser, BrowserContext, Page, Response } from "playwright-core";
import type { RefusalBody } from "../../src-main/contract/refusal.ts";
import type { RpcClient } from "./rpc-client.ts";
import { pairOverHttp } from "./rpc-client.ts";

export type DeskPage = {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly rpc: RpcClient;
  /** What the page complained of: errors, refused resources. */
  readonly complaints: string[];
  /** What the engine refused to the page: "replies.prove: proof-wrong-host". */
  readonly refusals: string[];
};

export type DeskPageOptions = {
  readonly url: string;
  readonly code: string;
  readonly width?: number;
  readonly height?: number;
  readonly theme?: "light" | "dark" | "contrast";
  readonly timezoneId?: string;
};

/** A browser window that was let in with a code, as its own device, with nobody signed in yet. */
export async function openDeskPage(
  browser: Browser,
  { url, code, width = 1440, height = 900, theme = "light", timezoneId }: DeskPageOptions,
): Promise<DeskPage> {
  const rpc = await pairOverHttp(url, code);
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme === "light" ? "light" : "dark",
    forcedColors: "none",
    reducedMotion: "reduce",
    locale: "en-GB",
    ...(timezoneId === undefined ? {} : { timezoneId }),
  });
  const [name = "", value = ""] = rpc.cookie.split("=");
  await context.addCookies([{ name, value, url, httpOnly: true, sameSite: "Strict" }]);
  const page = await context.newPage();
  const complaints: string[] = [];
  const refusals: string[] = [];
  const rpcUrl = new URL("/rpc", url).href;
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("response", (response) => {
    if (response.url() === rpcUrl && !response.ok())
      void describeRefusal(response).then((refusal) => {
        // Somebody signs out while an answer is asked for: nobody is there to miss it.
        if (!refusal.endsWith(": sign-in-first")) refusals.push(refusal);
      });
  });
  page.on("console", (message) => {
    // The browser reports each refusal as a resource that failed.
    if (message.location().url === rpcUrl && message.text().startsWith("Failed to load resource")) return;
    if (message.type() === "error" || message.text().includes("Content Security Policy"))
      complaints.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin && !/^(data|blob):/.test(request.url()))
      complaints.push(`request: ${request.url()}`);
  });
  return { context, page, rpc, complaints, refusals };
}

async function describeRefusal(response: Response): Promise<string> {
  const { method } = response.request().postDataJSON() as { method: string };
  const body = (await response.json().catch(() => null)) as RefusalBody | null;
  return `${method}: ${body?.error.code ?? response.status()}`;
}

/** Signs a person of the sample in at this device, with the PIN that its sign-in shows. */
export async function signInAs(rpc: RpcClient, name: string): Promise<void> {
  const { people } = await rpc.call("session.get", {});
  const person = people.find((one) => one.name === name);
  if (!person) throw new Error(`nobody here is called ${name}`);
  await rpc.call("session.signIn", { personId: person.id, pin: person.demoPin ?? "" });
}
