/** More copies than this are not put together or taken apart by hand: all of them are moved in one transaction. */
export const mostCopies = 5000;
