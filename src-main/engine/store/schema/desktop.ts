/** What a person likes, as the JSON of the contract's Preferences. */
export type PersonPreferenceTable = {
  readonly person_id: number;
  readonly value: string;
  readonly version: number;
};
