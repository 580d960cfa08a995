// The desk: buttons, keys, the running count. Everything the editor does goes through here.
class Desk {
  constructor(article) {
    this.article = article;
    this.decisions = new Decisions(article);
    this.prose = new Prose(this.decisions, article);
    this.notes = [...document.querySelectorAll(".note")];
    this.current = null;
    this.editing = null;
    this.notes.forEach((note) => this.#furnish(note));
    this.#listen();
    document.querySelectorAll("[data-scripted]").forEach((part) => part.removeAttribute("hidden"));
    this.#restore();
    this.#show();
  }

  // ---- what the page gets from the script

  // Gives a note its buttons, and each of its other repairs one.
  #furnish(note) {
    const id = Desk.idOf(note);
    const { fixes } = this.decisions.byId.get(id);
    const name = (what, more = {}) => ({ type: "button", "data-do": what, "aria-pressed": "false", ...more });
    const buttons = [
      ...(fixes.length ? [element("button", name("accept"), "Accept")] : []),
      element("button", name("reject"), "Reject"),
      element("button", { type: "button", "data-do": "edit", "aria-expanded": "false" }, "Edit"),
    ];
    const group = { class: "verdict", role: "group", "aria-label": `Decide on finding ${id}` };
    note.append(element("div", group, ...buttons));
    note.querySelectorAll("details li").forEach((other, index) => {
      other.append(element("button", name("accept", { "data-fix": index + 1 }), "Accept this one"));
    });
  }

