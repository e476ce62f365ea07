/* Takes the map that the server has drawn and lets it be moved: the same areas, with circles and tickets of the frame.
   Everything it knows stands in the data-map attribute; without this script the drawing and its links remain. */
(() => {
  "use strict";
  const field = document.querySelector("[data-map]");
  if (!field || !window.L) return;
  const told = JSON.parse(field.dataset.map);
  const drawing = field.querySelector("svg");
  const number = new Intl.NumberFormat(told.language);
  const short = new Intl.NumberFormat(told.language, { notation: "compact", maximumFractionDigits: 1 });
  const NAMED = 13; // zoom from which the smallest areas are named
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

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

  drawing.remove();
  field.classList.add("live");
  const map = L.map(field, {
    zoomControl: false, attributionControl: false, maxZoom: told.finest, zoomSnap: 0.05, zoomDelta: 1,
    fadeAnimation: !still, zoomAnimation: !still, markerZoomAnimation: !still, inertia: !still,
  });
  if (told.tiles) L.tileLayer(told.tiles, { maxZoom: told.finest }).addTo(map);

  const shaded = told.layer !== "cells";
  for (const area of areas) {
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
  const marks = L.layerGroup().addTo(map);

  function word(name, rank = "") {
    const label = document.createElement("span");
    label.textContent = name;
    return L.divIcon({ className: `place ${rank}`, html: label, iconSize: [140, 16] });
  }

  /* Names give way: up or down from their place to where they cover no circle and no other name, else they are left out. */
  function name_places() {
    for (const { label } of areas) {
      if (larger.length && map.getZoom() < NAMED) label.remove();
      else label.addTo(map);
    }
    const taken = marks.getLayers().map((mark) => around(map.latLngToLayerPoint(mark.getLatLng()), mark.reach, mark.reach));
    for (const { label } of [...larger, ...areas]) {
      const shown = label.getElement();
      if (!shown) continue;
      const at = map.latLngToLayerPoint(label.getLatLng());
      const half = shown.firstChild.offsetWidth / 2 + 2;
      const free = [0, -14, 14, -26, 26, -38, 38, -50, 50].find((off) => {
        const box = around(at.add([0, off]), half, 9);
        return !taken.some((other) => box.intersects(other));
      });
      shown.classList.toggle("gone", free === undefined);
      if (free === undefined) continue;
      shown.firstChild.style.top = `${free}px`;
      taken.push(around(at.add([0, free]), half, 9));
    }
  }

  const around = (at, across, down) => L.bounds(at.subtract([across, down]), at.add([across, down]));

  /* The frame in the address, in the links that keep it, in the list beside, and as circles. */
  let turn = null;
  let seen = "";
  let first = true;

  function box() {
    const b = map.getBounds();
    const degrees = (v) => String(+v.toFixed(5));
    return [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()].map(degrees).join(",");
  }

  function moved() {
    const frame = box();
    if (frame === seen) return;
    seen = frame;
    if (!first) {
      const here = new URL(location.href);
      here.searchParams.set("bbox", frame);
      here.searchParams.delete("page");
      history.replaceState(history.state, "", here);
      for (const link of document.querySelectorAll("a.keeps-frame")) {
        const target = new URL(link.href);
        target.searchParams.set("bbox", frame);
        link.href = target;
      }
    }
    if (turn) turn.abort();
    turn = new AbortController();
    if (shaded) name_places();
    else circles(turn.signal).catch(failed);
    if (!first || told.frame) list(frame, turn.signal).catch(failed);
    first = false;
  }

  function failed(error) {
    if (error.name !== "AbortError") say(told.words.failed);
  }

  async function ask(address, pairs, signal, headers = {}) {
    const query = new URLSearchParams(told.query);
    for (const [name, value] of Object.entries(pairs)) query.set(name, value);
    const answer = await fetch(`${address}?${query}`, { signal, headers });
    if (!answer.ok) throw new Error(answer.status);
    return answer;
  }

  async function list(frame, signal) {
    const answer = await ask(told.list, { bbox: frame }, signal, { "HX-Request": "true" });
    document.getElementById("dalam-bingkai").innerHTML = await answer.text();
  }

  /* The frame, widened to whole squares of the grid, so that no circle is cut and an answer can be used again. */
  function squares(zoom) {
    const side = 64, b = map.getPixelBounds(), scale = 2 ** (map.getZoom() - zoom);
    const down = (v) => Math.floor(v / scale / side) * side, up = (v) => Math.ceil(v / scale / side) * side;
    const nw = map.unproject([down(b.min.x), down(b.min.y)], zoom), se = map.unproject([up(b.max.x), up(b.max.y)], zoom);
    const clip = (v, most) => Math.max(-most, Math.min(most, v)).toFixed(5);
    return [clip(nw.lng, 180), clip(se.lat, 90), clip(se.lng, 180), clip(nw.lat, 90)].join(",");
  }

  async function circles(signal) {
    const zoom = Math.floor(map.getZoom()); // between two zooms circles stand further apart, never nearer
    const whole = map.getBounds().contains(told.home);
    const framed = whole ? {} : { bbox: squares(zoom) };
    const found = await (await ask(told.cells, { zoom, ...framed }, signal)).json();
    if (found.placed <= told.few && (found.placed <= 60 || zoom >= 14)) {
      const single = await (await ask(told.tickets, framed, signal)).json();
      if (single.tickets) return show(single.tickets.map(dot));
    }
    show(found.cells.map((cell) => circle(cell, zoom)));
  }

  function show(made) {
    const focused = marks.getLayers().find((mark) => mark.getElement() === document.activeElement);
    const kept = focused && focused.getLatLng();
    marks.clearLayers();
    for (const mark of made) marks.addLayer(mark);
    name_places();
    if (kept) (made.find((mark) => mark.getLatLng().equals(kept))?.getElement() ?? field).focus({ preventScroll: true });
  }

  function circle([lat, lon, count, radius], zoom) {
    const html = document.createElement("span");
    html.textContent = count < 10000 ? number.format(count) : short.format(count);
    const fits = radius > 4.2 * html.textContent.length; // half a letter and a little
    const icon = L.divIcon({ className: fits ? "cell" : "cell small", html, iconSize: [2 * radius, 2 * radius] });
    const title = `${number.format(count)} ${told.words.tickets}: ${told.words.closer}`;
    const mark = L.marker([lat, lon], { icon, title, alt: title, riseOnHover: true });
    mark.reach = radius;
    return acting(mark, () => map.setView([lat, lon], Math.min(told.finest, Math.max(zoom, map.getZoom()) + 2)));
  }

  function dot([code, status, lat, lon, title]) {
    const says = `${told.words[status]}: ${title} (${code})`;
    const icon = L.divIcon({ className: `dot ${status}`, iconSize: [16, 16] });
    const mark = L.marker([lat, lon], { icon, alt: says, keyboard: true, riseOnHover: true });
    mark.reach = 8;
    mark.bindTooltip(says, { className: "says" });
    return acting(mark, () => location.assign(told.page + encodeURIComponent(code)));
  }

  const acting = (mark, act) =>
    mark.on("add", () => mark.getElement().setAttribute("aria-label", mark.options.alt)).on("click", act).on("keydown", ({ originalEvent: key }) => {
      if (key.key !== "Enter" && key.key !== " ") return;
      key.preventDefault();
      act();
    });

  /* Buttons: large enough for a thumb, beside the map and never on it. */
  const corner = L.DomUtil.create("div", "map-buttons");
  const notice = L.DomUtil.create("p", "map-notice");
  notice.setAttribute("role", "status");

  function button(sign, label, act) {
    const made = L.DomUtil.create("button", "", corner);
    made.type = "button";
    made.textContent = sign;
    made.title = label;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
  }

  function say(text) {
    notice.textContent = text;
    clearTimeout(say.later);
    say.later = setTimeout(() => { notice.textContent = ""; }, 6000);
  }

  const home = () => map.fitBounds(told.home, { padding: [9, 9] });
  button("+", told.words.in, () => map.zoomIn());
  button("−", told.words.out, () => map.zoomOut());
  button("⤢", told.words.home, home);
  if (navigator.geolocation) {
    button("◎", told.words.near, () =>
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          const here = L.latLng(coords.latitude, coords.longitude);
          if (!L.latLngBounds(told.home).pad(0.5).contains(here)) return say(told.words.outside);
          map.setView(here, 15);
        },
        () => say(told.words.denied),
        { timeout: 10000, maximumAge: 60000 },
      ));
  }
  field.after(corner);
  field.append(notice);

  let wait;
  map.on("moveend", () => { clearTimeout(wait); wait = setTimeout(moved, first ? 0 : 200); });
  if (told.frame) map.fitBounds(told.frame);
  else home();
  map.setMinZoom(Math.min(map.getZoom(), map.getBoundsZoom(told.home)) - 1);
})();
