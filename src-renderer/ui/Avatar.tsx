import styles from "./Avatar.module.css";
import { classNames } from "./class-names.ts";

type AvatarProps = {
  /** Null draws the dashed ring of "nobody". */
  person: { name: string; initials: string } | null;
  /** Said for the ring of nobody. */
  noneSays?: string | undefined;
  /** More than the name, where there is more to say. */
  says?: string | undefined;
  isMe?: boolean;
  size?: "normal" | "large";
};

/** Who has it: initials, never tinted; the signed-in person is filled ink. */
export function Avatar({ person, noneSays, says, isMe = false, size = "normal" }: AvatarProps) {
  const look = classNames(
    styles["who"],
    size === "large" && styles["large"],
    isMe && styles["me"],
    !person && styles["none"],
  );
  return (
    <span className={look} role="img" aria-label={says ?? person?.name ?? noneSays} title={says ?? person?.name}>
      {person?.initials}
    </span>
  );
}
