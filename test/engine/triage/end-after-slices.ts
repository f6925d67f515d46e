import type { Desk } from "./desk.ts";

/** The program ends after so many transactions of what is asked: the next one never comes, and it starts again. */
export async function endAfterSlices(desk: Desk, count: number, ask: () => Promise<unknown>): Promise<void> {
  const { store } = desk.parts;
  const { write } = store;
  let slices = 0;
  await new Promise<void>((ended) => {
    const counted: typeof write = (work) => {
      slices += 1;
      if (slices <= count) return write(work);
      ended();
      return new Promise(() => undefined);
    };
    Object.assign(store, { write: counted });
    void ask();
  });
  Object.assign(store, { write });
  desk.startAgain();
}
