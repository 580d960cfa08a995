// Places in the article. A report counts in bytes of UTF-8, JavaScript in units of UTF-16.
class Offsets {
  constructor(text) {
    this.bytes = new Uint32Array(text.length + 1);
    let bytes = 0;
    for (let unit = 0; unit < text.length; unit += 1) {
      this.bytes[unit] = bytes;
      bytes += Offsets.width(text.charCodeAt(unit));
    }
    this.bytes[text.length] = bytes;
  }

  // The bytes of a unit: the two of a surrogate pair have four between them, all counted to the first.
  static width(unit) {
    if (unit < 0x80) return 1;
    if (unit < 0x800) return 2;
    if (unit >= 0xd800 && unit < 0xdc00) return 4;
    return unit >= 0xdc00 && unit < 0xe000 ? 0 : 3;
  }

  byte(unit) {
    return this.bytes[unit];
  }

  // The first unit that begins at `byte`.
  unit(byte) {
    let low = 0;
    let high = this.bytes.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.bytes[middle] < byte) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
