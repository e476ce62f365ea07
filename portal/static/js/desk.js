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

  function step(key) {
    const rows = [...document.querySelectorAll("a[data-row]")];
    const next = rows[rows.indexOf(document.activeElement) + (key === "j" ? 1 : -1)];
    if (next) next.focus();
    return rows.length > 0;
  }

  function writeOn(text) {
    text.focus();
    text.setSelectionRange(text.value.length, text.value.length);
  }

  function act(key) {
    if (key === "?") return showList(), true;
    const link = document.querySelector(`a[data-key="${CSS.escape(key)}"]`);
    if (link) return link.click(), true;
    const form = document.querySelector(`form[data-key="${CSS.escape(key)}"]`);
    if (form) return writeOn(form.elements.text), true;
    return (key === "j" || key === "k") && step(key);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target)) return event.target.blur();
    if (!on.checked || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (act(event.key)) event.preventDefault();
  });
})();

/* What is typed is kept however the page is left, and a form is sent once. */
(() => {
  "use strict";
  const form = document.querySelector("form.work[data-left]");
  if (!form) return;
  const text = form.elements.text;
  const button = form.querySelector("[data-send]");
  const LEFT = form.dataset.kept;
  let kept = text.defaultValue;
  let sending = false;

  /* What is sent on leaving can be overtaken by the way back, or be lost on the line: the tab has it, too. */
  function keep() {
    if (text.value === kept) return;
    if (!sending) sessionStorage.setItem(LEFT, JSON.stringify([text.defaultValue, text.value]));
    kept = text.value;
    navigator.sendBeacon(form.dataset.left, new FormData(form));
  }

  /* Unless the draft has become another one since. */
  function bringBack() {
    const [before, left] = JSON.parse(sessionStorage.getItem(LEFT) || "[]");
    sessionStorage.removeItem(LEFT);
    if (left !== undefined && text.value === before) text.value = left;
  }

  /* A page that comes back as it was left: was its form published, or did the line break? */
  async function comeBack() {
    sending = false;
    button.removeAttribute("aria-disabled");
    const told = await fetch(form.dataset.left, { method: "POST", body: new FormData(form) });
    if (told.status === 409) location.reload();
  }

  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter !== button) return;
    if (sending) return event.preventDefault();
    sending = true;
    sessionStorage.removeItem(LEFT);
    button.setAttribute("aria-disabled", "true");
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(button);
  });
  document.addEventListener("visibilitychange", () => document.hidden && keep());
  addEventListener("pagehide", keep);
  addEventListener("pageshow", (event) => event.persisted && comeBack());
  /* Typed before the scripts had come, whichever of them comes last. */
  const catchUp = () => text.value !== kept && text.dispatchEvent(new Event("input", { bubbles: true }));
  bringBack();
  form.addEventListener("htmx:after:init", catchUp);
  addEventListener("load", catchUp);
})();
