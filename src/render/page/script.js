// Moves between the findings that the filters leave: j or n forward, k or p back.
(() => {
  const notes = [...document.querySelectorAll(".note")];
  const step = document.querySelector(".step");
  if (!notes.length || !step) return;
  const where = document.getElementById("where");
  let current = null;

  const visible = () => notes.filter((note) => note.offsetParent !== null);

  const filter = () => {
    const shown = visible();
    where.textContent = shown.length === notes.length ? "" : `${shown.length} of ${notes.length} shown`;
  };

  const go = (by) => {
    const shown = visible();
    if (!shown.length) return;
    const at = shown.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length;
    document.querySelectorAll(".current, .current-place").forEach((it) => it.classList.remove("current", "current-place"));
    current = shown[next];
    current.classList.add("current");
    const id = current.id.slice(1);
    document.querySelectorAll(`#f${id}`).forEach((place) => place.classList.add("current-place"));
    current.focus({ preventScroll: true });
    (document.getElementById(`f${id}`) || current).scrollIntoView({ block: "center" });
    where.textContent = `${next + 1} of ${shown.length}`;
  };

  document.querySelector(".bar").addEventListener("change", filter);
  document.getElementById("next").addEventListener("click", () => go(1));
  document.getElementById("previous").addEventListener("click", () => go(-1));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { j: 1, n: 1, k: -1, p: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    go(by);
  });
  step.hidden = false;
  filter();
})();