  // A line for the reason of a rejection.
  #reasonLine(id) {
    const input = element("input", { type: "text", class: "why", autocomplete: "off" });
    input.value = this.decisions.of(id).reason;
    input.addEventListener("input", () => {
      this.decisions.giveReason(id, input.value);
      this.#keep();
    });
    return element("label", { class: "reason" }, "Why it is right as it is ", input);
  }

  // A box for the editor's own words, over what the finding is about.
  #editBox(note, id) {
    const range = this.#editable(id);
    const before = this.decisions.text.slice(range.start, range.end);
    const words = element("textarea", { rows: "3", spellcheck: "true" });
    words.value = this.#proposed(id, range);
    const done = element("button", { type: "button", "data-do": "edited" }, "Use these words");
    const cancel = element("button", { type: "button", "data-do": "cancel" }, "Cancel");
    const label = element("label", {}, `Your words in the place of “${before.trim()}”`, words);
    const box = element("div", { class: "edit" }, label, element("div", { class: "verdict" }, done, cancel));
    this.editing = { id, range, before, words, box };
    note.append(box);
    words.focus();
    words.setSelectionRange(words.value.length, words.value.length);
  }

  // What the editor may rewrite: the words that the finding and its first repair touch, whole.
  #editable(id) {
    const { span, fixes } = this.decisions.byId.get(id);
    const edits = this.decisions.of(id)?.edits ?? fixes[0] ?? [];
    const block = this.prose.blocks.find(({ start, end }) => start <= span.start && span.end <= end);
    let start = Math.min(span.start, ...edits.map((edit) => edit.start));
    let end = Math.max(span.end, ...edits.map((edit) => edit.end));
    if (block && (start < block.start || block.end < end)) ({ start, end } = span);
    const edge = block ?? { start: 0, end: this.decisions.text.length };
    while (start > edge.start && !/\s/.test(this.decisions.text[start - 1])) start -= 1;
    while (end < edge.end && !/\s/.test(this.decisions.text[end])) end += 1;
    return { start, end };
  }

  // The words at `range` as they read after the decision on a finding, or else after its first repair.
  #proposed(id, range) {
    const edits = this.decisions.of(id)?.edits ?? this.decisions.byId.get(id).fixes[0] ?? [];
    let out = "";
    let at = range.start;
    for (const edit of edits.filter(({ start, end }) => range.start <= start && end <= range.end)) {
      out += this.decisions.text.slice(at, edit.start) + edit.replacement;
      at = edit.end;
    }
    return out + this.decisions.text.slice(at, range.end);
  }

  // ---- what the editor does

  #listen() {
    const on = (id, what) => document.getElementById(id).addEventListener("click", what);
    on("next", () => this.go(1));
    on("previous", () => this.go(-1));
    on("accept-safe", () => this.acceptSafe());
    on("undo", () => this.undo());
    on("save", () => this.save());
    on("download", () => this.download());
    on("open", () => document.getElementById("file").click());
    document.getElementById("file").addEventListener("change", (event) => this.open(event.target));
    document.querySelector(".bar").addEventListener("change", () => this.#tally());
    document.querySelector("main").addEventListener("click", (event) => this.#clicked(event));
    document.querySelector("main").addEventListener("focusin", (event) => {
      const note = event.target.closest(".note");
      if (note) this.#makeCurrent(note);
    });
    document.addEventListener("keydown", (event) => this.#pressed(event));
  }

  #clicked({ target }) {
    const button = target.closest("button[data-do]");
    if (!button) return;
    const id = Desk.idOf(button.closest(".note"));
    const fix = Number(button.dataset.fix ?? 0);
    const acts = {
      accept: () => this.toggle(id, "accept", fix),
      reject: () => this.toggle(id, "reject"),
      edit: () => this.edit(id),
      edited: () => this.finishEdit(),
      cancel: () => this.cancelEdit(),
    };
    acts[button.dataset.do]();
  }

  #pressed(event) {
    if (event.key === "Escape" && this.editing) return this.cancelEdit();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && this.editing) return this.finishEdit();
    if (event.key === "Enter" && event.target.matches(".why")) return this.#goToOpen();
    const isTyping = event.target.matches("textarea, input:not([type=checkbox], [type=radio])");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return undefined;
    if (!document.getElementById("keys").checked) return undefined;
    const act = {
      j: () => this.go(1),
      n: () => this.go(1),
      k: () => this.go(-1),
      p: () => this.go(-1),
      a: () => this.#decideCurrent("accept"),
      r: () => this.#decideCurrent("reject"),
      e: () => this.#withCurrent((id) => this.edit(id)),
      u: () => this.undo(),
    }[event.key];
    if (!act) return undefined;
    event.preventDefault();
    return act();
  }

  #withCurrent(act) {
    if (this.current && this.#isShown(this.current)) act(Desk.idOf(this.current));
    else this.go(1);
  }

  // By key: decides, and goes on to the next open finding. A rejection stays, for its reason.
  #decideCurrent(verdict) {
    this.#withCurrent((id) => {
      if (verdict === "accept" && !this.decisions.byId.get(id).fixes.length) {
        this.#say(`Finding ${id} is a question: there is no repair to accept. Press e to write one.`);
        return;
      }
      const wasDecided = this.decisions.of(id)?.verdict === verdict;
      this.toggle(id, verdict);
      if (wasDecided) return;
      if (verdict === "accept") this.#goToOpen();
      else this.current.querySelector(".why").focus();
    });
  }

  // Decides on a finding, or takes the same decision back.
  toggle(id, verdict, fix = 0) {
    const made = this.decisions.of(id);
    if (made?.verdict === verdict && (verdict === "reject" || made.fix === fix)) {
      this.decisions.reopen(id);
      this.#changed(`Finding ${id} is open again.`);
      return;
    }
    const displaced = verdict === "accept" ? this.decisions.accept(id, fix) : this.decisions.reject(id);
    const done = verdict === "accept" ? "accepted" : "rejected";
    this.#changed(`Finding ${id} ${done}.${Desk.#reopened(displaced)}`);
  }

  edit(id) {
    const isOpen = this.editing?.id === id;
    this.cancelEdit();
    if (isOpen) return;
    const note = document.getElementById(`n${id}`);
    note.querySelector("[data-do=edit]").setAttribute("aria-expanded", "true");
    this.#editBox(note, id);
  }

  finishEdit() {
    const { id, range, before, words } = this.editing;
    // A text area knows one kind of line end; the article keeps its own.
    const lineEnd = /\r\n/.test(before || this.decisions.text) ? "\r\n" : "\n";
    const displaced = this.decisions.edit(id, range, words.value.replaceAll("\n", lineEnd));
    if (!displaced) {
      this.#say("These are the article's own words. Reject the finding to keep them.");
      return;
    }
    this.cancelEdit();
    this.#changed(`Finding ${id} edited.${Desk.#reopened(displaced)}`);
  }

  cancelEdit() {
    if (!this.editing) return;
    const note = this.editing.box.closest(".note");
    const button = note.querySelector("[data-do=edit]");
    button.setAttribute("aria-expanded", "false");
    this.editing.box.remove();
    this.editing = null;
    button.focus();
  }

  acceptSafe() {
    const safe = this.notes.filter((note) => this.#isShown(note) && note.dataset.outcome === "safe");
    const accepted = this.decisions.acceptAll(safe.map(Desk.idOf));
    this.#changed(accepted ? `${accepted} safe ${accepted === 1 ? "repair" : "repairs"} accepted.` : "No safe repair is open.");
  }

  undo() {
    this.cancelEdit();
    this.#changed(this.decisions.undo() ? "Taken back." : "There is nothing to take back.");
  }

  save() {
    const file = JSON.stringify(this.decisions.toFile(), null, 2);
    offer(this.article.names.decisions, `${file}\n`, "application/json");
    this.#say(`Saved as ${this.article.names.decisions}.`);
  }

  download() {
    const { encoding, bom } = this.article.source;
    offer(this.article.names.cleaned, encoded(this.decisions.result(), encoding, bom), "text/plain");
    const other = canEncode(encoding) ? "" : ` It is UTF-8; postedit apply keeps the article's ${encoding}.`;
    this.#say(`Saved as ${this.article.names.cleaned}.${other}`);
  }

  async open(input) {
    const [file] = input.files;
    if (!file) return;
    try {
      this.decisions.fromFile(JSON.parse(await file.text()));
      this.#changed(`${this.decisions.count()} decisions read from ${file.name}.`);
    } catch (error) {
      this.#say(`${file.name} can't be used: ${error.message}.`);
    }
    input.value = "";
  }

  #restore() {
    const kept = draft.read(this.article);
    if (!kept?.decisions?.length) return;
    try {
      this.decisions.fromFile(kept);
      this.#say(`${this.decisions.count()} decisions made in this browser before; Undo drops them.`);
    } catch {
      // A draft of another report on this text.
    }
  }

  // ---- moving

  #isShown(note) {
    return note.offsetParent !== null;
  }

  go(by) {
    const shown = this.notes.filter((note) => this.#isShown(note));
    if (!shown.length) return;
    const at = shown.indexOf(this.current);
    const first = by > 0 ? 0 : shown.length - 1;
    this.#moveTo(shown[at < 0 ? first : (at + by + shown.length) % shown.length]);
  }

  #goToOpen() {
    const at = this.notes.indexOf(this.current);
    const rest = [...this.notes.slice(at + 1), ...this.notes.slice(0, at)];
    const next = rest.find((note) => this.#isShown(note) && !this.decisions.of(Desk.idOf(note)));
    if (next) this.#moveTo(next);
  }

  #moveTo(note) {
    this.#makeCurrent(note);
    note.focus({ preventScroll: true });
    (this.#placeOf(note) ?? note).scrollIntoView({ block: "center" });
  }

  #makeCurrent(note) {
    document.querySelectorAll(".current").forEach((it) => it.classList.remove("current"));
    this.current = note;
    note.classList.add("current");
    this.#placeOf(note)?.classList.add("current");
    this.#tally();
  }

  #placeOf(note) {
    return document.getElementById(`f${Desk.idOf(note)}`);
  }

  // ---- showing

  #changed(words) {
    this.#show();
    this.#keep();
    this.#say(words);
  }

  #keep() {
    draft.keep(this.article, this.decisions.toFile());
  }

  #show() {
    this.prose.draw();
    this.notes.forEach((note) => this.#showVerdict(note));
    if (this.current) this.#placeOf(this.current)?.classList.add("current");
    document.getElementById("undo").disabled = !this.decisions.past.length;
    this.#tally();
  }

  #showVerdict(note) {
    const id = Desk.idOf(note);
    const made = this.decisions.of(id);
    note.dataset.state = made?.verdict ?? "open";
    note.querySelectorAll("[data-do=accept]").forEach((button) => {
      const isIt = made?.verdict === "accept" && made.fix === Number(button.dataset.fix ?? 0);
      button.setAttribute("aria-pressed", String(isIt));
    });
    note.querySelector("[data-do=reject]").setAttribute("aria-pressed", String(made?.verdict === "reject"));
    note.querySelector(".own")?.remove();
    if (made?.verdict === "edit") note.append(this.#ownWords(made.edits));
    const reason = note.querySelector(".reason");
    if (made?.verdict === "reject" && !reason) note.append(this.#reasonLine(id));
    if (made?.verdict !== "reject") reason?.remove();
  }

  // What the editor wrote, as a deletion and an insertion.
  #ownWords(edits) {
    const parts = edits.flatMap(({ start, end, replacement }) => [
      ...(start < end ? [element("del", {}, this.decisions.text.slice(start, end))] : []),
      ...(replacement ? [element("ins", {}, replacement)] : []),
    ]);
    return element("p", { class: "own example" }, "Edited: ", ...parts);
  }

  #tally() {
    const all = this.notes.length;
    const decided = this.decisions.count();
    const parts = [`${decided} of ${all} decided`];
    const verdicts = { accept: "accepted", edit: "edited", reject: "rejected" };
    for (const [verdict, name] of Object.entries(verdicts)) {
      const count = this.decisions.count(verdict);
      if (count) parts.push(`${count} ${name}`);
    }
    const shown = this.notes.filter((note) => this.#isShown(note));
    if (shown.length < all) parts.push(`${shown.length} shown`);
    document.getElementById("tally").textContent = parts.join(" · ");
    const progress = document.getElementById("progress");
    progress.max = Math.max(all, 1);
    progress.value = decided;
  }

  #say(words) {
    document.getElementById("said").textContent = words;
  }

  static #reopened(ids) {
    if (!ids.length) return "";
    const [noun, verb] = ids.length === 1 ? ["Finding", "is"] : ["Findings", "are"];
    return ` ${noun} ${ids.join(", ")} can't go with it and ${verb} open again.`;
  }

  static idOf(note) {
    return Number(note.id.slice(1));
  }
}

const pageData = document.getElementById("article-data");
if (pageData) new Desk(JSON.parse(pageData.textContent));
