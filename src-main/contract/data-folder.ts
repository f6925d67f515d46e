export type Surroundings = {
  readonly platform: string;
  /** The person's own folder. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
};

/**
 * Where the platform keeps the data of applications, in `watchroom/`. Desktop, `serve` and command line must agree on
 * it: it is where the lock and the workspaces are. Slashes are for `path.resolve` to turn round on Windows.
 */
export function usualDataFolder({ platform, home, env }: Surroundings): string {
  if (platform === "win32") return `${env["APPDATA"] ?? `${home}/AppData/Roaming`}/watchroom`;
  if (platform === "darwin") return `${home}/Library/Application Support/watchroom`;
  return `${env["XDG_DATA_HOME"] ?? `${home}/.local/share`}/watchroom`;
}
