/** How long, in CPU ms of this thread, the longest stretch of a piece of work was in which nothing else got its turn. */
export async function longestTurnOf(work: () => Promise<unknown>): Promise<number> {
  let longestUs = 0;
  let isOver = false;
  let last = process.threadCpuUsage();
  const look = () => {
    const { user, system } = process.threadCpuUsage(last);
    longestUs = Math.max(longestUs, user + system);
    last = process.threadCpuUsage();
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  await work();
  isOver = true;
  return longestUs / 1000;
}
