/* Rectangles over a photo, drawn by mouse, finger or keyboard; each fills a row of four numbers of the form, which
   works without this script. */
(() => {
  "use strict";
  const box = document.querySelector("[data-blur]");
  const rows = document.querySelector(".blur-rows");
  if (!box || !rows) return;
  const form = box.closest("form");
  const blank = rows.querySelector("fieldset").cloneNode(true);
  const round = (number) => Math.round(number * 10) / 10;
  const clamp = (number, least, most) => Math.min(most, Math.max(least, number));
  form.classList.add("drawn");

  const inputs = (row) => [...row.querySelectorAll("input")];
  const empty = (row) => inputs(row).every((input) => !input.value.trim());
  const values = (row) => inputs(row).map((input) => Number.parseFloat(input.value.replace(",", ".")) || 0);

  function newRow() {
    const row = blank.cloneNode(true);
    inputs(row).forEach((input) => (input.value = ""));
    rows.append(row);
    return row;
  }

  function number() {
    [...rows.children].forEach((row, at) => {
      row.classList.toggle("filled", !empty(row));
      row.querySelector("legend").textContent = `${box.dataset.part} ${at + 1}`;
      if (row.mark) row.mark.setAttribute("aria-label", `${box.dataset.part} ${at + 1}: ${box.dataset.how}`);
    });
  }

  /* Put a rectangle where its row says, and the row's numbers within the picture. */
  function place(row, [left, top, width, height]) {
    const wide = clamp(width, 0, 100);
    const high = clamp(height, 0, 100);
    const told = [clamp(left, 0, 100 - wide), clamp(top, 0, 100 - high), wide, high].map(round);
    inputs(row).forEach((input, at) => (input.value = told[at]));
    draw(row, told);
  }

  function draw(row, [left, top, width, height]) {
    if (!row.mark) {
      row.mark = document.createElement("button");
      row.mark.type = "button";
      row.mark.className = "part";
      row.mark.addEventListener("keydown", (event) => steer(event, row));
      box.append(row.mark);
    }
    Object.assign(row.mark.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
    number();
  }

  function remove(row) {
    row.mark.remove();
    row.mark = null;
    inputs(row).forEach((input) => (input.value = ""));
    number();
    form.querySelector("[data-add]").focus();
  }

  function steer(event, row) {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const [left, top, width, height] = values(row);
    if (event.key === "Delete" || event.key === "Backspace") remove(row);
    else if (!step) return;
    else if (event.shiftKey) place(row, [left, top, Math.max(1, width + step[0]), Math.max(1, height + step[1])]);
    else place(row, [left + step[0], top + step[1], width, height]);
    event.preventDefault();
  }

  const free = () => [...rows.children].find(empty) || newRow();

  function at(event) {
    const edge = box.getBoundingClientRect();
    const part = (value, from, length) => clamp(((value - from) / length) * 100, 0, 100);
    return [part(event.clientX, edge.left, edge.width), part(event.clientY, edge.top, edge.height)];
  }

  box.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.target.classList.contains("part")) return;
    event.preventDefault();
    const from = at(event);
    const row = free();
    box.setPointerCapture(event.pointerId);
    const move = (moved) => {
      const to = at(moved);
      const least = from.map((value, axis) => Math.min(value, to[axis]));
      place(row, [...least, Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])]);
    };
    const end = () => {
      box.removeEventListener("pointermove", move);
      const [, , width, height] = values(row);
      if (row.mark && (width < 1 || height < 1)) remove(row); // a click, no rectangle
    };
    box.addEventListener("pointermove", move);
    box.addEventListener("pointerup", end, { once: true });
    box.addEventListener("pointercancel", end, { once: true });
  });

  form.querySelector("[data-add]").addEventListener("click", () => {
    const row = free();
    place(row, [40, 40, 20, 20]);
    row.mark.focus();
  });
  rows.addEventListener("input", (event) => {
    const row = event.target.closest("fieldset");
    if (inputs(row).every((input) => input.value.trim())) draw(row, values(row));
  });
  [...rows.children].filter((row) => !empty(row)).forEach((row) => draw(row, values(row)));
  number();
})();
