// What readers type and what is searched are compared in one form.

// Full-width letters and figures are the plain ones, large letters small; spaces count for nothing within a line.
export const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[^\S\n]+/g, "");

// The words that are looked for, each of which must be found.
export const wordsOf = (typed) => typed.split(/\s+/).map(fold).filter(Boolean);
