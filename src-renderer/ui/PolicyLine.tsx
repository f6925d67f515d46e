import { approversOf, firstNameOf } from "../lib/approval.ts";
import type { Output } from "../lib/engine.ts";
import { useEngine } from "../lib/use-engine.tsx";
import { useFormat } from "../lib/use-format.ts";
import { useWords } from "../lib/words.ts";

type Reply = Output<"replies.queue">["cards"][number]["reply"];

/** Who must approve and who may not: "Needs 1 of corpcomm, not Ines. Mira and Joss may." */
export function PolicyLine({ reply }: { reply: Pick<Reply, "authors" | "policy"> }) {
  const { t } = useWords();
  const { list } = useFormat();
  const { data: people } = useEngine("people.list", {});
  const roles = list(reply.policy.roles.map((role) => t(`role.${role}`)));
  const authors = list(reply.authors.map((author) => firstNameOf(author.name)));
  const able = people ? approversOf(reply, people).map((person) => firstNameOf(person.name)) : null;
  return (
    <span>
      {authors === "" ? t("approvals.needs", { roles }) : t("approvals.needsNot", { roles, authors })}{" "}
      {able &&
        (able.length > 0
          ? t("approvals.mayApprove", { names: list(able), count: able.length })
          : t("approvals.nobodyMay"))}
      {reply.policy.template && ` ${t("approvals.templateHelp")}`}
    </span>
  );
}
