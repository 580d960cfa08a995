// Files out of the page and into it, without a server.

// The bytes of `text` in `encoding`: UTF-8 or UTF-16. A browser writes no other.
function encoded(text, encoding, bom) {
  const whole = bom ? `\ufeff${text}` : text;
  if (!encoding.startsWith("utf-16")) return new TextEncoder().encode(whole);
  const view = new DataView(new ArrayBuffer(whole.length * 2));
  for (let unit = 0; unit < whole.length; unit += 1) {
    view.setUint16(unit * 2, whole.charCodeAt(unit), encoding === "utf-16le");
  }
  return view;
}

function canEncode(encoding) {
  return encoding.startsWith("utf-");
}

// Lets the browser save `bytes` under `name`.
function offer(name, bytes, type) {
  const link = element("a", { download: name });
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.click();
  // The browser reads the blob after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// A draft of the decisions in this browser, so that closing the page loses nothing. A browser may refuse to keep it.
const draft = {
  key: (article) => `postedit ${article.source.sha256}`,
  keep(article, file) {
    try {
      localStorage.setItem(this.key(article), JSON.stringify(file));
    } catch {
      // Then the file is all there is.
    }
  },
  read(article) {
    try {
      return JSON.parse(localStorage.getItem(this.key(article)));
    } catch {
      return null;
    }
  },
};
