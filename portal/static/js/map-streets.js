/* Thin lines through where a street's reports lie, from close by, with names along them that never lie over each other or
   over a mark. The server's own drawing has the same (charts/names_along.py); without this script the map has no streets. */

const L = window.L;
const FROM = 13, LETTERS = 11, WIDE = 0.56, BEND = 0.7, ALONG = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8], ASIDE = [0, -1.1, 1.1, -2.2, 2.2];
/* Where a name may stand: on the longest line first, where it bends little. */
function places(map, parts, wide) {
  const measured = parts.map((part) => {
    const points = part.map((at) => map.latLngToContainerPoint(at));
    const lengths = [0];
    for (let i = 1; i < points.length; i++) lengths.push(lengths[i - 1] + points[i].distanceTo(points[i - 1]));
    return { points, lengths, whole: lengths.at(-1) };
  });
  const found = [];
  for (const line of measured.sort((a, b) => b.whole - a.whole)) {
    if (line.whole <= wide + LETTERS) break;
    for (const share of ALONG) {
      const start = share * line.whole - wide / 2, end = start + wide;
      if (start < 0 || end > line.whole) continue;
      const first = at(line, start), last = at(line, end), step = last.subtract(first);
      const length = Math.max(1e-9, Math.hypot(step.x, step.y));
      const bends = line.points.some((point, i) => {
        const off = point.subtract(first);
        return line.lengths[i] > start && line.lengths[i] < end && Math.abs(step.x * off.y - step.y * off.x) / length > BEND * LETTERS;
      });
      if (bends) continue;
      const turn = Math.atan2(step.y, step.x) * 180 / Math.PI;
      const angle = turn > 90 ? turn - 180 : turn < -90 ? turn + 180 : turn;
      const down = L.point(-Math.sin(angle * Math.PI / 180), Math.cos(angle * Math.PI / 180)).multiplyBy(LETTERS);
      const count = Math.max(2, Math.ceil(wide / LETTERS) + 1);
      for (const aside of ASIDE) {
        const from = first.add(down.multiplyBy(aside));
        const spine = Array.from({ length: count }, (_, i) => from.add(step.multiplyBy(i / (count - 1))));
        found.push({ spine, middle: from.add(step.divideBy(2)), angle });
      }
    }
  }
  return found;
}

function at({ points, lengths }, along) {
  const i = Math.max(1, lengths.findIndex((length) => length >= along));
  const share = (along - lengths[i - 1]) / Math.max(1e-9, lengths[i] - lengths[i - 1]);
  return points[i - 1].add(points[i].subtract(points[i - 1]).multiplyBy(share));
}

/* ``map`` has a pane "lines"; ``address``: where the lines of a frame are. */
export function drawStreets(map, address) {
  const lines = L.layerGroup().addTo(map);
  const names = L.layerGroup().addTo(map);
  const renderer = L.svg({ pane: "lines", padding: 0.3 });
  let drawn = [], asking = null, asked = "", waiting;

  /* The frame, out to hundredths of a degree, so that an answer serves while the map is moved a little. */
  function frame() {
    const b = map.getBounds();
    const out = (value, round) => (round(value * 100) / 100).toFixed(2);
    return [out(b.getWest(), Math.floor), out(b.getSouth(), Math.floor), out(b.getEast(), Math.ceil), out(b.getNorth(), Math.ceil)].join(",");
  }

  async function look() {
    if (map.getZoom() < FROM) {
      asked = "";
      drawn = [];
      lines.clearLayers();
      names.clearLayers();
      return;
    }
    const wanted = frame();
    if (wanted !== asked) {
      asking?.abort();
      asking = new AbortController();
      const answer = await fetch(`${address}?bbox=${wanted}`, { signal: asking.signal });
      if (!answer.ok) return;
      drawn = (await answer.json()).streets;
      asked = wanted;
      lines.clearLayers();
      for (const [, parts] of drawn)
        L.polyline(parts, { renderer, className: "street-line", interactive: false, smoothFactor: 0.5 }).addTo(lines);
    }
    nameStreets();
  }

  /* What no name may cover: the marks, as discs, and the names of areas that are on the map now. */
  function taken() {
    const corner = map.getContainer().getBoundingClientRect();
    const shown = [...map.getContainer().querySelectorAll(".leaflet-marker-icon:not(.street-name):not(.gone)")];
    return shown.map((mark) => {
      const named = mark.matches(".place"), box = (named ? mark.firstElementChild : mark).getBoundingClientRect();
      const x = box.left - corner.left + box.width / 2, y = box.top - corner.top + box.height / 2;
      const across = box.width / 2 + LETTERS / 2, down = box.height / 2 + LETTERS / 2;
      return named
        ? (point) => Math.abs(point.x - x) < across && Math.abs(point.y - y) < down
        : (point) => Math.hypot(point.x - x, point.y - y) < across;
    });
  }

  function nameStreets() {
    names.clearLayers();
    const covered = taken(), discs = [], size = map.getSize();
    const free = (point) =>
      point.x > 8 && point.y > 8 && point.x < size.x - 8 && point.y < size.y - 8 &&
      !covered.some((covers) => covers(point)) && !discs.some((disc) => disc.distanceTo(point) < 1.4 * LETTERS);
    for (const [whole, parts] of drawn) {
      const name = whole.replace(/^Jalan /, "Jl. "); // as it stands on street signs
      const wide = name.length * LETTERS * WIDE;
      const found = places(map, parts, wide).find(({ spine }) => spine.every(free));
      if (!found) continue;
      discs.push(...found.spine);
      const label = document.createElement("span");
      label.textContent = name;
      label.style.setProperty("--turn", `${found.angle}deg`);
      const icon = L.divIcon({ className: "street-name", html: label, iconSize: [0, 0] });
      L.marker(map.containerPointToLatLng(found.middle), { icon, pane: "lines", interactive: false, keyboard: false }).addTo(names);
    }
  }

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(() => look().catch(() => {}), 150); // offline or overtaken: the lines stay as they are
  }

  map.on("moveend", soon);
  map.on("layeradd", ({ layer }) => { if (layer instanceof L.Marker && layer.options.pane !== "lines") soon(); });
  soon();
}
