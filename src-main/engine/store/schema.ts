import type {
  ConversationTable,
  ItemEchoTable,
  MessageNameTable,
  MessageTable,
  ThreadReadTable,
} from "./schema/conversations.ts";
import type { CrmComplaintTable, CrmContactTable } from "./schema/crm.ts";
import type { PrivatePathTable } from "./schema/private-path.ts";
import type {
  MetaTable,
  SettingTable,
  CommandTable,
  EventTable,
  EventPayloadTable,
  OfflineSpanTable,
  PastHoursTable,
  RunningSpanTable,
  RoleTable,
  PersonTable,
  PersonRoleTable,
  SessionTable,
  OpenNetworkTable,
} from "./schema/foundation.ts";
import type {
  ActivityTable,
  ApprovalClockTable,
  ApprovalTable,
  CaseCycleTable,
  CycleDayTable,
  CaseNoteTable,
  CrmTargetTable,
  DeliveryTable,
  DeskCaseTable,
  GuidelinesVersionTable,
  JobTable,
  ReplyTable,
  ReplyAuthorTable,
  ScriptTable,
  ScriptVersionTable,
} from "./schema/handling.ts";
import type { AccountTable, PostingTable } from "./schema/accounts.ts";
import type { CrmLoggingTable, InteractionTable } from "./schema/crm-logging.ts";
import type { ReportRunTable, SavedReportTable } from "./schema/saved-reports.ts";
import type {
  PromiseTable,
  ShiftHandoverTable,
  ShiftSignatureTable,
  ShiftTable,
  ShiftWordsTable,
} from "./schema/shifts.ts";
import type { AlarmMentionTable, AlarmTable, AlarmTaughtTable } from "./schema/alarms.ts";
import type { CheckListsTable, ReplySignatureTable } from "./schema/checks.ts";
import type { PersonPreferenceTable } from "./schema/desktop.ts";
import type {
  ApprovalPolicyTable,
  ContactReachTable,
  LegalLaneTable,
  ReplyCommentTable,
  ReplyRevisionTable,
} from "./schema/gate.ts";
import type {
  ContactApartTable,
  ContactEmailTable,
  ContactHandleTable,
  ContactImportProblemTable,
  ContactImportTable,
  ContactMergeTable,
  ContactNoteTable,
  ContactPhoneTable,
  ContactTable,
} from "./schema/contacts.ts";
import type { CrmProfileTable } from "./schema/crm-profiles.ts";
import type { CaseLineTable, ContactChangedTable, ContactLookUpTable } from "./schema/look-up.ts";
import type { LearnedModelTable, LearningTable, LessonTable } from "./schema/learning.ts";
import type {
  ClaimNoticeTable,
  DepartmentMemberTable,
  DepartmentNameTable,
  DepartmentTable,
  ReplyWordsTable,
} from "./schema/people.ts";
import type { LabelNameTable, LabelTable, MacroTable, SavedViewTable, StoryLabelTable } from "./schema/queue.ts";
import type { ImportProblemTable, ImportTable, ItemPictureTable, UploadPartTable } from "./schema/by-hand.ts";
import type {
  FetchTable,
  ItemTable,
  ItemVersionTable,
  MentionTable,
  MentionWatchTable,
  PurgedKeyTable,
  RawEntriesTable,
  RuleEffectTable,
  RuleTable,
  RuleVersionTable,
  SlotBucketTable,
  SlotSourceTable,
  SlotWatchTable,
  SourceAddressTable,
  SourceTable,
  StoryTable,
  StoryMemberTable,
  StorySimilarTable,
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
  readonly past_hours: PastHoursTable;
  readonly offline_span: OfflineSpanTable;
  readonly role: RoleTable;
  readonly person: PersonTable;
  readonly person_role: PersonRoleTable;
  readonly department: DepartmentTable;
  readonly department_member: DepartmentMemberTable;
  readonly department_name: DepartmentNameTable;
  readonly claim_notice: ClaimNoticeTable;
  readonly reply_words: ReplyWordsTable;
  readonly session: SessionTable;
  readonly open_network: OpenNetworkTable;
  readonly source: SourceTable;
  readonly source_address: SourceAddressTable;
  readonly raw_entries: RawEntriesTable;
  readonly fetch: FetchTable;
  readonly watch: WatchTable;
  readonly watch_version: WatchVersionTable;
  readonly rule: RuleTable;
  readonly rule_version: RuleVersionTable;
  readonly rule_effect: RuleEffectTable;
  readonly item: ItemTable;
  readonly item_picture: ItemPictureTable;
  readonly upload_part: UploadPartTable;
  readonly import: ImportTable;
  readonly import_problem: ImportProblemTable;
  readonly item_version: ItemVersionTable;
  readonly purged_key: PurgedKeyTable;
  readonly story: StoryTable;
  readonly mention: MentionTable;
  readonly story_label: StoryLabelTable;
  readonly label: LabelTable;
  readonly label_name: LabelNameTable;
  readonly saved_view: SavedViewTable;
  readonly macro: MacroTable;
  readonly story_member: StoryMemberTable;
  readonly story_similar: StorySimilarTable;
  readonly conversation: ConversationTable;
  readonly message: MessageTable;
  readonly message_name: MessageNameTable;
  readonly item_echo: ItemEchoTable;
  readonly thread_read: ThreadReadTable;
  readonly mention_watch: MentionWatchTable;
  readonly slot_bucket: SlotBucketTable;
  readonly slot_source: SlotSourceTable;
  readonly slot_watch: SlotWatchTable;
  readonly contact: ContactTable;
  readonly contact_handle: ContactHandleTable;
  readonly contact_phone: ContactPhoneTable;
  readonly contact_email: ContactEmailTable;
  readonly contact_note: ContactNoteTable;
  readonly contact_merge: ContactMergeTable;
  readonly contact_apart: ContactApartTable;
  readonly contact_import: ContactImportTable;
  readonly contact_import_problem: ContactImportProblemTable;
  readonly contact_look_up: ContactLookUpTable;
  readonly contact_changed: ContactChangedTable;
  readonly case_line: CaseLineTable;
  readonly private_path: PrivatePathTable;
  readonly desk_case: DeskCaseTable;
  readonly case_cycle: CaseCycleTable;
  readonly cycle_day: CycleDayTable;
  readonly approval_clock: ApprovalClockTable;
  readonly check_lists: CheckListsTable;
  readonly reply_signature: ReplySignatureTable;
  readonly case_note: CaseNoteTable;
  readonly activity: ActivityTable;
  readonly script: ScriptTable;
  readonly script_version: ScriptVersionTable;
  readonly guidelines_version: GuidelinesVersionTable;
  readonly reply: ReplyTable;
  readonly reply_author: ReplyAuthorTable;
  readonly approval: ApprovalTable;
  readonly approval_policy: ApprovalPolicyTable;
  readonly legal_lane: LegalLaneTable;
  readonly reply_revision: ReplyRevisionTable;
  readonly reply_comment: ReplyCommentTable;
  readonly contact_reach: ContactReachTable;
  readonly crm_target: CrmTargetTable;
  readonly delivery: DeliveryTable;
  readonly crm_profile: CrmProfileTable;
  readonly crm_contact: CrmContactTable;
  readonly crm_complaint: CrmComplaintTable;
  readonly crm_logging: CrmLoggingTable;
  readonly interaction: InteractionTable;
  readonly shift: ShiftTable;
  readonly shift_handover: ShiftHandoverTable;
  readonly shift_words: ShiftWordsTable;
  readonly shift_signature: ShiftSignatureTable;
  readonly promise: PromiseTable;
  readonly job: JobTable;
  readonly lesson: LessonTable;
  readonly learned_model: LearnedModelTable;
  readonly learning: LearningTable;
  readonly saved_report: SavedReportTable;
  readonly report_run: ReportRunTable;
  readonly alarm: AlarmTable;
  readonly alarm_mention: AlarmMentionTable;
  readonly alarm_taught: AlarmTaughtTable;
  readonly person_preference: PersonPreferenceTable;
  readonly account: AccountTable;
  readonly posting: PostingTable;
};
