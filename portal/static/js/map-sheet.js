/* The sheet that a tap on a mark opens: what these reports are, how they stand, and the way to their pages. */
import { field, map, say, told } from "./map.js";

const sheet = document.createElement("div");
const inside = document.createElement("div");
const shut = document.createElement("button");
sheet.className = "map-sheet";
sheet.setAttribute("role", "dialog");
sheet.hidden = true;
shut.type = "button";
shut.textContent = "×";
shut.setAttribute("aria-label", told.words.shut);
sheet.append(shut, inside);
field.after(sheet);
let from = null;

export async function openSheet(codes, mark) {
  const query = new URLSearchParams(codes.map((code) => ["code", code]));
  let answer;
  try {
    answer = await fetch(`${told.reports}?${query}`, { headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(answer.status);
    inside.innerHTML = await answer.text();
  } catch {
    return say(told.words.unopened);
  }
  from = mark;
  sheet.setAttribute("aria-label", mark.options.alt);
  sheet.hidden = false;
  inside.scrollTop = 0;
  inside.querySelector("[tabindex='-1']")?.focus({ preventScroll: true });
}

function close() {
  if (sheet.hidden) return;
  sheet.hidden = true;
  (from?.getElement() ?? field).focus({ preventScroll: true });
}

shut.addEventListener("click", close);
document.addEventListener("keydown", (key) => { if (key.key === "Escape") close(); });
map.on("click", close);
