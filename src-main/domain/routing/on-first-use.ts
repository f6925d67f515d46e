/** Makes what is dear when it is first needed, and keeps it: a start that routes nothing does not pay for it. */
export function onFirstUse<Made extends object>(make: () => Made): () => Made {
  let made: Made | null = null;
  return () => (made ??= make());
}
