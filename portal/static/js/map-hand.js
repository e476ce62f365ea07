/* How the map is touched: one finger scrolls the page and two move the map, the wheel scrolls the page unless Ctrl is
   held, buttons do all of it; docs/decisions/map-hand.md says why. */
import { gestures } from "./map-gestures.js";
import { field, goHome, map, say, told } from "./map.js";

const L = window.L;
const buttons = field.parentNode.querySelector(".map-buttons");
gestures(map, say, told.words);

/* The server's links do what they say without a script; here they act at once, and those aside are not needed. */
const acts = { in: () => map.zoomIn(), out: () => map.zoomOut(), home: goHome };
for (const link of buttons.querySelectorAll("a")) {
  const act = acts[link.dataset.step];
  if (act) link.replaceWith(button(link.textContent, link.title, act));
  else link.remove();
}
if (navigator.geolocation) {
  buttons.append(button("◎", told.words.near, () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const here = L.latLng(coords.latitude, coords.longitude);
        if (!L.latLngBounds(told.home).pad(0.5).contains(here)) return say(told.words.outside);
        map.setView(here, 16);
      },
      () => say(told.words.denied),
      { timeout: 10000, maximumAge: 60000 },
    )));
}

function button(sign, label, act) {
  const made = L.DomUtil.create("button");
  made.type = "button";
  made.textContent = sign;
  made.title = label;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}
