// Draws the article as it stands after the decisions so far: what is open is marked with its first repair, what is
// decided reads as decided. The same marks as those the page comes with.

const SIGNS = { " ": ["·", "space", " "], "\t": ["→", "tab", "\t"], "\n": ["¶", "line end", " "] };

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

// What only a screen reader gets.
function said(words) {
  return element("span", { class: "say" }, words);
}

class Prose {
  // `blocks` and `disguises` come with the page, in bytes: the stretches it sets as paragraphs, and those it shows as
  // something else (markup as nothing, a character reference as its character).
  constructor(decisions, { blocks, disguises }) {
    const unit = (byte) => decisions.offsets.unit(byte);
    this.decisions = decisions;
    this.text = decisions.text;
    this.blocks = blocks.map(([start, end]) => ({ start: unit(start), end: unit(end) }));
    this.disguises = disguises.map(([start, end, shown]) => ({ start: unit(start), end: unit(end), shown }));
    this.places = this.blocks.map((_, number) => document.querySelector(`#b${number + 1} > .prose`));
  }

  draw() {
    this.marks = this.decisions.marks();
    const marked = new Set(this.marks.map(({ id }) => id));
    this.setOff = this.decisions.findings.filter(({ id }) => !marked.has(id));
    this.named = new Set();
    this.numbered = new Set();
    this.places.forEach((place, number) => {
      place.replaceChildren();
      place.append(...this.#block(number));
    });
  }

  #block(number) {
    const { start, end } = this.blocks[number];
    const next = this.blocks[number + 1]?.start ?? this.text.length;
    const cuts = this.#cuts(start, end);
    const nodes = this.#at(start);
    for (let index = 1; index < cuts.length; index += 1) {
      nodes.push(...this.#piece(cuts[index - 1], cuts[index]), ...this.#at(cuts[index]));
    }
    // A repair that runs on, or joins this block to the next one.
    for (const mark of this.marks.filter(({ edit }) => edit.start <= end && end < edit.end)) {
      if (mark.edit.start === end) nodes.push(...this.#deleted(mark, end, Math.min(mark.edit.end, next)));
      nodes.push(...this.#number(mark.id));
    }
    return nodes;
  }

  // The places inside a block where a mark begins or ends, its own ends among them.
  #cuts(start, end) {
    const ranges = [...this.marks.map(({ edit }) => edit), ...this.setOff.map(({ span }) => span)];
    const inside = ranges.flatMap((range) => [range.start, range.end]).filter((at) => start < at && at < end);
    return [...new Set([start, ...inside, end])].sort((a, b) => a - b);
  }

  // The words from `start` to `end`, inside which no mark begins or ends.
  #piece(start, end) {
    const holds = (range) => range.start <= start && end <= range.end;
    const mark = this.marks.find(({ edit }) => holds(edit));
    if (mark) return this.#deleted(mark, start, end);
    const length = ({ span }) => span.end - span.start;
    const [about] = this.setOff.filter(({ span }) => holds(span)).sort((a, b) => length(a) - length(b));
    const words = this.#words(start, end);
    if (!about) return [words];
    if (this.decisions.of(about.id)) {
      return [element("span", { class: "kept", ...this.#attributes(about.id) }, words), ...this.#number(about.id)];
    }
    const set = element("mark", this.#attributes(about.id), said("[in question: "), words, said("]"));
    return [set, ...this.#number(about.id)];
  }

  // What stands at `at` without taking room in the text: insertions, and places where something is missing.
  #at(at) {
    const nodes = [];
    for (const mark of this.marks.filter(({ edit }) => edit.end === at)) {
      nodes.push(...this.#inserted(mark), ...this.#number(mark.id));
    }
    for (const { id, span } of this.setOff.filter((finding) => finding.span.start === at && finding.span.end === at)) {
      const isOpen = !this.decisions.of(id);
      if (isOpen) nodes.push(element("mark", this.#attributes(id), said("[something is missing here]"), "‸"));
      else nodes.push(element("span", { class: "kept", ...this.#attributes(id) }));
      nodes.push(...this.#number(id));
    }
    return nodes;
  }

  #deleted(mark, start, end) {
    const words = this.text.slice(start, end);
    if (mark.done) return [element("span", { class: "kept", ...this.#attributes(mark.id) }), element("del", { class: "done" }, words)];
    return [element("del", this.#attributes(mark.id), said("[deleted: "), ...this.#signed(words), said("]"))];
  }

  #inserted(mark) {
    const words = mark.edit.replacement;
    if (!words) return [];
    if (mark.done) return [element("ins", { class: "done", ...this.#attributes(mark.id) }, words)];
    return [element("ins", this.#attributes(mark.id), said("[inserted: "), ...this.#signed(words), said("]"))];
  }

  // The number of a finding, as a link to what is said about it, after its first mark.
  #number(id) {
    if (this.numbered.has(id)) return [];
    this.numbered.add(id);
    const verdict = this.decisions.of(id)?.verdict;
    const sign = { accept: "✓", edit: "✎", reject: "✗" }[verdict] ?? "";
    const state = { accept: ", accepted", edit: ", edited", reject: ", rejected" }[verdict] ?? "";
    const link = { class: "ref", href: `#n${id}`, "aria-label": `finding ${id}${state}` };
    return [element("a", { ...link, ...this.#kinds(id) }, `${id}${sign}`)];
  }

  // The attributes of a mark; the first one of a finding carries its name.
  #attributes(id) {
    const name = this.named.has(id) ? {} : { id: `f${id}` };
    this.named.add(id);
    return { ...name, ...this.#kinds(id) };
  }

  // The attributes that the filters read.
  #kinds(id) {
    const { family, severity } = this.decisions.byId.get(id);
    return { "data-family": family, "data-severity": severity };
  }

  // Words of the article as the page shows them.
  #words(start, end) {
    let shown = "";
    let at = start;
    for (const disguise of this.disguises.filter((it) => it.start < end && start < it.end)) {
      shown += this.text.slice(at, Math.max(at, disguise.start)) + disguise.shown;
      at = Math.max(at, disguise.end);
    }
    return shown + this.text.slice(Math.min(at, end), end);
  }

  // Words of an edit, with white space shown by a sign where nothing else would show.
  #signed(words) {
    const onlySpace = words.trim() === "";
    return [...words.replaceAll("\r", "")].map((letter) => {
      const sign = letter === "\n" || onlySpace ? SIGNS[letter] : null;
      if (!sign) return letter;
      const [shown, name, real] = sign;
      const hidden = element("span", { class: "sign", "aria-hidden": "true" }, shown);
      return element("span", {}, hidden, said(name), element("span", { class: "real" }, real));
    });
  }
}
