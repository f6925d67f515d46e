import { approversOf, firstNameOf } from "../lib/approval.ts";
import type { Output } from "../lib/engine.ts";
import { useEngine } from "../lib/use-engine.tsx";
import { useFormat } from "../lib/use-format.ts";
import { type WordKey, useWords } from "../lib/words.ts";

type Reply = Output<"replies.queue">["cards"][number]["reply"];

/** Who must approve, who may not, and why: "Needs 2 of corpcomm, not Ines. Mira and Joss may. Two looks: row 2 of the policy." */
export function PolicyLine({
  reply,
}: {
  reply: Pick<Reply, "authors" | "policy"> & Partial<Pick<Reply, "approvals">>;
}) {
  const { t } = useWords();
  const { list } = useFormat();
  const { data: people } = useEngine("people.list", {});
  const { policy } = reply;
  const roles = list(policy.roles.map((role) => t(`role.${role}`)));
  const authors = list(reply.authors.map((author) => firstNameOf(author.name)));
  const able = people ? approversOf(reply, people).map((person) => firstNameOf(person.name)) : null;
  const needed = Math.max(1, policy.needed - policy.given);
  // A row that asks for a person says nothing new where people are asked for anyway.
  const why = policy.because.filter(({ asks }) => asks !== "person" || policy.needed === 1);
  const says = [
    ...new Set(why.map(({ from, row, asks }) => t(`approvals.because.${from}.${asks}` as WordKey, { row }))),
  ];
  return (
    <span>
      {authors === "" ? t("approvals.needs", { roles, needed }) : t("approvals.needsNot", { roles, authors, needed })}{" "}
      {policy.given > 0 && `${t("approvals.given", { count: policy.given })} `}
      {able &&
        (able.length > 0
          ? t("approvals.mayApprove", { names: list(able), count: able.length })
          : t("approvals.nobodyMay"))}
      {policy.template && ` ${t("approvals.templateHelp")}`}
      {says.length > 0 && ` ${says.join(" ")}`}
    </span>
  );
}
