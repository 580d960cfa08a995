// An editor's way from a report to a cleaned article.

import assert from "node:assert/strict";
import fs from "node:fs";
import { after, before, test } from "node:test";
import { Desk, launch, open, saved } from "./harness.mjs";

// A byte order mark, line ends of both kinds, spaces at the end: nothing of it may change but what is decided.
const KILN =
  "\ufeffThe kiln cooled slowly.Then the potters opened it.\r\n\r\n" +
  "Nobody had expected the the glaze to hold. 🏺 It was blue , and it was deep.  \n\n" +
  "They carried forty bowls out.Each one rang.\r\n";
const STAIRS = "The stairs were steep.Nobody minded.\n\nThe lamp was lit.And so they stayed.\n";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function withDesk(articles, name, work, options = {}) {
  const desk = new Desk(articles);
  const context = await browser.newContext(options);
  try {
    await work(await open(context, desk.url(name)), desk, context);
  } finally {
    await context.close();
    desk.remove();
  }
}

const tally = (page) => page.textContent("#tally");
const note = (id, what) => `#n${id} [data-do=${what}]`;

test("decided by mouse, saved, applied: the article has the bytes that the page promised", () =>
  withDesk({ "kiln.txt": KILN }, "kiln.txt", async (page, desk) => {
    const { findings } = desk.report("kiln.txt");
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      [
        "typography/missing-space",
        "typography/doubled-word",
        "typography/space-before-punctuation",
        "typography/missing-space",
      ],
    );
    await page.click(note(1, "accept"));
    await page.click(note(2, "reject"));
    await page.fill("#n2 .why", "said twice on purpose");
    await page.click(note(3, "edit"));
    await page.fill("#n3 textarea", "blue 🟦;");
    await page.click(note(3, "edited"));
    assert.match(await tally(page), /^3 of 4 decided · 1 accepted · 1 edited · 1 rejected/);

    const expected = KILN.replace("slowly.Then", "slowly. Then").replace("blue ,", "blue 🟦;");
    const cleaned = await saved(page, "#download");
    assert.equal(cleaned.name, "kiln.cleaned.txt");
    assert.equal(fs.readFileSync(cleaned.path, "utf8"), expected);

    const decisions = await saved(page, "#save");
    assert.equal(decisions.name, "kiln.txt.decisions.json");
    const applied = desk.postedit("apply", decisions.path);
    assert.equal(applied.status, 0, applied.stderr);
    assert.match(applied.stderr, /1 accepted, 1 edited, 1 rejected/);
    assert.deepEqual(desk.read("input/kiln.txt"), fs.readFileSync(cleaned.path));

    const sideFile = desk.read("input/postedit-ignore.toml").toString();
    assert.match(sideFile, /rule = "typography\/doubled-word"/);
    assert.match(sideFile, /reason = "said twice on purpose"/);

    const silent = desk.postedit("check", "input/kiln.txt", "--rule", "typography/doubled-word");
    assert.equal(silent.status, 0, "what was rejected stays silent, although the words beside it changed");

    const again = desk.postedit("apply", decisions.path);
    assert.equal(again.status, 2);
    assert.match(again.stderr, /input\/kiln\.txt: the file has changed since the report/);
  }));

test("the keyboard is enough, and undo takes steps back", () =>
  withDesk({ "stairs.txt": STAIRS }, "stairs.txt", async (page, desk) => {
    const current = () => page.evaluate(() => document.activeElement.closest(".note")?.id);
    await page.keyboard.press("j");
    assert.equal(await current(), "n1");
    await page.keyboard.press("a");
    assert.equal(await current(), "n2", "a decision leads on to what is open");
    await page.keyboard.press("r");
    await page.keyboard.type("a reason with j, k and u in it");
    assert.match(await tally(page), /^2 of 2 decided · 1 accepted · 1 rejected/);
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("u");
    assert.match(await tally(page), /^1 of 2 decided · 1 accepted/);
    await page.keyboard.press("e");
    await page.keyboard.type("!");
    await page.keyboard.press("Control+Enter");
    assert.match(await tally(page), /1 edited/);
    const cleaned = await saved(page, "#download");
    const text = fs.readFileSync(cleaned.path, "utf8");
    assert.equal(text, STAIRS.replace("steep.Nobody", "steep. Nobody").replace("lit.And", "lit. And!"));
    await page.click("#undo");
    await page.click("#undo");
    assert.match(await tally(page), /^0 of 2 decided/);
    assert.equal(await page.isDisabled("#undo"), true);
    assert.deepEqual(desk.read("input/stairs.txt").toString(), STAIRS, "a page changes no article");
  }));

