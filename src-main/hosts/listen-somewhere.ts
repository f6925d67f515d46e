import type { HttpServer } from "../transport/http.ts";

/** Listens at a port, or at any free one where that is taken. */
export async function listenSomewhere(start: (port: number) => Promise<HttpServer>, port: number): Promise<HttpServer> {
  try {
    return await start(port);
  } catch (cause) {
    if (port === 0 || !isPortTaken(cause)) throw cause;
    return start(0);
  }
}

export function isPortTaken(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
}
