import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";

export type Delivered = { readonly id: string; readonly body: Record<string, unknown>; readonly verified: boolean };

/** A CRM's webhook on loopback that checks each signature as the standard's own library does. */
export async function startWebhookReceiver(
  secret: string,
): Promise<{ readonly url: string; readonly delivered: Delivered[]; readonly close: () => Promise<void> }> {
  const delivered: Delivered[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => (text += chunk));
    request.on("end", () => {
      const header = (name: string) => String(request.headers[name]);
      const headers = {
        "webhook-id": header("webhook-id"),
        "webhook-timestamp": header("webhook-timestamp"),
        "webhook-signature": header("webhook-signature"),
      };
      delivered.push({
        id: headers["webhook-id"],
        body: JSON.parse(text) as Record<string, unknown>,
        verified: isSigned(secret, text, headers),
      });
      response.end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    delivered,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function isSigned(secret: string, text: string, headers: Record<string, string>): boolean {
  try {
    new Webhook(secret).verify(text, headers);
    return true;
  } catch {
    return false;
  }
}
