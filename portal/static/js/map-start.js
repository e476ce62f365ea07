/* Takes the map over once the page stands, so that what is read first (the answer, the drawing, the list) never waits for
   it. Leaflet is fetched only then; the parts of the map import one another. */
import { leaflet } from "./map-load.js";

const field = document.querySelector("[data-map]");
const { archive } = JSON.parse(field.dataset.map);

if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
await leaflet(archive);
const [{ map, told }, streets, base] = await Promise.all([
  import("./map.js"), "streets" in field.dataset && import("./map-streets.js"), archive && import("./map-basemap.js"),
  import("./map-marks.js"), import("./map-sheet.js"), import("./map-hand.js"),
]);
if (streets) streets.drawStreets(map, field.dataset.streets);
if (base) base.layBase(map, told);
