// What the editor has decided so far, and what becomes of the text by it. Knows nothing of the page.
//
// A decision is { verdict: "accept" | "edit" | "reject", edits: [{ start, end, replacement }], reason }. All places are
// units of UTF-16 in `article.text`; a file of decisions counts in bytes.

const DECISIONS_SCHEMA = "postedit-decisions/1";

function same(a, b) {
  return a.start === b.start && a.end === b.end && a.replacement === b.replacement;
}

// Whether two edits can't both be made: they share words, insert at one place, or one inserts inside the other.
function conflict(a, b) {
  if (same(a, b)) return false;
  const aEmpty = a.start === a.end;
  const bEmpty = b.start === b.end;
  if (aEmpty && bEmpty) return a.start === b.start;
  if (aEmpty) return b.start < a.start && a.start < b.end;
  if (bEmpty) return a.start < b.start && b.start < a.end;
  return a.start < b.end && b.start < a.end;
}

function anyConflict(some, others) {
  return some.some((a) => others.some((b) => conflict(a, b)));
}

// The smallest edit that turns `before`, which stands at `start`, into `after`; null where they are the same.
function smallestEdit(start, before, after) {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  // Half of a surrogate pair is no character.
  const isLow = (text, at) => text.charCodeAt(at) >= 0xdc00 && text.charCodeAt(at) < 0xe000;
  if (head > 0 && (isLow(before, head) || isLow(after, head))) head -= 1;
  if (tail > 0 && (isLow(before, before.length - tail) || isLow(after, after.length - tail))) tail -= 1;
  const edit = {
    start: start + head,
    end: start + before.length - tail,
    replacement: after.slice(head, after.length - tail),
  };
  return edit.start === edit.end && edit.replacement === "" ? null : edit;
}

class Decisions {
  // `article` is what the page holds; the places in it are put into units of UTF-16 here, once.
  constructor(article) {
    this.article = article;
    this.text = article.text;
    this.offsets = new Offsets(article.text);
    this.findings = article.findings.map((finding) => ({
      ...finding,
      span: this.#inUnits(finding.span),
      fixes: finding.fixes.map((edits) => edits.map((edit) => this.#inUnits(edit))),
    }));
    this.byId = new Map(this.findings.map((finding) => [finding.id, finding]));
    this.past = [];
    this.made = new Map();
  }

  #inUnits(place) {
    return { ...place, start: this.offsets.unit(place.start), end: this.offsets.unit(place.end) };
  }

  #inBytes(edit) {
    return { ...edit, start: this.offsets.byte(edit.start), end: this.offsets.byte(edit.end) };
  }

  of(id) {
    return this.made.get(id);
  }

  count(verdict) {
    return [...this.made.values()].filter((decision) => !verdict || decision.verdict === verdict).length;
  }

  // Decides on one finding. What was decided before and can't go with it is open again; returns those findings' ids.
  decide(id, decision) {
    const next = new Map(this.made);
    const displaced = [...next]
      .filter(([other, { edits }]) => other !== id && anyConflict(edits, decision.edits))
      .map(([other]) => other);
    displaced.forEach((other) => next.delete(other));
    next.set(id, decision);
    this.#become(next);
    return displaced;
  }

  accept(id, fix = 0) {
    return this.decide(id, { verdict: "accept", fix, edits: this.byId.get(id).fixes[fix], reason: "" });
  }

  reject(id, reason = "") {
    return this.decide(id, { verdict: "reject", edits: [], reason });
  }

  // Puts `words` in the place of what stands at `range`. Returns null where that changes nothing.
  edit(id, range, words) {
    const edit = smallestEdit(range.start, this.text.slice(range.start, range.end), words);
    return edit && this.decide(id, { verdict: "edit", edits: [edit], reason: "" });
  }

  // A reason is typed letter by letter: no step of its own for undo.
  giveReason(id, reason) {
    this.made.set(id, { ...this.made.get(id), reason });
  }

