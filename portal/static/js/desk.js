/* Keys for officers with sixty open tickets: each does what a link on the page does, and they can be switched off. */
(() => {
  "use strict";
  const list = document.querySelector("[data-keys]");
  if (!list) return;
  const OFF = "pantau.keys.off";
  const on = list.querySelector("[data-keys-on]");
  list.hidden = false;
  on.checked = localStorage.getItem(OFF) === null;
  on.addEventListener("change", () => (on.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));

  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

  function showList() {
    list.open = !list.open;
    if (list.open) list.querySelector("summary").focus();
  }

  function act(key) {
    if (key === "?") return showList(), true;
    const link = document.querySelector(`a[data-key="${CSS.escape(key)}"]`);
    if (link) return link.click(), true;
    const form = document.querySelector(`form[data-key="${CSS.escape(key)}"]`);
    if (form) return form.querySelector("textarea, select, input:not([type=hidden])").focus(), true;
    return false;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target)) return event.target.blur();
    if (!on.checked || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (act(event.key)) event.preventDefault();
  });
})();
