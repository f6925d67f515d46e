import { z } from "zod";

/** HubSpot's ids are numbers written as text; some lists give them as numbers. */
const Id = z.union([z.string().regex(/^\d+$/), z.number().int()]).transform(String);

/** Any record: only the properties that were asked for come, and an empty one is null. */
export const HsObject = z.object({
  id: Id,
  properties: z.record(z.string(), z.string().nullable()).default({}),
});
export type HsObject = z.infer<typeof HsObject>;

/** Search and batch reads. A batch answers 207 where some ids are not there; they are simply not in `results`. */
export const HsList = z.object({ results: z.array(HsObject) });

/** One object was written, out of a batch of one: 207 with `errors` where it was not. */
export const HsBatch = z.object({
  results: z.array(HsObject.extend({ new: z.boolean().default(true) })),
  errors: z.array(z.object({ message: z.string().default(""), category: z.string().default("") })).default([]),
});

/** Associations: v3 gives `id`, the dated paths `toObjectId`. */
export const HsAssociations = z.object({
  results: z.array(
    z.union([z.object({ id: Id }), z.object({ toObjectId: Id }).transform(({ toObjectId }) => ({ id: toObjectId }))]),
  ),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
});

export const HsProperty = z.object({ name: z.string(), hasUniqueValue: z.boolean().default(false) });

export const HsPipelines = z.object({
  results: z.array(z.object({ id: Id.or(z.string()), stages: z.array(z.object({ id: Id.or(z.string()) })) })),
});

export const HsTokenInfo = z.object({ hubId: z.number().int().optional(), scopes: z.array(z.string()) });

/** How HubSpot says no. `requiredGranularScopes` or `requiredScopes` with MISSING_SCOPES, `policyName` with 429. */
export const HsRefusal = z.object({
  message: z.string().default(""),
  category: z.string().default(""),
  policyName: z.string().default(""),
  errors: z
    .array(
      z.object({
        message: z.string().default(""),
        code: z.string().default(""),
        context: z.record(z.string(), z.array(z.string())).optional().catch({}),
      }),
    )
    .default([]),
});
export type HsRefusal = z.infer<typeof HsRefusal>;

/** A 204: archived. */
export const Gone = z.null();
