/* Takes the map that the server has drawn and lets it be moved: the areas, their names, and the frame, which every link
   and the headline follow. Everything it knows stands in the data-map attribute; without it the drawing and its links
   remain. What is drawn on it: map-marks.js; how it is touched: map-hand.js. Others draw below the marks, in the pane
   "lines". */
const L = window.L;
export const field = document.querySelector("[data-map]");
export const told = JSON.parse(field.dataset.map);
export const number = new Intl.NumberFormat(told.language);
const drawing = field.querySelector("svg");
const symbols = document.querySelector(".mark-symbols");
const NAMED = 13; // zoom from which the smallest areas are named
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
export const shaded = told.layer !== "cells";

/* Drawing units to degrees: the drawing is the home box, stretched evenly. */
const [[south, west], [north, east]] = told.home;
const place = (x, y) => [north - (y / told.size[1]) * (north - south), west + (x / told.size[0]) * (east - west)];
const rings = (path) =>
  path.split("M").slice(1).map((ring) => {
    const steps = ring.match(/-?\d+/g).map(Number);
    let x = steps[0], y = steps[1];
    const points = [place(x, y)];
    for (let i = 2; i + 1 < steps.length; i += 2) points.push(place((x += steps[i]), (y += steps[i + 1])));
    return [points];
  });

/* Between the steps the browser gets its turn, so that a thumb that scrolls never waits for long. */
export const breath = () => new Promise((done) => { setTimeout(done); });

const areas = [...drawing.querySelectorAll(".areas a")].map((link) => ({
  rings: rings(link.querySelector("path").getAttribute("d")),
  shade: link.querySelector("path").getAttribute("class"),
  says: link.querySelector("title").textContent,
  href: link.getAttribute("href"),
  name: link.dataset.name,
  at: place(+link.dataset.x, +link.dataset.y),
}));
const larger = [...drawing.querySelectorAll(".larger path")].map((path) => ({
  rings: rings(path.getAttribute("d")),
  name: path.dataset.name,
  at: place(+path.dataset.x, +path.dataset.y),
}));

await breath();

/* The server's drawing lies over the map until the map shows as much: nothing flickers, and its links act meanwhile. */
field.classList.add("live");
drawing.classList.add("until-then");
const whole = { padding: [9, 9] };

function taken() {
  if (!drawing.isConnected) return;
  symbols.append(drawing.querySelector("defs")); // the hatching of areas
  drawing.remove();
  field.setAttribute("role", "region");
  field.setAttribute("aria-label", told.words.map);
}

export const map = L.map(field, {
  zoomControl: false, attributionControl: false, maxZoom: told.finest, zoomSnap: 0.05, zoomDelta: 1, dragging: !L.Browser.mobile,
  fadeAnimation: !still, zoomAnimation: !still, markerZoomAnimation: !still, inertia: !still,
});
await breath();
map.createPane("base").style.zIndex = 150;
map.createPane("lines").style.zIndex = 450;
map.getPane("lines").style.pointerEvents = "none";
if (told.tiles) L.tileLayer(told.tiles, { maxZoom: told.finest, pane: "base" }).addTo(map);
if (told.tiles || told.archive) {
  field.classList.add("with-streets"); // under which the areas let the streets through
  L.control.attribution({ prefix: false, position: "bottomleft" }).addAttribution(told.credit).addTo(map);
}
L.control.scale({ imperial: false, maxWidth: 90, position: "bottomright" }).addTo(map);
map.fitBounds(told.frame ?? told.home, told.frame ? {} : whole);
map.setMinZoom(Math.min(map.getZoom(), map.getBoundsZoom(told.home)) - 1);
await breath();

for (const [index, area] of areas.entries()) {
  if (index % 8 === 7) await breath();
  const shape = L.polygon(area.rings, { className: `area ${area.shade}`, weight: 1 });
  // The keyboard passes it by: the list under the map has the same areas as links, with names.
  shape.on("add", () => shape.getElement().setAttribute("tabindex", "-1")).addTo(map);
  area.label = L.marker(area.at, { icon: word(area.name, "minor"), interactive: false, keyboard: false, zIndexOffset: 400 });
  shape.bindTooltip(area.says, { sticky: true, className: "says" });
  if (shaded) shape.on("click", () => location.assign(area.href));
  else shape.on("click", (event) => map.setView(event.latlng, Math.min(told.finest, map.getZoom() + 1)));
}
for (const area of larger) {
  L.polygon(area.rings, { className: "larger", weight: 1.5, fill: false, interactive: false }).addTo(map);
  area.label = L.marker(area.at, { icon: word(area.name), interactive: false, keyboard: false, zIndexOffset: 500 }).addTo(map);
}
await breath();

function word(name, rank = "") {
  const label = document.createElement("span");
  label.textContent = name;
  return L.divIcon({ className: `place ${rank}`, html: label, iconSize: [140, 16] });
}

