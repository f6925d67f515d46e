import type {
  ActivityTable,
  ApprovalTable,
  CaseCycleTable,
  CaseNoteTable,
  ContactTable,
  ContactHandleTable,
  CrmTargetTable,
  DeliveryTable,
  DeskCaseTable,
  JobTable,
  ReplyTable,
  ReplyAuthorTable,
  ScriptTable,
  ScriptVersionTable,
  ShiftTable,
} from "./schema/handling.ts";
import type {
  CommandTable,
  DepartmentTable,
  DepartmentMemberTable,
  EventTable,
  EventPayloadTable,
  ItemTable,
  ItemVersionTable,
  MentionTable,
  MentionWatchTable,
  MetaTable,
  PersonTable,
  PersonRoleTable,
  PurgedKeyTable,
  RoleTable,
  RuleTable,
  RunningSpanTable,
  SessionTable,
  SettingTable,
  SlotBucketTable,
  SlotSourceTable,
  SlotWatchTable,
  SourceTable,
  StoryTable,
  StoryMemberTable,
  WatchTable,
  WatchVersionTable,
} from "./schema/intake.ts";

/** Table names to rows: the only place where column names meet TypeScript. */
export type Schema = {
  readonly meta: MetaTable;
  readonly setting: SettingTable;
  readonly command: CommandTable;
  readonly event: EventTable;
  readonly event_payload: EventPayloadTable;
  readonly running_span: RunningSpanTable;
  readonly role: RoleTable;
  readonly person: PersonTable;
  readonly person_role: PersonRoleTable;
  readonly department: DepartmentTable;
  readonly department_member: DepartmentMemberTable;
  readonly session: SessionTable;
  readonly source: SourceTable;
  readonly watch: WatchTable;
  readonly watch_version: WatchVersionTable;
  readonly rule: RuleTable;
  readonly item: ItemTable;
  readonly item_version: ItemVersionTable;
  readonly purged_key: PurgedKeyTable;
  readonly story: StoryTable;
  readonly mention: MentionTable;
  readonly story_member: StoryMemberTable;
  readonly mention_watch: MentionWatchTable;
  readonly slot_bucket: SlotBucketTable;
  readonly slot_source: SlotSourceTable;
  readonly slot_watch: SlotWatchTable;
  readonly contact: ContactTable;
  readonly contact_handle: ContactHandleTable;
  readonly desk_case: DeskCaseTable;
  readonly case_cycle: CaseCycleTable;
  readonly case_note: CaseNoteTable;
  readonly activity: ActivityTable;
  readonly script: ScriptTable;
  readonly script_version: ScriptVersionTable;
  readonly reply: ReplyTable;
  readonly reply_author: ReplyAuthorTable;
  readonly approval: ApprovalTable;
  readonly crm_target: CrmTargetTable;
  readonly delivery: DeliveryTable;
  readonly shift: ShiftTable;
  readonly job: JobTable;
};
