export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Log events with fields, not sentences. Never a token, a reply's text or a customer's name. */
export type Logger = {
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
};
