/** What a CRM calls a contact of ours; without an id its making was begun and nobody knows yet whether it is there. */
export type CrmContactTable = {
  readonly target_id: number;
  readonly contact_key: string;
  readonly remote_id: string | null;
  readonly url: string | null;
  readonly is_ours: 0 | 1;
  readonly at: number;
};

/** The case or ticket of a CRM that stands for a case of ours. */
export type CrmComplaintTable = {
  readonly target_id: number;
  readonly case_id: number;
  readonly remote_id: string;
  readonly url: string | null;
  readonly at: number;
};
