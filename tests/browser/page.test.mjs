// What holds of every page: nothing in an article is markup, nothing is loaded, everybody can read it.

import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { Desk, launch, open } from "./harness.mjs";

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// Every way out of an element, an attribute, a script or a data block.
const HOSTILE = [
  'The gate creaked.<script>window.hit = 1</script> "><img src=x onerror="window.hit = 2"> Nobody came.Then it rained.',
  "</script><script>window.hit = 3</script> The clerk said the the </style><svg onload=window.hit=4> lamp was out.",
  "<!--<script> The bell rang twice.Once for the living --> ]]> <iframe srcdoc='<script>parent.hit=5</script>'></iframe>",
  "\u2028 ${window.hit = 6} `${window.hit = 7}` \\u003cscript> javascript:window.hit=8 The tide turned , and turned.",
].join("\n\n");
const PLAIN =
  "The kiln cooled slowly.Then the potters opened it.\n\nNobody had expected the the glaze to hold. It was blue , and deep.\n\n" +
  "“We fired it twice, she said. 7만 people came to look.\n";

let browser;
let desk;
before(async () => {
  browser = await launch();
  desk = new Desk({ "hostile.txt": HOSTILE, "plain.txt": PLAIN, "clean.txt": "The potters went home.\n" });
});
after(async () => {
  await browser.close();
  desk.remove();
});

test("an article full of markup stays text, in the page and after every decision", async () => {
  const context = await browser.newContext();
  const page = await open(context, desk.url("hostile.txt"));
  const inert = async () => {
    assert.equal(await page.evaluate(() => window.hit), undefined);
    assert.equal(await page.locator("img, iframe, svg, main script, main style").count(), 0);
  };
  await inert();
  await page.check("#view-original");
  assert.match(await page.innerText("#b1 .prose"), /<script>\d?window\.hit = 1<\/script>\d? ">\d?<img src=x/);
  await page.check("#view-marked");
  for (const accept of await page.locator(".note > .verdict [data-do=accept]").all()) await accept.click();
  await page.click(".note [data-do=edit]");
  await page.fill("textarea", '<img src=x onerror="window.hit = 9">');
  await page.click("[data-do=edited]");
  await page.click(".note:last-child [data-do=reject]");
  await page.fill(".why", '"><script>window.hit = 10</script>');
  await inert();
  await page.reload();
  await inert();
  await context.close();
});

test("a page loads nothing but itself", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(desk.url("plain.txt"));
  await page.click("#accept-safe");
  await page.click("#save");
  assert.deepEqual(asked.filter((url) => !url.startsWith("blob:")), [desk.url("plain.txt")]);
  await context.close();
});

for (const [name, options] of Object.entries({
  "in light": { colorScheme: "light" },
  "in dark": { colorScheme: "dark" },
  "on a phone": { viewport: { width: 360, height: 740 }, hasTouch: true },
  "at 200 % zoom": { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  "with colours of the reader's own": { forcedColors: "active" },
})) {
  test(`axe finds no fault and nothing runs out of the window, ${name}`, async () => {
    const context = await browser.newContext(options);
    for (const article of ["plain.txt", "clean.txt", "hostile.txt"]) {
      const page = await open(context, desk.url(article));
      await sound(page, article);
      if (article !== "clean.txt") {
        await page.click("#n1 [data-do=accept]");
        await page.click("#n2 [data-do=reject]");
        await page.click("#n3 [data-do=edit]");
        await sound(page, `${article}, decided`);
      }
      await page.close();
    }
    const index = await open(context, desk.url("index"));
    await sound(index, "index");
    await context.close();
  });
}

async function sound(page, name) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const faults = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
  assert.deepEqual(faults, [], name);
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(content <= window, `${name}: ${content} px of content in a window of ${window} px`);
}
