/* How the map is touched: one finger scrolls the page and two move the map, the wheel scrolls the page unless Ctrl is
   held, buttons do all of it; docs/decisions/map-hand.md says why. */
import { field, goHome, map, say, told } from "./map.js";

const L = window.L;
const buttons = field.parentNode.querySelector(".map-buttons");
let knows = false; // two fingers were used

field.addEventListener("pointerdown", ({ pointerType }) => map.dragging[pointerType === "touch" ? "disable" : "enable"](), { capture: true });
field.addEventListener("wheel", (turn) => {
  const meant = turn.ctrlKey || turn.metaKey;
  map.scrollWheelZoom[meant ? "enable" : "disable"]();
  if (meant) turn.preventDefault(); // else the browser makes the whole page larger
  else say(told.words.wheel, 2);
}, { capture: true, passive: false });

let begun = null;
field.addEventListener("touchstart", ({ touches }) => {
  knows ||= touches.length > 1;
  begun = touches.length === 1 ? touches[0] : null;
}, { passive: true });
field.addEventListener("touchmove", ({ touches: [finger] }) => {
  if (knows || !begun || Math.hypot(finger.clientX - begun.clientX, finger.clientY - begun.clientY) < 12) return;
  say(told.words.two, 2);
  begun = null;
}, { passive: true });

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