const around = (at, across, down) => L.bounds(at.subtract([across, down]), at.add([across, down]));

/* Names give way: aside, up or down from their place to where they cover no mark and no other name, else they are left
   out. */
const ASIDE = [0, -14, 14, -26, 26, -38, 38, -50, 50];
const TRIED = ASIDE.flatMap((y) => [0, -30, 30, -60, 60].map((x) => L.point(x, y))).sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y));

export function namePlaces(marks = []) {
  for (const { label } of areas) {
    if (larger.length && map.getZoom() < NAMED) label.remove();
    else label.addTo(map);
  }
  const covered = marks.map((mark) => around(map.latLngToLayerPoint(mark.getLatLng()), mark.reach, mark.reach));
  const corner = map.containerPointToLayerPoint([0, 0]);
  const inside = L.bounds(corner, corner.add(map.getSize())); // half a name at the edge is none
  const named = [...larger, ...areas].map(({ label }) => label).filter((label) => label.getElement());
  const halves = named.map((label) => label.getElement().firstChild.offsetWidth / 2 + 2); // all are measured before one is moved
  for (const [index, label] of named.entries()) {
    const shown = label.getElement(), half = halves[index];
    const at = map.latLngToLayerPoint(label.getLatLng());
    const free = TRIED.find((off) => {
      const box = around(at.add(off), half, 9);
      return inside.contains(box) && !covered.some((other) => box.intersects(other));
    });
    shown.classList.toggle("gone", !free);
    if (!free) continue;
    Object.assign(shown.firstChild.style, { left: `${free.x}px`, top: `${free.y}px` });
    covered.push(around(at.add(free), half, 9));
  }
}

/* A short notice on the map, for those who see it and those who hear it. */
const notice = L.DomUtil.create("p", "map-notice", field);
notice.setAttribute("role", "status");
let silent;
export function say(text, seconds = 6) {
  notice.textContent = text;
  clearTimeout(silent);
  silent = setTimeout(() => { notice.textContent = ""; }, 1000 * seconds);
}

export async function ask(address, pairs, signal, headers = {}) {
  const query = new URLSearchParams(told.query);
  for (const [name, value] of pairs) query.append(name, value);
  const answer = await fetch(`${address}?${query}`, { signal, headers });
  if (!answer.ok) throw new Error(answer.status);
  return answer;
}

/* The frame: in the address, in every link that leads to this map, in the headline and the list beside. */
const PART = { "HX-Request": "true" };
let seen = "";
let moved = false;

function box() {
  const b = map.getBounds();
  return [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()].map((v) => String(+v.toFixed(5))).join(",");
}

function keep(frame) {
  const here = new URL(location.href);
  here.searchParams.set("bbox", frame);
  here.searchParams.delete("page");
  history.replaceState(history.state, "", here);
  for (const link of document.querySelectorAll("main a[href], a.tongue")) {
    const target = new URL(link.href);
    if (target.searchParams.getAll("area").join() !== here.searchParams.getAll("area").join()) continue; // it lies elsewhere
    if (target.pathname !== here.pathname && !link.matches(".tongue") || link.dataset.step || link.closest(".ahead")) continue;
    target.searchParams.set("bbox", frame);
    link.href = target;
  }
  for (const form of document.querySelectorAll(".facets form")) {
    const kept = form.querySelector("[name=bbox]") ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "bbox" }));
    kept.value = frame;
  }
}

async function tell(frame, signal) {
  const answer = await ask(told.frames, [["bbox", frame]], signal, PART);
  const part = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ["jawaban-peta", "dalam-bingkai"]) document.getElementById(id).replaceChildren(...part.getElementById(id).childNodes);
  const headline = document.querySelector("h1").textContent.trim();
  document.title = document.title.replace(/^.*(?= · )/, headline);
  heard.textContent = headline;
}

const heard = L.DomUtil.create("p", "sr", field.parentNode);
heard.setAttribute("role", "status");

/* ``draw``: (frame, zoom, signal) -> promise; called whenever the frame has changed. */
export function start(draw) {
  let wait;
  let turn;
  function settle() {
    const frame = box();
    if (frame === seen) return;
    seen = frame;
    turn?.abort();
    turn = new AbortController();
    const steps = [draw(frame, turn.signal)];
    if (moved) keep(frame);
    if (moved || told.chosen) steps.push(tell(frame, turn.signal));
    moved = true;
    Promise.all(steps).finally(taken).catch((error) => {
      if (error.name === "AbortError") return;
      seen = "";
      say(told.words.failed);
    });
  }
  map.on("moveend", () => { clearTimeout(wait); wait = setTimeout(settle, 200); });
  settle();
}

export const goHome = () => map.fitBounds(told.home, whole);
