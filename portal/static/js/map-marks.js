/* What lies in the frame: circles that count, or each report where they are few, drawn as the legend draws them. */
import { ask, breath, map, namePlaces, number, shaded, start, told } from "./map.js";
import { openSheet } from "./map-sheet.js";

const L = window.L;
const short = new Intl.NumberFormat(told.language, { notation: "compact", maximumFractionDigits: 1 });
const models = document.querySelector("[data-marks]").content;
const shown = L.layerGroup().addTo(map);
const points = matchMedia("(hover: hover)").matches; // a finger has the sheet
const WEIGHTS = ["resolved", "closed", "unknown", "open", "late"]; // what matters more lies on top
const filled = (words, values) => words.replace(/{(\w+)}/g, (_, name) => values[name]);

async function draw(frame, signal) {
  if (shaded) return namePlaces();
  const zoom = Math.floor(20 * map.getZoom()) / 20;
  const whole = map.getBounds().contains(told.home);
  const found = await (await ask(told.cells, [["zoom", zoom], ...(whole ? [] : [["bbox", squares(zoom)]])], signal)).json();
  await show([...found.cells.map(circle), ...found.closed.map(shut), ...found.marks.map(report)], signal);
}

/* The frame out to the edges of the squares that the index keeps: those are counted from what is known of the city. */
function squares(zoom) {
  const side = 2 ** (8 + Math.max(0, Math.round(zoom) - 16));
  const bounds = map.getPixelBounds();
  const cell = side * 2 ** (map.getZoom() - Math.round(zoom)) / 4;
  const out = (point, round) => L.point(round(point.x / cell) * cell, round(point.y / cell) * cell);
  const nw = map.unproject(out(bounds.min, Math.floor)), se = map.unproject(out(bounds.max, Math.ceil));
  const clip = (v, limit) => Math.max(-limit, Math.min(limit, v)).toFixed(5);
  return [clip(nw.lng, 180), clip(se.lat, 90), clip(se.lng, 180), clip(nw.lat, 90)].join(",");
}

async function show(made, signal) {
  const focused = shown.getLayers().find((mark) => mark.getElement() === document.activeElement);
  const kept = focused?.getLatLng();
  shown.clearLayers();
  for (const mark of made) shown.addLayer(mark);
  await breath();
  if (signal.aborted) return;
  namePlaces(made);
  if (kept) (made.find((mark) => mark.getLatLng().equals(kept))?.getElement() ?? map.getContainer()).focus({ preventScroll: true });
}

function circle([lat, lon, count, radius, name]) {
  const html = document.createElement("span");
  html.textContent = count < 10000 ? number.format(count) : short.format(count);
  const fits = radius > 4.2 * html.textContent.length; // half a letter and a little
  const icon = L.divIcon({ className: fits ? "cell" : "cell small", html, iconSize: [2 * radius, 2 * radius] });
  const says = filled(name ? told.words.circle : told.words.around, { place: name, n: number.format(count) });
  const mark = L.marker([lat, lon], { icon, title: says, alt: says, riseOnHover: true });
  mark.reach = radius;
  return acting(mark, () => map.setView([lat, lon], Math.min(told.finest, map.getZoom() + 2)));
}

function drawn(weight, count) {
  const model = models.querySelector(`[data-mark="${weight}${count > 1 || weight === "shut" ? "-many" : ""}"] svg`).cloneNode(true);
  const text = model.querySelector("text");
  if (text) text.textContent = count;
  text?.setAttribute("font-size", count < 100 ? 9.5 : count < 1000 ? 8 : 6.8);
  return model;
}

function marker(lat, lon, weight, count, says) {
  const icon = L.divIcon({ className: "report", html: drawn(weight, count), iconSize: [24, 24] });
  const mark = L.marker([lat, lon], { icon, alt: says, riseOnHover: true, zIndexOffset: 1000 * WEIGHTS.indexOf(weight) });
  mark.reach = 12;
  if (points) mark.bindTooltip(says, { className: "says" });
  return mark;
}

function report([weight, lat, lon, weighty, count, codes, name]) {
  const many = filled(told.words.pile, { n: number.format(count), m: number.format(weighty), what: told.words[weight] });
  const mark = marker(lat, lon, weight, weighty, count > 1 ? many : `${name} (${codes[0]}, ${told.words[weight]})`);
  return acting(mark, () => {
    if (count > codes.length && map.getZoom() < told.finest) map.setView([lat, lon], Math.min(told.finest, map.getZoom() + 2));
    else openSheet(codes, mark);
  });
}

function shut([lat, lon, count, area, name]) {
  const says = filled(told.words.private, { place: name, n: number.format(count) });
  const mark = marker(lat, lon, "shut", count, says);
  const list = new URL(told.closed, location.href);
  list.searchParams.set("area", area);
  return acting(mark, () => location.assign(list));
}

const acting = (mark, act) =>
  mark.on("add", () => mark.getElement().setAttribute("aria-label", mark.options.alt)).on("click", act).on("keydown", ({ originalEvent: key }) => {
    if (key.key !== "Enter" && key.key !== " ") return;
    key.preventDefault();
    act();
  });

start(draw);
