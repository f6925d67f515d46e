import type { CrmLine, CrmPerson, Interaction } from "./interaction.ts";

/**
 * What is kept of a line whose person was erased: its key, its kind, when it was, of which case. Nothing that anybody
 * said, nobody's name.
 */
export function blankLine(line: CrmLine): CrmLine {
  if (line.schema === "watchroom.erasure/1") return line;
  const contact = nobody(line.contact.key);
  if (line.schema === "watchroom.interaction/1") return blankInteraction(line, contact);
  return { ...line, contact, interaction: blankInteraction(line.interaction, contact) };
}

function blankInteraction({ agent: _agent, ...line }: Interaction, contact: CrmPerson): Interaction {
  return {
    ...line,
    contact,
    mention: { ...line.mention, title: null, text: "", url: null },
    reply: line.reply === null ? null : { text: "", url: null, author: null, approvedBy: [], script: null },
    note: null,
  };
}

const nobody = (key: string): CrmPerson => ({ key, name: null, handle: null, emails: [], phones: [] });
