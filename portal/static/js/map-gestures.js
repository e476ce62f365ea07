/* One finger scrolls the page and two move the map, the wheel scrolls the page unless Ctrl is held, on every map of ours;
   docs/decisions/map-hand.md says why. ``say``: (words, seconds) shows them on the map. */
export function gestures(map, say, words) {
  const field = map.getContainer();
  let knows = false; // two fingers were used
  let begun = null;

  field.addEventListener("pointerdown", ({ pointerType }) => map.dragging[pointerType === "touch" ? "disable" : "enable"](), { capture: true });
  field.addEventListener("wheel", (turn) => {
    const meant = turn.ctrlKey || turn.metaKey;
    map.scrollWheelZoom[meant ? "enable" : "disable"]();
    if (meant) turn.preventDefault(); // else the browser makes the whole page larger
    else say(words.wheel, 2);
  }, { capture: true, passive: false });
  field.addEventListener("touchstart", ({ touches }) => {
    knows ||= touches.length > 1;
    begun = touches.length === 1 ? touches[0] : null;
  }, { passive: true });
  field.addEventListener("touchmove", ({ touches: [finger] }) => {
    if (knows || !begun || Math.hypot(finger.clientX - begun.clientX, finger.clientY - begun.clientY) < 12) return;
    say(words.two, 2);
    begun = null;
  }, { passive: true });
}
