/* Copies what stands in a field. Without this script the button is not there, and the field can be marked by hand. */
(() => {
  "use strict";
  document.documentElement.classList.add("can-copy");
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      if (!document.execCommand("copy")) return; // the field stays marked
    }
    button.parentElement.querySelector("[role=status]").textContent = button.dataset.done;
  });
})();
