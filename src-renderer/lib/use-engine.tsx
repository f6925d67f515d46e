import {
  keepPreviousData,
  type QueryClient,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { ulid } from "ulid";
import {
  type EngineError,
  type EngineLink,
  type Input,
  type LinkState,
  type Output,
  type ReadName,
  reasonOf,
  type WriteName,
} from "./engine.ts";
import { topicsOf } from "./topics.ts";

const LinkContext = createContext<EngineLink | null>(null);

/** Joins the page to one engine: what the engine says has changed is asked again where it is shown. */
export function EngineProvider({ link, children }: { link: EngineLink; children: ReactNode }) {
  const client = useQueryClient();
  useEffect(() => refreshOnChange(link, client), [link, client]);
  return <LinkContext value={link}>{children}</LinkContext>;
}

/** The link itself, for what is neither a shown answer nor a command. */
export function useLink(): EngineLink {
  const link = useContext(LinkContext);
  if (!link) throw new Error("useLink needs an EngineProvider above it");
  return link;
}

/** Whether the engine can be reached now. */
export function useLinkState(): LinkState {
  const link = useLink();
  const [state, setState] = useState<LinkState>("connecting");
  useEffect(() => link.onState(setState), [link]);
  return state;
}

type ReadOptions = { enabled?: boolean; keepPrevious?: boolean };

/** The answer of a reading method, kept fresh by the engine's changes. `keepPrevious` shows the old answer while a new input loads. */
export function useEngine<Name extends ReadName>(
  name: Name,
  input: Input<Name>,
  { enabled = true, keepPrevious = false }: ReadOptions = {},
): UseQueryResult<Output<Name>, EngineError> {
  const link = useLink();
  return useQuery<Output<Name>, EngineError>({
    queryKey: [name, input],
    queryFn: () => link.call(name, input).catch(rethrow),
    enabled,
    ...(keepPrevious ? { placeholderData: keepPreviousData as never } : {}),
  });
}

/** What a command needs from its caller: the page adds the command's id. */
export type CommandInput<Name extends WriteName> = Omit<Input<Name>, "commandId">;

/** Sends commands of one kind: `await command.mutateAsync(input)` or `command.mutate(input)`; refusals are EngineErrors. */
export function useCommand<Name extends WriteName>(
  name: Name,
): UseMutationResult<Output<Name>, EngineError, CommandInput<Name>> {
  const link = useLink();
  return useMutation<Output<Name>, EngineError, CommandInput<Name>>({
    mutationFn: (input) => sendCommand({ link, name, input }),
  });
}

type Sending<Name extends WriteName> = { link: EngineLink; name: Name; input: CommandInput<Name>; patienceMs?: number };

/**
 * Sends a command under an id of its own. When the engine goes away meanwhile, the same command is sent once more after
 * it came back: the same id is done once, so nothing happens twice and no act is lost in a restart.
 */
export async function sendCommand<Name extends WriteName>({
  link,
  name,
  input,
  patienceMs = 10_000,
}: Sending<Name>): Promise<Output<Name>> {
  const whole = { ...input, commandId: ulid() } as unknown as Input<Name>;
  try {
    return await link.call(name, whole);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason.code !== "engine-gone" || !(await isBack(link, patienceMs))) throw reason;
    return await link.call(name, whole).catch(rethrow);
  }
}

function isBack(link: EngineLink, patienceMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    let stop: (() => void) | null = null;
    const end = (back: boolean) => {
      clearTimeout(timer);
      queueMicrotask(() => stop?.());
      resolve(back);
    };
    const timer = setTimeout(() => end(false), patienceMs);
    stop = link.onState((state) => state === "connected" && end(true));
  });
}

function rethrow(error: unknown): never {
  throw reasonOf(error);
}

/** Ingest tells of many changes a second; what is shown is asked again at most four times a second. */
const GATHER_MS = 250;

export function refreshOnChange(link: EngineLink, client: QueryClient): () => void {
  let stale = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  function refresh() {
    const topics = stale;
    stale = new Set();
    timer = undefined;
    void client.invalidateQueries({
      predicate: ({ queryKey }) => {
        const name = queryKey[0] as ReadName;
        return topics.has("*") || (topicsOf[name] ?? []).some((topic) => topics.has(topic));
      },
    });
  }
  const stop = link.onChange((change) => {
    for (const topic of change === "everything" ? ["*"] : change.topics) stale.add(topic);
    timer ??= setTimeout(refresh, GATHER_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
