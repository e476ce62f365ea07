/* Fetches Leaflet once a map is wanted; its sheet goes before those of the page, which answer it. */
const at = (path) => new URL(path, import.meta.url).href;

function arrived(tag, said, place) {
  return new Promise((done, failed) => {
    const made = Object.assign(document.createElement(tag), said, { onload: done, onerror: failed });
    place(made);
  });
}
const script = (path) => arrived("script", { src: at(path) }, (made) => document.head.append(made));
const before = (made) => document.querySelector("link[rel=stylesheet]").before(made);

/* A sheet of ours comes after the others, which name the layers. */
export const sheet = (path, place = (made) => document.head.append(made)) => arrived("link", { rel: "stylesheet", href: at(path) }, place);

/* ``archive``: whether streets of an archive are to be drawn, too. */
export const leaflet = (archive) => Promise.all([
  sheet("../vendor/leaflet.css", before), script("../vendor/leaflet.js"), archive && script("../vendor/protomaps-leaflet.js"),
]);
