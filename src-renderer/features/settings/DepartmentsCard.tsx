import { useState } from "react";
import type { Department } from "../../../src-main/contract/methods/departments.ts";
import { useActs } from "../../lib/acts.tsx";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { AskFirst } from "../../ui/AskFirst.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Acts, Card } from "../../ui/Card.tsx";
import { DepartmentForm } from "./DepartmentForm.tsx";
import styles from "../../ui/rows.module.css";
import { useAct } from "../../lib/use-act.ts";
import { useOffBecause } from "../../lib/use-may.ts";

type Doing = { what: "edit" | "remove"; id: string } | { what: "add" } | null;

/** The parts of the firm: whose queue each sees, who works there and who only looks on. */
export function DepartmentsCard() {
  const { t } = useWords();
  const { data: departments, error, refetch } = useEngine("departments.list", {});
  const [doing, setDoing] = useState<Doing>(null);
  const adminOff = useOffBecause(["admin"]);
  const done = () => setDoing(null);
  const add = (
    <ActButton size="small" icon="plus" offBecause={adminOff} onClick={() => setDoing({ what: "add" })}>
      {t("together.department.add")}
    </ActButton>
  );
  return (
    <Card id="departments" title={t("together.department.title")} help={t("together.department.help")} act={add}>
      {doing?.what === "add" && <DepartmentForm department={null} onDone={done} />}
      {!departments && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {departments?.length === 0 && doing === null && <p className={styles["meta"]}>{t("together.department.none")}</p>}
      <ul className={styles["rows"]}>
        {departments?.map((department) => (
          <li key={department.id}>
            <Row
              department={department}
              doing={doing && doing.what !== "add" && doing.id === department.id ? doing.what : null}
              onDo={(what) => setDoing({ what, id: department.id })}
              onDone={done}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

type RowProps = {
  department: Department;
  doing: "edit" | "remove" | null;
  onDo: (what: "edit" | "remove") => void;
  onDone: () => void;
};

function Row({ department, doing, onDo, onDone }: RowProps) {
  const { t } = useWords();
  const adminOff = useOffBecause(["admin"]);
  if (doing === "edit") return <DepartmentForm department={department} onDone={onDone} />;
  if (doing === "remove") return <Removal department={department} onDone={onDone} />;
  const { name } = department;
  return (
    <div className={styles["row"]}>
      <div className={styles["what"]}>
        <p className={styles["name"]}>{name}</p>
        <Facts department={department} />
      </div>
      <Acts>
        <ActButton
          size="small"
          icon="pencil"
          aria-label={t("settings.editOf", { name })}
          offBecause={adminOff}
          onClick={() => onDo("edit")}
        >
          {t("settings.edit")}
        </ActButton>
        <ActButton
          size="small"
          look="ghost"
          icon="x"
          aria-label={t("settings.removeOf", { name })}
          offBecause={adminOff}
          onClick={() => onDo("remove")}
        >
          {t("settings.remove")}
        </ActButton>
      </Acts>
    </div>
  );
}

function Facts({ department: { buckets, members, sources, rules } }: { department: Department }) {
  const { t } = useWords();
  const { list } = useFormat();
  const named = (viewOnly: boolean) =>
    members.filter((member) => member.viewOnly === viewOnly).map(({ person }) => person.name);
  const sees = [t("together.department.given"), ...buckets.map((bucket) => t(`bucketLong.${bucket}`))];
  const given = [
    ...(sources > 0 ? [t("together.department.sources", { count: sources })] : []),
    ...(rules.length > 0 ? [t("together.department.rules", { names: list(rules) })] : []),
  ];
  return (
    <>
      <p className={styles["meta"]}>{[t("together.department.sees", { what: list(sees) }), ...given].join(" · ")}</p>
      {members.length > 0 && (
        <p className={styles["meta"]}>
          {[
            ...(named(false).length > 0 ? [t("together.department.membersAre", { names: list(named(false)) })] : []),
            ...(named(true).length > 0 ? [t("together.department.lookers", { names: list(named(true)) })] : []),
          ].join(" · ")}
        </p>
      )}
    </>
  );
}

function Removal({ department: { id, version, name }, onDone }: { department: Department; onDone: () => void }) {
  const { t, sayError } = useWords();
  const acts = useActs();
  const removing = useAct("departments.remove", ["departments.list", "people.list"]);
  async function remove(): Promise<void> {
    if (!(await removing.run({ id, version }))) return;
    acts.did({ says: t("together.department.removed", { name }) });
    onDone();
  }
  return (
    <>
      {removing.trouble && <FieldError says={sayError(removing.trouble)} />}
      <AskFirst
        label={t("settings.removeOf", { name })}
        says={t("together.department.removeAsk", { name })}
        yes={t("settings.remove")}
        no={t("settings.keep")}
        isBusy={removing.isBusy}
        onYes={() => void remove()}
        onNo={onDone}
      />
    </>
  );
}
