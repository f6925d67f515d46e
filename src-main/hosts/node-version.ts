const oldest = [22, 18] as const;

/** Whether a version such as "20.18.1" is new enough to run the sources and the native database. */
export function isNodeNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/** Ends the program with one sentence under a Node that better-sqlite3 would crash (it dies with SIGSEGV, without a message). */
export function refuseOldNode(): void {
  if (isNodeNewEnough(process.versions.node)) return;
  process.stderr.write(
    `Watchroom needs Node ${oldest.join(".")} or newer; this is Node ${process.versions.node}. Run it with npm, which brings its own.\n`,
  );
  process.exit(1);
}
