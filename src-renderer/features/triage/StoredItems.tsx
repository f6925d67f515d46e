import { useInfiniteQuery } from "@tanstack/react-query";
import { type EngineError, type Output, reasonOf } from "../../lib/engine.ts";
import { useLink } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { NetworkIcon } from "../../ui/NetworkIcon.tsx";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import styles from "./StoredItems.module.css";

type Found = Output<"triage.stored">;

/** What sources brought and no watch wants: looked through only when somebody asks, and never counted. */
export function StoredItems({ search }: { search: string }) {
  const { t, sayError } = useWords();
  const { moment, date } = useFormat();
  const link = useLink();
  const query = useInfiniteQuery<Found, EngineError, Found[], readonly unknown[], string | null>({
    queryKey: ["triage.stored", { search }],
    queryFn: ({ pageParam }) =>
      link.call("triage.stored", { search, cursor: pageParam }).catch((error: unknown) => {
        throw reasonOf(error);
      }),
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
    select: ({ pages }) => pages,
    enabled: false,
  });
  const pages = query.data ?? [];
  const items = pages.flatMap((page) => page.items);
  const backTo = pages.at(-1)?.backTo ?? null;
  const isAsked = pages.length > 0;
  return (
    <section className={styles["box"]} aria-label={t("queue.stored.title")}>
      <div className={styles["head"]}>
        <span>
          {isAsked
            ? t("queue.stored.found", { count: items.length, date: backTo === null ? "–" : date(backTo) })
            : t("queue.stored.what")}
        </span>
        <span className="grow" />
        {(!isAsked || query.hasNextPage) && (
          <ActButton
            size="small"
            offBecause={query.isFetching ? t("queue.stored.looking") : undefined}
            onClick={() => void (isAsked ? query.fetchNextPage() : query.refetch())}
          >
            {t(isAsked ? "queue.stored.further" : "queue.stored.look")}
          </ActButton>
        )}
      </div>
      {query.error && <p role="alert">{sayError(query.error)}</p>}
      {items.length > 0 && (
        <ul className={styles["list"]}>
          {items.map((item) => (
            <li key={item.id}>
              <NetworkIcon network={item.network} size={14} />
              <span className="clip" dir="auto">
                <b>{item.title}</b> {item.excerpt}
              </span>
              <span className={styles["meta"]}>
                {item.source}, {moment(item.publishedAt)}
              </span>
              <OutsideLink url={item.url}>{t("triage.original")}</OutsideLink>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
