import { expect, test } from "vitest";
import { isInQueue, mayActOn } from "../../../src-main/domain/departments.ts";
import type { Membership } from "../../../src-main/domain/departments.ts";

const sales = { names: ["Sales", "Retail"], buckets: ["pr"] } as const;
const service = { names: ["Service"], buckets: ["care", "unsorted"] } as const;
const looks = (queue: Membership["queue"]): Membership => ({ queue, viewOnly: true });
const works = (queue: Membership["queue"]): Membership => ({ queue, viewOnly: false });

test.each([
  [{ department: "retail", bucket: "care" }, true],
  [{ department: null, bucket: "pr" }, true],
  [{ department: "Service", bucket: "care" }, false],
  [{ department: null, bucket: "care" }, false],
] as const)("a story at %o stands in the queue of sales: %s", (place, expected) => {
  expect(isInQueue(sales, place)).toBe(expected);
});

const inSales = { department: null, bucket: "pr" } as const;
const inService = { department: null, bucket: "care" } as const;
const inBoth = { department: "Sales", bucket: "care" } as const;
const inNone = { department: null, bucket: "analytics" } as const;

test.each<
  [
    string,
    readonly Membership[],
    readonly (readonly [typeof inSales | typeof inService | typeof inBoth | typeof inNone, boolean])[],
  ]
>([
  [
    "no department",
    [],
    [
      [inSales, true],
      [inNone, true],
    ],
  ],
  [
    "works in one",
    [works(sales)],
    [
      [inSales, true],
      [inService, true],
    ],
  ],
  [
    "only looks on",
    [looks(sales)],
    [
      [inSales, false],
      [inService, false],
      [inNone, false],
    ],
  ],
  [
    "looks on in one and works in another",
    [looks(sales), works(service)],
    [
      [inSales, false],
      [inService, true],
      [inBoth, true],
      [inNone, true],
    ],
  ],
])("who belongs to %s may act accordingly", (_says, memberships, cases) => {
  expect(cases.map(([place]) => mayActOn(memberships, place))).toEqual(cases.map(([, may]) => may));
});
