import type { ReactNode, Ref } from "react";
import { useShownKeys } from "../lib/shortcuts.tsx";
import { isWebAddress } from "../lib/web-address.ts";
import { KeyCap } from "./KeyCap.tsx";
import styles from "./OutsideLink.module.css";

type OutsideLinkProps = {
  url: string | null;
  keys?: string;
  className?: string | undefined;
  onClick?: () => void;
  children: ReactNode;
  ref?: Ref<HTMLAnchorElement>;
};

/** A way out to the web, opened by the system's browser; nothing of ours goes along. Draws nothing for another address. */
export function OutsideLink({ url, keys, className, onClick, children, ref }: OutsideLinkProps) {
  const shown = useShownKeys(keys);
  if (!isWebAddress(url)) return null;
  return (
    <a
      ref={ref}
      className={className ?? styles["link"]}
      href={url}
      target="_blank"
      rel="noreferrer"
      aria-keyshortcuts={shown ?? undefined}
      onClick={onClick}
    >
      {children}
      {shown !== null && <KeyCap keys={shown} />}
    </a>
  );
}
