import { expect, test } from "vitest";
import {
  emptyList,
  type ListAction,
  type ListState,
  reduceList,
  targetsOf,
  waitingChanges,
} from "../../src-renderer/features/triage/list-state.ts";
import { idOf, NOON, rowOf } from "./support/rows.ts";

const listed = (...numbers: number[]) => numbers.map((number) => ({ ...rowOf(number), asOf: NOON }));
const received = (numbers: number[], isWhole = true): ListAction => ({
  type: "received",
  rows: listed(...numbers),
  isWhole,
});
const after = (...actions: ListAction[]): ListState => actions.reduce(reduceList, emptyList);
const shown = (state: ListState) => state.rows.map((row) => Number(row.title?.replace("Zqtitle", "")));
const cursor = (number: number): ListAction => ({ type: "cursor", to: { id: idOf(number) } });
const taken = (...numbers: number[]): ListAction => ({
  type: "acted",
  after: new Map(numbers.map((number) => [idOf(number), null])),
  advance: true,
});

test("the first answer is shown at once, with the cursor on its first row", () => {
  const state = after(received([1, 2, 3]));
  expect([shown(state), state.cursorId]).toEqual([[1, 2, 3], idOf(1)]);
});

test("rows that come later wait, wherever they would stand", () => {
  const state = after(received([1, 2]), received([8, 1, 9, 2, 7]));
  expect([shown(state), waitingChanges(state).added]).toEqual([[1, 2], 3]);
});

test("a list that had not reached its end goes on below, which is not new", () => {
  const state = after(received([1, 2], false), received([1, 2, 3, 4]));
  expect([shown(state), waitingChanges(state).added]).toEqual([[1, 2, 3, 4], 0]);
});

test("the words of a shown row are renewed in its place", () => {
  const renewed: ListAction = {
    type: "received",
    rows: [
      { ...rowOf(2), asOf: NOON },
      { ...rowOf(1), asOf: NOON, copies: 5 },
    ],
    isWhole: true,
  };
  const state = after(received([1, 2]), renewed);
  expect([shown(state), state.rows[0]?.copies]).toEqual([[1, 2], 5]);
});

test("showing the new takes the order of the engine and keeps the cursor on its row", () => {
  const state = after(received([1, 2]), cursor(2), received([8, 2, 1]), { type: "show-new" });
  expect([shown(state), state.cursorId]).toEqual([[8, 2, 1], idOf(2)]);
});

test("the cursor of a row that went stays in its place", () => {
  const state = after(received([1, 2, 3]), cursor(2), taken(2));
  expect([shown(state), state.cursorId]).toEqual([[1, 3], idOf(3)]);
});

test("the cursor of the last row goes to the one before", () => {
  expect(after(received([1, 2]), cursor(2), taken(2)).cursorId).toBe(idOf(1));
});

test("an answer from before the act does not bring the row back", () => {
  const state = after(received([1, 2]), taken(1), received([1, 2]));
  expect([shown(state), waitingChanges(state).added]).toEqual([[2], 0]);
});

test("once the act is settled the engine's word counts again", () => {
  const state = after(received([1, 2]), taken(1), { type: "settled", ids: [idOf(1)] }, received([1, 2]));
  expect(waitingChanges(state).added).toBe(1);
});

test("an act that failed puts rows, cursor and selection back", () => {
  const before = after(received([1, 2, 3]), { type: "toggle", id: idOf(1) }, { type: "extend", by: 1 });
  const state = [
    taken(1, 2),
    { type: "failed", before, ids: [idOf(1), idOf(2)] } satisfies ListAction,
  ].reduce<ListState>(reduceList, before);
  expect({ ...state, acting: [...state.acting] }).toEqual({ ...before, acting: [] });
});

test("an undo takes the list over anew as soon as the row is there again", () => {
  const undone: ListAction[] = [taken(2), { type: "settled", ids: [idOf(2)] }, { type: "undone", ids: [idOf(2)] }];
  const early = after(received([1, 2, 3]), cursor(2), ...undone, received([1, 3]));
  expect(shown(early)).toEqual([1, 3]);
  const late = reduceList(early, received([1, 2, 3]));
  expect([shown(late), late.cursorId]).toEqual([[1, 2, 3], idOf(2)]);
});

test("an act is for the selection in the order of the list, else for the cursor", () => {
  const one = after(received([1, 2, 3]), cursor(3));
  expect(targetsOf(one).map((row) => row.id)).toEqual([idOf(3)]);
  const two = [
    { type: "toggle", id: idOf(3) },
    { type: "toggle", id: idOf(1) },
  ].reduce<ListState>((state, action) => reduceList(state, action as ListAction), one);
  expect(targetsOf(two).map((row) => row.id)).toEqual([idOf(1), idOf(3)]);
});
