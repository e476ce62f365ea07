/* Suggestions under the search field while somebody types (ARIA 1.2: an editable combobox with a list). Typing never waits:
   what is asked for late is dropped, and without this script or an answer the field is a plain one. */
(() => {
  "use strict";
  const PAUSE = 150, FEWEST = 2, KEPT = 60;
  const kept = new Map();
  let waiting, asking;

  const isField = (element) => element instanceof HTMLInputElement && "ahead" in element.dataset;
  const box = (field) => field.form.querySelector(".ahead");
  const options = (field) => [...box(field).querySelectorAll("[role=option]")];
  const chosen = (field) => document.getElementById(field.getAttribute("aria-activedescendant"));

  function prepare(field) {
    if (field.role !== "combobox") {
      field.type = "text"; // a search field clears itself by Escape, which only closes the list here
      const given = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "saran" };
      for (const name in given) field.setAttribute(name, given[name]);
      field.spellcheck = false;
    }
    if (box(field)) return;
    const list = document.createElement("div"), told = document.createElement("p");
    list.className = "ahead";
    list.hidden = true;
    list.innerHTML = '<ul role="listbox" id="saran"></ul>';
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    told.className = "sr";
    told.setAttribute("role", "status");
    field.form.append(list, told);
  }

  function close(field) {
    clearTimeout(waiting);
    asking?.abort();
    field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-expanded", "false");
    box(field).hidden = true;
  }

  function show(field, html) {
    if (document.activeElement !== field) return;
    field.removeAttribute("aria-activedescendant");
    box(field).innerHTML = html;
    const any = options(field).length > 0;
    box(field).hidden = !any;
    field.setAttribute("aria-expanded", String(any));
    box(field).nextElementSibling.textContent = box(field).firstElementChild?.dataset.count ?? "";
  }

  async function ask(field) {
    asking?.abort();
    if (field.value.trim().length < FEWEST) return close(field);
    const address = new URL(field.dataset.ahead, location.href);
    for (const [name, value] of new FormData(field.form)) address.searchParams.append(name, value);
    if (!kept.has(address.href)) {
      asking = new AbortController();
      try {
        const answer = await fetch(address, { signal: asking.signal });
        if (!answer.ok) return close(field);
        if (kept.size >= KEPT) kept.clear();
        kept.set(address.href, await answer.text());
      } catch {
        return; // given up for a later one, or offline: the field stays as it is
      }
    }
    show(field, kept.get(address.href));
  }

  function move(field, step) {
    const all = options(field);
    const to = (all.indexOf(chosen(field)) + 1 + step + all.length + 1) % (all.length + 1); // 0: the field itself
    all.forEach((option, at) => option.setAttribute("aria-selected", String(at === to - 1)));
    if (!to) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", all[to - 1].id);
    all[to - 1].scrollIntoView({ block: "nearest" });
  }

  const all = () => document.querySelectorAll("[data-ahead]").forEach(prepare);
  all();
  document.addEventListener("htmx:after:settle", all); // which gives a field with the focus its first attributes back
  document.addEventListener("focusin", ({ target }) => isField(target) && prepare(target));
  document.addEventListener("focusout", ({ target }) => isField(target) && box(target) && close(target));
  document.addEventListener("submit", ({ target }) => {
    const field = target.querySelector("[data-ahead]");
    if (field && box(field)) close(field);
  }, true);
  document.addEventListener("input", ({ target }) => {
    if (!isField(target)) return;
    clearTimeout(waiting);
    asking?.abort();
    waiting = setTimeout(ask, PAUSE, target);
  });
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!isField(field) || event.isComposing) return;
    const open = !box(field).hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (open) move(field, event.key === "ArrowDown" ? 1 : -1);
      else ask(field);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close(field);
    } else if (event.key === "Enter" && open && chosen(field)) {
      event.preventDefault();
      chosen(field).click();
    }
  });
})();
