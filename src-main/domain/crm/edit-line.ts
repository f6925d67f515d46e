import type { DeliveryEdit } from "../../contract/methods/crm.ts";
import type { CrmLine, Interaction } from "./interaction.ts";

/** An edit as it comes: what is left out, or undefined, stays as it is. */
export type LineEdit = { readonly [Field in keyof DeliveryEdit]?: DeliveryEdit[Field] | undefined };

/** What a person may change of a line, as it stands; null = nothing may: an erasure holds nothing but keys. */
export function editOf(line: CrmLine): DeliveryEdit | null {
  if (line.schema === "watchroom.erasure/1") return null;
  const { contact, note, mention } = line.schema === "watchroom.correction/1" ? line.interaction : line;
  return {
    name: contact.name,
    emails: [...contact.emails],
    phones: [...contact.phones],
    note,
    mentionTitle: mention.title,
    mentionText: mention.text,
  };
}

/**
 * A line with what a person changed, and the names of the fields that are otherwise now. The public reply, its approvers
 * and every key stay as they are.
 */
export function editLine(
  line: CrmLine,
  edit: LineEdit,
): { readonly line: CrmLine; readonly fields: readonly string[] } {
  const before = editOf(line);
  if (before === null || line.schema === "watchroom.erasure/1") return { line, fields: [] };
  const given = Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
  const after: DeliveryEdit = { ...before, ...given };
  const names = Object.keys(before) as readonly (keyof DeliveryEdit)[];
  const fields = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  if (line.schema === "watchroom.interaction/1") return { line: editInteraction(line, after), fields };
  const interaction = editInteraction(line.interaction, after);
  const contact = line.contact.key === interaction.contact.key ? interaction.contact : line.contact;
  return { line: { ...line, contact, interaction }, fields };
}

/** An interaction with what is in an edit. */
export function editInteraction(line: Interaction, given: LineEdit): Interaction {
  const { contact, note: noted, mention } = line;
  const { name = contact.name, emails = contact.emails, phones = contact.phones, note = noted } = given;
  const { mentionTitle = mention.title, mentionText = mention.text } = given;
  return {
    ...line,
    contact: { ...line.contact, name, emails, phones },
    note,
    mention: { ...line.mention, title: mentionTitle, text: mentionText },
  };
}

/**
 * What people changed of a line that was sent, for a correction of it: the fields that are still as they were when it was
 * told, so that nothing that was taken out of it comes back. What changed at the desk since is newer than their change.
 */
export function keptEdit({
  changed,
  before,
  now,
}: {
  /** Lines that people changed, with the names of the fields, oldest first. */
  readonly changed: readonly { readonly line: CrmLine; readonly fields: readonly string[] }[];
  readonly before: Interaction;
  readonly now: Interaction;
}): LineEdit {
  const [told, known] = [editOf(before), editOf(now)];
  if (told === null || known === null) return {};
  const stays = (name: keyof DeliveryEdit) => JSON.stringify(told[name]) === JSON.stringify(known[name]);
  const names = Object.keys(told) as readonly (keyof DeliveryEdit)[];
  return Object.fromEntries(
    changed.flatMap(({ line, fields }) => {
      const edit = editOf(line);
      return names.flatMap((name) =>
        edit !== null && fields.includes(name) && stays(name) ? [[name, edit[name]]] : [],
      );
    }),
  );
}
