import { type ComponentType, useState } from "react";
import { useLocation } from "wouter";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { useWords } from "../../lib/words.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { BrandStep } from "./BrandStep.tsx";
import { HoursStep } from "./HoursStep.tsx";
import { PeopleStep } from "./PeopleStep.tsx";
import { SourcesStep } from "./SourcesStep.tsx";
import { Steps } from "./Steps.tsx";
import { type SetupDesk, type StepName, stepNames, useSetup } from "./use-setup.ts";
import styles from "./welcome.module.css";

export type StepProps = { desk: SetupDesk; onNext: () => void; onBack?: (() => void) | undefined };

const screens: Readonly<Record<StepName, ComponentType<StepProps>>> = {
  brand: BrandStep,
  sources: SourcesStep,
  hours: HoursStep,
  people: PeopleStep,
};

/** First steps: four questions, each to be answered or skipped, all saved as one goes. */
export function WelcomeScreen() {
  const { desk, error, retry } = useSetup();
  if (!desk) return error ? <ErrorState error={error} onRetry={retry} /> : <Loading />;
  return <FirstSteps desk={desk} />;
}

function FirstSteps({ desk }: { desk: SetupDesk }) {
  const { sayError } = useWords();
  const acts = useActs();
  const [, go] = useLocation();
  const [step, setStep] = useState<StepName>(() => stepNames.find((each) => !desk.isDone(each)) ?? "brand");
  const at = stepNames.indexOf(step);
  const before = stepNames[at - 1];
  const Step = screens[step];
  const leave = () => go("/triage");
  function onNext() {
    const next = stepNames[at + 1];
    if (next) setStep(next);
    else leave();
  }
  async function dismiss() {
    try {
      await desk.dismiss();
      leave();
    } catch (cause) {
      acts.failed(sayError(reasonOf(cause)));
    }
  }
  return (
    <div className={styles["first"]}>
      <Steps desk={desk} current={step} onStep={setStep} onLeave={leave} onDismiss={() => void dismiss()} />
      <Step key={step} desk={desk} onNext={onNext} {...(before && { onBack: () => setStep(before) })} />
    </div>
  );
}
