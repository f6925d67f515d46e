/** Of the list of hits, which the field names. */
export const hitsId = "look-up-hits";

/** Of one hit. */
export const optionId = (contactId: string) => `look-up-${contactId}`;
