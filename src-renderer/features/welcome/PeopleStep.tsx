import { useMe } from "../../lib/session.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { AddPerson } from "./AddPerson.tsx";
import { OwnEntry } from "./OwnEntry.tsx";
import { PeopleTable } from "./PeopleTable.tsx";
import type { StepProps } from "./screen.tsx";
import { StepActs } from "./StepActs.tsx";
import { Remark, StepFrame, StepRefusal } from "./StepFrame.tsx";
import { useAttempt } from "./use-attempt.ts";
import { whoApproves } from "./who-approves.ts";

/** Step 4: who drafts and who approves. What is ticked or added is saved at once. */
export function PeopleStep({ desk, onNext, onBack }: StepProps) {
  const { t } = useWords();
  const me = useMe();
  const { data: people, error, refetch } = useEngine("people.list", {});
  const { attempt, error: refusal, isBusy } = useAttempt();
  async function workAlone() {
    const saved = await attempt(async () => {
      await desk.save({ selfApproval: true });
      // Without a PIN this step is never done; who works alone needs none.
      if ((["brand", "sources", "hours"] as const).every(desk.isDone)) await desk.dismiss();
    });
    if (saved) onNext();
  }
  const own = people?.find(({ id }) => id === me?.id);
  const isAlone = people?.length === 1;
  const approval = people && whoApproves(people);
  return (
    <StepFrame title={t("welcome.people.title")} lead={t("welcome.people.lead")}>
      {!people && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {people && (
        <>
          <PeopleTable people={people} meId={me?.id ?? null} onChanged={() => void refetch()} />
          {own && !own.hasPin && <OwnEntry key={own.version} own={own} onSaved={() => void refetch()} />}
          <AddPerson
            onAdded={() => void refetch()}
            offBecause={own && !own.hasPin ? t("welcome.people.ownPinFirst") : undefined}
          />
          {approval && <Remark icon="approve">{t(approval.key, approval.params)}</Remark>}
          {isAlone && <Remark icon="info">{t("welcome.people.aloneHelp")}</Remark>}
        </>
      )}
      <StepRefusal error={refusal} />
      <StepActs
        next={t("welcome.people.next")}
        onNext={onNext}
        offBecause={isBusy ? t("welcome.saving") : undefined}
        onBack={onBack}
        skip={t(isAlone ? "welcome.people.alone" : "welcome.skip")}
        onSkip={isAlone ? () => void workAlone() : onNext}
      />
    </StepFrame>
  );
}
