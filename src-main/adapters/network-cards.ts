import { networkInterfaces } from "node:os";
import type { NetworkCards } from "../ports/browser-door.ts";

/** The network interfaces of this computer that reach others. Link-local addresses need a zone that no browser types. */
export function createNetworkCards(): NetworkCards {
  return {
    list: () =>
      Object.entries(networkInterfaces()).flatMap(([name, found]) => {
        const outward = (found ?? []).filter(
          ({ internal, family, scopeid }) => !internal && !(family === "IPv6" && scopeid),
        );
        const addresses = outward.map(({ address, family }) => ({ address, family }));
        return addresses.length === 0 ? [] : [{ name, addresses }];
      }),
  };
}
