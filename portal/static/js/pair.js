/* Before and after, laid over each other and parted by a slider. Without this script the two stand side by side. */
(() => {
  "use strict";
  const button = (text, pressed) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.setAttribute("aria-pressed", pressed);
    return made;
  };
  const equip = (pair) => {
    const { side, slide, label, value } = pair.dataset;
    const ways = document.createElement("p"), range = document.createElement("input");
    const [plain, over] = [button(side, true), button(slide, false)];
    ways.className = "pair-ways";
    ways.append(plain, over);
    Object.assign(range, { type: "range", min: 0, max: 100, value: 50, hidden: true });
    range.setAttribute("aria-label", label);
    const part = () => {
      pair.style.setProperty("--at", `${range.value}%`);
      range.setAttribute("aria-valuetext", value.replace("0", range.value));
    };
    const choose = (sliding) => {
      pair.classList.toggle("sliding", sliding);
      range.hidden = !sliding;
      plain.setAttribute("aria-pressed", !sliding);
      over.setAttribute("aria-pressed", sliding);
      for (const picture of pair.querySelectorAll("img")) picture.loading = "eager";
    };
    plain.addEventListener("click", () => choose(false));
    over.addEventListener("click", () => choose(true));
    range.addEventListener("input", part);
    /* The pictures themselves can be drawn across; a tap still opens the large one. */
    let from = null, drawn = false;
    const held = (event) => pair.classList.contains("sliding") && event.target.closest("figcaption + a");
    pair.addEventListener("pointerdown", (event) => { if (held(event)) { from = event.clientX; drawn = false; } });
    addEventListener("pointermove", (event) => {
      if (from === null || (!drawn && Math.abs(event.clientX - from) < 4)) return;
      const box = pair.getBoundingClientRect();
      drawn = true;
      range.value = 100 * (event.clientX - box.left) / box.width;
      part();
    });
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => { from = null; });
    pair.addEventListener("dragstart", (event) => { if (held(event)) event.preventDefault(); });
    pair.addEventListener("click", (event) => { if (drawn && held(event)) event.preventDefault(); drawn = false; });
    part();
    pair.before(ways);
    pair.append(range);
  };
  const all = () => {
    for (const pair of document.querySelectorAll(".pair[data-slide]:not(:has(> input))")) equip(pair);
  };
  new MutationObserver(all).observe(document.querySelector("main"), { childList: true, subtree: true }); // see js/live.js
  all();
})();
