// What readers type and what is searched are compared in one form.

// Full-width letters and figures are the plain ones, large letters small; spaces count for nothing within a line, nor what nobody sees.
const UNSEEN = /[^\S\n]+|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064]/g;
export const fold = (text) => text.normalize("NFKC").toLowerCase().replace(UNSEEN, "");

export const LONGEST = 60; // characters of what is typed that are looked for: who pastes a page waits for nothing

// The words that are looked for, each of which must be found.
export const wordsOf = (typed) => typed.slice(0, LONGEST).split(/\s+/).map(fold).filter(Boolean);
