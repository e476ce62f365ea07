/* Takes the map over once the page stands, so that what is read first (the answer, the drawing, the list) never waits for
   it. Leaflet is fetched only then; the parts of the map import one another. */
const field = document.querySelector("[data-map]");
const at = (path) => new URL(path, import.meta.url).href;

function arrived(tag, said, place) {
  return new Promise((done, failed) => {
    const made = Object.assign(document.createElement(tag), said, { onload: done, onerror: failed });
    place(made);
  });
}
const script = (path) => arrived("script", { src: at(path) }, (made) => document.head.append(made));
/* Before the sheets of the page, which answer it. */
const sheet = (path) => arrived("link", { rel: "stylesheet", href: at(path) }, (made) => document.querySelector("link[rel=stylesheet]").before(made));

const { archive } = JSON.parse(field.dataset.map);
const parts = ["map-marks", "map-sheet", "map-hand", ...("streets" in field.dataset ? ["map-streets"] : []), ...(archive ? ["map-basemap"] : [])];

if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
await Promise.all([sheet("../vendor/leaflet.css"), script("../vendor/leaflet.js"), archive && script("../vendor/protomaps-leaflet.js")]);
await Promise.all(parts.map((part) => import(`./${part}.js`)));