  reopen(id) {
    const next = new Map(this.made);
    if (next.delete(id)) this.#become(next);
  }

  // Accepts the first fix of each of `ids` that is open and goes with what is decided, as one step; returns how many.
  acceptAll(ids) {
    const next = new Map(this.made);
    const taken = [...next.values()].flatMap(({ edits }) => edits);
    for (const { id, fixes } of this.#bySureness()) {
      if (!ids.includes(id) || next.has(id) || !fixes.length || anyConflict(fixes[0], taken)) continue;
      next.set(id, { verdict: "accept", fix: 0, edits: fixes[0], reason: "" });
      taken.push(...fixes[0]);
    }
    const accepted = next.size - this.made.size;
    if (accepted) this.#become(next);
    return accepted;
  }

  #become(next) {
    this.past.push(this.made);
    this.made = next;
  }

  // Takes the last step back; returns whether there was one.
  undo() {
    if (!this.past.length) return false;
    this.made = this.past.pop();
    return true;
  }

  #bySureness() {
    return [...this.findings].sort((a, b) => b.confidence - a.confidence || a.id - b.id);
  }

  // The edits to show, in order, each with its finding: those decided on, and of the open findings' first fixes those
  // that can be made with them, the surest first.
  marks() {
    const marks = [];
    const add = (id, edits, done) => marks.push(...edits.map((edit) => ({ id, edit, done })));
    this.made.forEach(({ edits }, id) => add(id, edits, true));
    for (const { id, fixes } of this.#bySureness()) {
      if (this.made.has(id) || !fixes.length) continue;
      const shown = marks.map(({ edit }) => edit);
      // What is shown already is not shown twice.
      const isNew = !fixes[0].some((edit) => shown.some((other) => same(edit, other)));
      if (isNew && !anyConflict(fixes[0], shown)) add(id, fixes[0], false);
    }
    return marks.sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.id - b.id);
  }

  // The text after the decisions so far.
  result() {
    const edits = [...this.made.values()].flatMap((decision) => decision.edits);
    edits.sort((a, b) => a.start - b.start || a.end - b.end);
    let out = "";
    let at = 0;
    let last = null;
    for (const edit of edits) {
      if (last && same(edit, last)) continue;
      out += this.text.slice(at, edit.start) + edit.replacement;
      at = edit.end;
      last = edit;
    }
    return out + this.text.slice(at);
  }

  // The decisions as a file holds them, for `postedit apply`.
  toFile() {
    const { tool, source } = this.article;
    const decisions = [...this.made]
      .sort(([a], [b]) => a - b)
      .map(([id, { verdict, edits, reason }]) => {
        const { rule, fingerprint, span } = this.byId.get(id);
        const decision = { finding: id, rule, fingerprint, span: this.#inBytes(span), verdict };
        if (verdict === "reject") return { ...decision, reason };
        return { ...decision, edits: edits.map((edit) => this.#inBytes(edit)) };
      });
    return { schema: DECISIONS_SCHEMA, tool, article: source, decisions };
  }

  // Takes over the decisions of a file as one step. Throws where the file is about another text.
  fromFile(file) {
    if (file?.schema !== DECISIONS_SCHEMA) throw new Error(`it is no file of decisions (${DECISIONS_SCHEMA})`);
    if (file.article.sha256 !== this.article.source.sha256) throw new Error("it is about another text");
    const next = new Map();
    for (const { finding, fingerprint, verdict, edits = [], reason = "" } of file.decisions) {
      const known = this.byId.get(finding);
      if (known?.fingerprint !== fingerprint) throw new Error("it comes from another report on this text");
      const own = edits.map((edit) => this.#inUnits(edit));
      const isIt = (fix) => fix.length === own.length && fix.every((edit, at) => same(edit, own[at]));
      next.set(finding, { verdict, fix: known.fixes.findIndex(isIt), edits: own, reason });
    }
    this.#become(next);
  }
}
