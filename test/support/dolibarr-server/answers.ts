import type { SeenRequest } from "./switches.ts";

export type Answer = { readonly status: number; readonly body: string; readonly headers?: Record<string, string> };

/** One path of the API, behind /api/index.php. `named` are the parts of the path that stand in brackets of the pattern. */
export type Route = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: RegExp;
  readonly answer: (request: SeenRequest, named: readonly string[]) => Answer;
};

export const json = (value: unknown, status = 200): Answer => ({
  status,
  body: JSON.stringify(value),
  headers: { "content-type": "application/json; charset=utf-8" },
});

const names: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** As Dolibarr says no: the name of the status before its own words, details under numbers. */
export const refused = (status: number, words = "", details: readonly string[] = []): Answer =>
  json(
    { error: { code: status, message: [names[status] ?? "", words].filter(Boolean).join(": "), ...numbered(details) } },
    status,
  );

const numbered = (details: readonly string[]): Record<string, string> =>
  Object.fromEntries(details.map((detail, nth) => [String(nth), detail]));

export const page = (status: number, words: string): Answer => ({
  status,
  body: `<!doctype html><html><head><title>Dolibarr</title></head><body><p>${words}</p></body></html>`,
  headers: { "content-type": "text/html; charset=UTF-8" },
});

export const done = (words: string): Answer => json({ success: { code: 200, message: words } });
