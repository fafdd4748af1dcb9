// What a visitor typed, as the words to look up. Pure functions; used by search.js.

// Words that say nothing about what is looked for.
const STOP_WORDS = new Set(
  `aber alle alles als also am an auch auf aus bei beim bekomme bekommen bekommt bin bis bitte brauche brauchen braucht da
  damit dann das dass daß dein dem den denn der des dich die dies diese dieser dieses doch dort du durch ein eine einem einen
  einer eines er es etwas für fuer fürs gar gern gibt geht habe haben hat hab hallo hier ich ihm ihn ihnen ihr ihre ihrem ihren
  ihrer im in ins ist ja jemand kann können koennen könnte man mein meine meinem meinen meiner meines mich mir mit möchte moechte
  muss müssen muessen nach nicht noch nur ob oder ohne sehr sein seine seinem seinen seiner sich sie sind so soll sollte
  suche über ueber um und uns unser unsere vom von vor wann warum was weil welche welchem welchen welcher welches wen wenn
  wer wem werden wie will wir wird wo worauf woher wohin wozu wurde würde zu zum zur`.split(/\s+/),
);
const ENDINGS = /(?:innen|in|ern|nen|e[nmrs]?|n|s)$/;

/** The same word in both spellings of its umlauts: "Pässe", "Paesse" and "paesse" agree. */
export const fold = (word) =>
  word.toLowerCase().replace(/ä/g, "ae").replace(/ö/g, "oe").replace(/ü/g, "ue").replace(/ß/g, "ss");

const withoutDots = (word) => word.toLowerCase().replace(/ß/g, "ss").normalize("NFD").replace(/\p{M}/gu, "");

/** The words of a site: which of them a typed word may mean. */
export class Words {
  constructor(words) {
    this.spelling = new Map();
    for (const word of words) {
      for (const folded of [fold(word), withoutDots(word)]) {
        if (!this.spelling.has(folded)) this.spelling.set(folded, word);
      }
    }
    this.folded = [...this.spelling.keys()].sort();
  }

  /** Whether a word of the site begins like this one, or is another form of it. */
  has(word) {
    const folded = fold(word);
    return this.#beginsAWord(folded) || (folded.length > 5 && this.spelling.has(folded.replace(ENDINGS, "")));
  }

  #beginsAWord(folded) {
    let low = 0;
    for (let high = this.folded.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (this.folded[middle] < folded) low = middle + 1;
      else high = middle;
    }
    return low < this.folded.length && this.folded[low].startsWith(folded);
  }

  /** "Heimplatzkosten" as words of the site: ["heimplatz", "kosten"]; null if it is not made of them. */
  parts(word) {
    const folded = fold(word);
    for (let end = folded.length - 4; end >= 4; end--) {
      const first = folded.slice(0, end);
      if (!this.#isWord(first)) continue;
      const rest = folded.slice(end);
      const more = this.#isWord(rest) ? [rest] : this.parts(rest);
      if (more) return [this.spelled(first), ...more.map((part) => this.spelled(part))];
    }
    return null;
  }

  #isWord(folded) {
    return this.spelling.has(folded) || this.spelling.has(folded.replace(ENDINGS, ""));
  }

  /** The word as the site spells it: "häusliche" for "haeusliche". */
  spelled(word) {
    return this.spelling.get(fold(word)) ?? word;
  }

  /** The noun of the site that an unknown compound ends with: "tisch" for "Mittagstisch"; null if there is none. */
  lastPart(word) {
    const folded = fold(word);
    for (let start = 3; folded.length - start >= 4; start++) {
      const spelled = this.spelling.get(folded.slice(start));
      if (spelled && spelled !== spelled.toLowerCase()) return [spelled];
    }
    return null;
  }

  /** The word of the site that was most likely meant by a misspelt one, or null. */
  nearest(word) {
    const folded = fold(word);
    const most = folded.length < 4 ? 0 : folded.length < 9 ? 1 : 2;
    let best = null;
    let least = most + 1;
    for (const candidate of this.folded) {
      if (Math.abs(candidate.length - folded.length) > most) continue;
      // people get the first letter right more often than the others
      const edits = distance(folded, candidate) + (candidate[0] === folded[0] ? 0 : 0.5);
      if (edits < least) [best, least] = [candidate, edits];
    }
    return best && this.spelling.get(best);
  }
}

/** Letters to add, remove, change or swap with their neighbour to get from one word to the other. */
export function distance(one, other) {
  const rows = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= one.length; row++) {
    rows[row] = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1] ? 0 : 1;
      let least = Math.min(rows[row - 1][column] + 1, rows[row][column - 1] + 1, rows[row - 1][column - 1] + same);
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        least = Math.min(least, rows[row - 2][column - 2] + 1);
      }
      rows[row][column] = least;
    }
  }
  return rows[one.length][other.length];
}

/**
 * What to look up for a query: for each typed word the terms it stands for (several for a compound nobody wrote),
 * how misspelt words were read, and what the site does not know.
 */
export function understand(query, words) {
  const typed = query.match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = typed.filter((word) => word.length > 1 && !STOP_WORDS.has(word.toLowerCase()));
  const lookups = [];
  const corrected = [];
  const unknown = [];
  for (const word of new Set(telling.length ? telling : typed)) {
    let terms = words.has(word) ? [words.spelled(word)] : words.parts(word);
    const meant = terms ? null : words.nearest(word);
    if (meant) corrected.push([word, meant]);
    terms ??= meant ? [meant] : words.lastPart(word);
    if (terms) lookups.push(terms);
    else unknown.push(word);
  }
  return { lookups, corrected, unknown };
}
