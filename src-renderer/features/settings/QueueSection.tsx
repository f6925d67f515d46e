import { useSearchedSetting } from "../../ui/Card.tsx";
import { LabelsCard } from "./LabelsCard.tsx";
import { MacrosCard } from "./MacrosCard.tsx";

/** What the queue is worked with: labels and macros. */
export function QueueSection() {
  useSearchedSetting();
  return (
    <>
      <LabelsCard />
      <MacrosCard />
    </>
  );
}
