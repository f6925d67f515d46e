import { Icon } from "../../ui/Icon.tsx";
import styles from "./AlarmCard.module.css";
import { type Learning as LearningFacts, useLearningWords } from "./use-learning-words.ts";

/** Says that the desk has not listened long enough to know each hour of the week. */
export function Learning({ learning }: { learning: LearningFacts }) {
  const learningWords = useLearningWords();
  return (
    <p className={styles["learning"]}>
      <Icon name="info" size={14} />
      {learningWords(learning)}
    </p>
  );
}
