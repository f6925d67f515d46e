import { classNames } from "./class-names.ts";
import styles from "./AlarmMark.module.css";
import { Icon, type IconName } from "./Icon.tsx";

type AlarmMarkProps = { isRunning: boolean; isMuted?: boolean; size?: 12 | 14 | 16 };

/** The shape of an alarm: a triangle while it runs, bars while it is muted, a tick when it is over. Its word stands beside it. */
export function AlarmMark({ isRunning, isMuted = false, size = 14 }: AlarmMarkProps) {
  const shape: IconName = isRunning ? (isMuted ? "pause" : "incident") : "check";
  return <Icon name={shape} size={size} className={classNames(styles["mark"], isRunning && styles["running"])} />;
}
