/**
 * Lets whoever asks for the same thing while it is done wait for the one answer: a page that lost its line sends an act
 * again, and the engine goes on with it at the same time.
 */
export function createRunOnce<Result>(): (name: string, work: () => Promise<Result>) => Promise<Result> {
  const running = new Map<string, Promise<Result>>();
  return (name, work) => {
    const begun = running.get(name);
    if (begun) return begun;
    const answer = work().finally(() => running.delete(name));
    running.set(name, answer);
    return answer;
  };
}
