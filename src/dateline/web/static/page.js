// What the page adds where scripts run: keys, lighting words and records together, drawing over bars. All pages work without.
const items = () => [...document.querySelectorAll("[data-item]")];
let here = -1;

function go(step) {
  const all = items();
  if (!all.length) return;
  all[here]?.classList.remove("here");
  here = Math.min(Math.max(here + step, 0), all.length - 1);
  const item = all[here];
  item.classList.add("here");
  const target = item.matches("[tabindex]") ? item : item.querySelector("a, button") ?? item;
  target.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
  light(item.dataset.r);
}

function scope() {
  return items()[here] ?? document;
}

function follow(selector) {
  (scope().querySelector(selector) ?? document.querySelector(selector))?.click();
}

function press(key) {
  const button = items()[here]?.querySelector(`[data-key="${key}"]`) ?? document.querySelector(`.one .decide [data-key="${key}"], main > .decide [data-key="${key}"]`);
  if (!button) return;
  const closed = button.closest("details:not([open])");
  if (closed) closed.open = true;
  if (button.tagName === "INPUT") button.focus();
  else button.click();
}

const keys = {
  "/": () => document.getElementById("q")?.focus(),
  j: () => go(1),
  k: () => go(-1),
  o: () => follow("[data-open]"),
  e: () => follow("[data-evidence]"),
  a: () => press("a"),
  r: () => press("r"),
  u: () => press("u"),
  m: () => press("m"),
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, dialog")) return;
  const act = keys[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

const list = document.querySelector("[data-keys]");
if (list) {
  list.hidden = false;
  list.addEventListener("click", () => document.getElementById("keys").showModal());
}

// Words and records of an article, lit together.
function light(ids) {
  document.querySelectorAll(".lit").forEach((element) => element.classList.remove("lit"));
  for (const id of (ids ?? "").split(" ").filter(Boolean))
    document.querySelectorAll(`[data-r~="${CSS.escape(id)}"]`).forEach((element) => element.classList.add("lit"));
}

const reader = document.querySelector(".reader");
if (reader) {
  for (const kind of ["mouseover", "focusin"])
    reader.addEventListener(kind, (event) => light(event.target.closest("[data-r]")?.dataset.r));
  reader.addEventListener("click", (event) => {
    const words = event.target.closest(".text [data-r]");
    if (words) document.getElementById(words.dataset.r.split(" ")[0])?.scrollIntoView({ block: "nearest" });
  });
}

// Drawing over the bars narrows the days; both ends are taken whole.
for (const chart of document.querySelectorAll("[data-brush]")) {
  let from = null;
  const bars = [...chart.querySelectorAll(".hit")];
  const at = (event) => {
    const box = chart.getBoundingClientRect();
    const place = Math.floor(((event.clientX - box.left) / box.width) * bars.length);
    return Math.min(Math.max(place, 0), bars.length - 1);
  };
  const show = (one, other) =>
    bars.forEach((bar, place) => bar.classList.toggle("chosen", place >= Math.min(one, other) && place <= Math.max(one, other)));
  chart.addEventListener("pointerdown", (event) => { if (event.button === 0) from = at(event); });
  chart.addEventListener("pointermove", (event) => { if (from !== null && at(event) !== from) show(from, at(event)); });
  chart.addEventListener("dragstart", (event) => event.preventDefault());
  window.addEventListener("pointerup", (event) => {
    if (from === null) return;
    const [first, last] = [Math.min(from, at(event)), Math.max(from, at(event))];
    const moved = first !== last;
    from = null;
    if (!moved) return;
    const address = new URL(location.href);
    address.searchParams.set("since", bars[first].dataset.start);
    address.searchParams.set("until", bars[last].dataset.end);
    address.searchParams.delete("after");
    location.assign(address);
  });
  chart.addEventListener("click", (event) => { if (chart.querySelector(".chosen")) event.preventDefault(); }, true);
}

document.getElementById("at")?.scrollIntoView({ block: "center" });