test("all safe repairs are accepted as one step, of what the filters show", () =>
  withDesk({ "kiln.txt": KILN }, "kiln.txt", async (page, desk) => {
    const safe = desk.report("kiln.txt").findings.filter(({ outcome }) => outcome === "safe").length;
    await page.uncheck("#family-typography");
    await page.click("#accept-safe");
    assert.match(await tally(page), /^0 of 4 decided · 0 shown/);
    await page.check("#family-typography");
    await page.click("#accept-safe");
    assert.match(await tally(page), new RegExp(`^${safe} of 4 decided · ${safe} accepted`));
    const cleaned = await saved(page, "#download");
    assert.deepEqual(fs.readFileSync(cleaned.path), desk.read("output/kiln.fixed.txt"));
    await page.click("#undo");
    assert.match(await tally(page), /^0 of 4 decided/);
  }));

test("the page shows the text as it reads after the decisions so far", () =>
  withDesk({ "kiln.txt": KILN }, "kiln.txt", async (page) => {
    const words = async (view) => {
      await page.check(`#view-${view}`);
      const text = await page.evaluate(() =>
        [...document.querySelectorAll(".prose")].map((it) => it.innerText).join(" "),
      );
      return text.replace(/\d+[✓✎✗]?/g, "");
    };
    await page.click(note(1, "accept"));
    const decided = await words("decided");
    assert.match(decided, /slowly\. Then/);
    assert.match(decided, /the the glaze/);
    const original = await words("original");
    assert.match(original, /slowly\.Then/);
    const repaired = await words("repaired");
    assert.match(repaired, /expected the glaze/);
  }));

test("what is decided survives a reload, and goes from one browser to another as a file", () =>
  withDesk({ "kiln.txt": KILN, "stairs.txt": STAIRS }, "kiln.txt", async (page, desk) => {
    await page.click(note(1, "accept"));
    await page.click(note(2, "reject"));
    await page.fill("#n2 .why", "a stammer");
    const file = await saved(page, "#save");
    await page.reload();
    assert.match(await tally(page), /^2 of 4 decided/);
    assert.equal(await page.inputValue("#n2 .why"), "a stammer");

    const elsewhere = await browser.newContext();
    const other = await open(elsewhere, desk.url("kiln.txt"));
    assert.match(await tally(other), /^0 of 4 decided/);
    await other.setInputFiles("#file", file.path);
    await other.waitForFunction(() => document.getElementById("tally").textContent.startsWith("2 of 4"));
    assert.deepEqual(
      fs.readFileSync((await saved(other, "#save")).path),
      fs.readFileSync(file.path),
    );
    await other.goto(desk.url("stairs.txt"));
    await other.setInputFiles("#file", file.path);
    await other.waitForFunction(() => document.getElementById("said").textContent.includes("another text"));
    await elsewhere.close();
  }));

for (const [name, text] of Object.entries({
  "page.html":
    "<!DOCTYPE html>\r\n<nav>Home.Back</nav>\r\n<p class='a'>The kiln <b>cooled.</b>Then&nbsp;it was blue , said R&amp;D.\r\n" +
    "<!-- the the -->\r\n<p>Nobody saw the <i>the</i> glaze.",
  "text.md":
    "---\ntitle: the the\n---\n\nThe kiln **cooled**.Then [it](a.B) was blue , they said.  \n\n| the the |\n| --- |\n\n`a.B`\n",
})) {
  test(`markup comes back byte for byte: ${name}`, () =>
    withDesk({ [name]: text }, name, async (page, desk) => {
      await page.click("#accept-safe");
      const cleaned = await saved(page, "#download");
      const decisions = await saved(page, "#save");
      assert.equal(desk.postedit("apply", decisions.path).status, 0);
      const applied = desk.read(`input/${name}`).toString();
      assert.equal(applied, fs.readFileSync(cleaned.path, "utf8"));
      assert.equal(applied, desk.read(`output/${name.replace(".", ".fixed.")}`).toString());
      assert.notEqual(applied, text);
    }));
}

test("an encoding that a browser can't write is kept by apply", () => {
  const latin = Buffer.from("The caf\xe9 on the corner closed early.Andr\xe9 waited \x96 \x93always\x94 alone.\r\n", "latin1");
  return withDesk({ "cafe.txt": latin }, "cafe.txt", async (page, desk) => {
    await page.click(note(1, "accept"));
    const cleaned = await saved(page, "#download");
    assert.match(fs.readFileSync(cleaned.path, "utf8"), /café on the corner closed early\. André/);
    assert.match(await page.textContent("#said"), /postedit apply keeps the article's windows-1252/);
    const decisions = await saved(page, "#save");
    assert.equal(desk.postedit("apply", decisions.path).status, 0);
    const expected = Buffer.from(latin.toString("latin1").replace("early.A", "early. A"), "latin1");
    assert.deepEqual(desk.read("input/cafe.txt"), expected);
  });
});

test("without a script the page is read all the same", () =>
  withDesk(
    { "kiln.txt": KILN },
    "kiln.txt",
    async (page) => {
      assert.equal(await page.isVisible(".desk"), false);
      assert.equal(await page.isVisible("#n1"), true);
      assert.match(await page.innerText("#b1"), /slowly/);
      await page.uncheck("#family-typography");
      assert.equal(await page.isVisible("#n1"), false);
    },
    { javaScriptEnabled: false },
  ));
