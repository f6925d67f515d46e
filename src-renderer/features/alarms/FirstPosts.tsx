import { Link } from "wouter";
import type { AlarmEvidence } from "../../../src-main/contract/methods/alarms.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Badge } from "../../ui/Badge.tsx";
import { NetworkIcon } from "../../ui/NetworkIcon.tsx";
import styles from "./FirstPosts.module.css";
import { Part } from "./Part.tsx";

/** The first posts in the order of their time: how it began. Each leads to its case. */
export function FirstPosts({ posts }: { posts: AlarmEvidence["firstPosts"] }) {
  const { t } = useWords();
  return (
    <Part title={t("alarms.why.first")}>
      {posts.length === 0 ? (
        <p>{t("alarms.why.noPosts")}</p>
      ) : (
        <ol className={styles["posts"]}>
          {posts.map((post, index) => (
            <li key={`${post.storyId} ${post.at} ${index}`}>
              <Post post={post} />
            </li>
          ))}
        </ol>
      )}
    </Part>
  );
}

function Post({ post }: { post: AlarmEvidence["firstPosts"][number] }) {
  const { t } = useWords();
  const { moment } = useFormat();
  return (
    <>
      <p className={styles["by"]}>
        <span className={styles["at"]}>{moment(post.at)}</span>
        <b className="clip">{post.author ?? post.handle ?? t("alarms.why.someone")}</b>
        <NetworkIcon network={post.network} />
        <span className="clip">{post.source}</span>
        {post.isNewAuthor && <Badge icon="plus">{t("alarms.why.newAuthor")}</Badge>}
      </p>
      <Link href={`/case/${post.storyId}`} className={styles["words"]}>
        {post.excerpt}
      </Link>
    </>
  );
}
