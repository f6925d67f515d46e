type Work = () => Promise<unknown>;

const works = new Set<Work>();

/** Names work that must reach the engine before the person at the desk signs out: afterwards nobody may do it in their name. */
export function beforeLeaving(work: Work): () => void {
  works.add(work);
  return () => void works.delete(work);
}

/** Does what is still to be done in the name of the person who leaves; what cannot be done holds nobody here. */
export async function finishBeforeLeaving(): Promise<void> {
  await Promise.allSettled([...works].map((work) => work()));
}
