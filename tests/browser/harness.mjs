// What the tests share: a folder with a report, a browser, a page.

import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const POSTEDIT = process.env.POSTEDIT ?? path.join(ROOT, "target/debug/postedit");

// The flags keep the browser from talking to anybody.
const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM, chromiumSandbox: false, args: QUIET });
}

// A folder with `articles` (bytes or text, by name) under input/, and what `postedit report` writes for them.
export class Desk {
  constructor(articles) {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), "postedit-"));
    fs.mkdirSync(path.join(this.folder, ".git"));
    fs.mkdirSync(path.join(this.folder, "input"));
    for (const [name, content] of Object.entries(articles)) fs.writeFileSync(this.article(name), content);
    execFileSync(POSTEDIT, ["report", "--quiet"], { cwd: this.folder, stdio: "ignore" });
  }

  article(name) {
    return path.join(this.folder, "input", name);
  }

  url(name) {
    return pathToFileURL(path.join(this.folder, "output", `${name}.html`)).href;
  }

  report(name) {
    return JSON.parse(fs.readFileSync(path.join(this.folder, "output", `${name}.json`), "utf8")).files[0];
  }

  read(place) {
    return fs.readFileSync(path.join(this.folder, place));
  }

  postedit(...args) {
    const { status, stdout, stderr } = spawnSync(POSTEDIT, args, { cwd: this.folder, encoding: "utf8" });
    return { status, stdout, stderr };
  }

  remove() {
    fs.rmSync(this.folder, { recursive: true });
  }
}

// Clicks on `button` and returns what the browser saves: the name and the path of the file.
export async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(button)]);
  return { name: download.suggestedFilename(), path: await download.path() };
}

// A page that fails the test when its script does.
export async function open(context, url) {
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    throw error;
  });
  await page.goto(url);
  return page;
}
