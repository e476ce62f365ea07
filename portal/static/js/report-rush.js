/* In a rush the browser does a small sum before a report is sent, beside the page; whoever has pressed the button already
   need not press it again. Without this script, or where a browser does no sums, a wait does. */
(() => {
  "use strict";
  const box = document.querySelector(".rush");
  const form = box.closest("form");
  const says = box.querySelector("[role=status]"), progress = box.querySelector("progress");
  const told = box.dataset, proof = form.elements.proof, waiting = says.textContent;
  const main = form.querySelector("button.main");
  let ready = false;
  let pressed = "pressed" in told;

  function finish() {
    if (ready) return;
    ready = true;
    progress.hidden = true;
    says.textContent = told.done;
    if (pressed) form.requestSubmit(main);
  }
  form.addEventListener("submit", (event) => {
    if (ready || event.submitter !== main) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = true;
    box.scrollIntoView({ block: "nearest" });
  }, true);
  setTimeout(finish, 1000 * told.wait);

  if (proof.value || !window.Worker || !window.crypto?.subtle) return;
  says.textContent = told.doing;
  progress.hidden = false;
  const worker = new Worker(told.worker);
  worker.onmessage = ({ data: { done, answer } }) => {
    progress.value = done;
    if (!answer) return;
    proof.value = answer;
    worker.terminate();
    finish();
  };
  worker.onerror = () => {
    progress.hidden = true;
    says.textContent = waiting;
  };
  worker.postMessage({ challenge: told.challenge, puzzles: +told.puzzles, bits: +told.bits });
})();
