/* The map of the first step of a report: a tap, or the keyboard, says where it is. It is fetched when it is asked for.
   ``take``: (lat, lon) -> promise of whether the point lies in the city; says it in words. */
import { gestures } from "./map-gestures.js";
import { leaflet, sheet } from "./map-load.js";

const CLOSE = 16; // zoom at which a street is told from the next
const NAMED = 13; // zoom from which the smallest areas are named
const STEP = 40; // pixels of an arrow key
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
}

export async function open({ box, form, take, address, sheet: page }) {
  const field = box.querySelector(".map-field");
  const told = await json(address);
  const [, , ...areas] = await Promise.all([leaflet(told.archive), sheet(page), ...told.areas.map(json)]);
  const L = window.L;
  field.classList.add("live");
  field.setAttribute("role", "region");
  field.setAttribute("aria-label", told.words.map);
  const map = L.map(field, {
    zoomControl: false, attributionControl: false, maxZoom: told.finest, zoomSnap: 0.05, keyboardPanDelta: STEP, dragging: !L.Browser.mobile,
    fadeAnimation: !still, zoomAnimation: !still, markerZoomAnimation: !still, inertia: !still,
  });
  map.createPane("base").style.zIndex = 150;
  map.createPane("lines").style.zIndex = 450;
  map.getPane("lines").style.pointerEvents = "none";

  const notice = L.DomUtil.create("p", "map-notice", field);
  notice.setAttribute("role", "status");
  let silent;
  gestures(map, (words, seconds) => {
    notice.textContent = words;
    clearTimeout(silent);
    silent = setTimeout(() => { notice.textContent = ""; }, 1000 * seconds);
  }, told.words);

  const shapes = new Map(); // of the smallest areas, by code
  const layers = areas.map((level, index) => {
    const smallest = index === areas.length - 1;
    return L.geoJSON(level, {
      interactive: false,
      style: { className: smallest ? "area plain" : "larger", weight: smallest ? 1 : 1.5, fill: smallest },
      onEachFeature: ({ properties: { code, name } }, layer) => {
        if (smallest) shapes.set(code, layer);
        layer.bindTooltip(name, { permanent: true, direction: "center", className: `area-name ${smallest ? "small" : "large"}` });
      },
    });
  });
  const larger = layers.length > 1 ? layers[0] : null;
  layers.at(-1).addTo(map);
  larger?.addTo(map);
  if (told.tiles) L.tileLayer(told.tiles, { maxZoom: told.finest, pane: "base" }).addTo(map);
  if (told.credit) {
    field.classList.add("with-streets");
    L.control.attribution({ prefix: false, position: "bottomleft" }).addAttribution(told.credit).addTo(map);
  }
  L.DomUtil.create("span", "cross-hair", field).setAttribute("aria-hidden", "true");

  /* Of two levels of names only one can be read, and of names that lie over each other the first. */
  function name() {
    field.classList.toggle("close", map.getZoom() >= NAMED || !larger);
    const kept = [];
    for (const label of field.querySelectorAll(".area-name")) {
      label.classList.remove("gone");
      const box = label.getBoundingClientRect();
      const covers = (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
      if (kept.some(covers)) label.classList.add("gone");
      else if (box.width) kept.push(box);
    }
  }
  map.on("zoomend moveend", name);

  const pin = L.marker([0, 0], {
    icon: L.divIcon({ className: "point-pin", iconSize: [44, 44] }), draggable: true, autoPan: true, keyboard: false, zIndexOffset: 900,
  });
  function show(lat, lon, inside = true) {
    if (!inside) return pin.remove();
    pin.setLatLng([lat, lon]).addTo(map);
    if (map.getZoom() < CLOSE) map.setView([lat, lon], CLOSE);
    else if (!map.getBounds().contains([lat, lon])) map.panTo([lat, lon]);
  }
  async function choose({ lat, lng }) {
    show(lat, lng);
    if (!await take(lat, lng)) pin.remove();
  }
  map.on("click", ({ latlng }) => choose(latlng));
  pin.on("dragend", () => choose(pin.getLatLng()));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== field) return;
    event.preventDefault();
    choose(map.getCenter());
  });
  box.querySelector("[data-step=here]").addEventListener("click", () => choose(map.getCenter()));
  box.querySelector("[data-step=in]").addEventListener("click", () => map.zoomIn());
  box.querySelector("[data-step=out]").addEventListener("click", () => map.zoomOut());

  function look() {
    map.invalidateSize({ animate: false });
    const lat = parseFloat(form.elements.lat.value), lon = parseFloat(form.elements.lon.value);
    const chosen = shapes.get(form.elements.area.value);
    if (!Number.isNaN(lat + lon)) {
      map.setView([lat, lon], CLOSE, { animate: false });
      show(lat, lon);
    } else map.fitBounds(chosen ? chosen.getBounds() : told.home, { animate: false });
    name();
    field.focus({ preventScroll: true });
  }
  look();
  map.setMinZoom(map.getBoundsZoom(told.home) - 1);
  if (told.streets) (await import("./map-streets.js")).drawStreets(map, told.streets);
  if (told.archive) (await import("./map-basemap.js")).layBase(map, told);
  return { show, look, clear: () => pin.remove() };
}
