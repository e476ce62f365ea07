/* The lens where JavaScript runs: its steps are swapped in, long lists of what narrows it can be searched, and a step that failed says so. */
(() => {
  "use strict";
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /* A step is a link or form within the lens that leads to the lens. One listener knows them all: htmx's hx-boost would make one of
     each link whenever the lens is drawn, which takes a cheap phone a fifth of a second. */
  function step(event, source, address) {
    const ours = source?.closest("#lens") && new URL(address).pathname === location.pathname && !source.hasAttribute("download");
    if (!window.htmx || !ours || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (source.matches('[href^="#"]')) return;
    event.preventDefault();
    const show = source.closest(".pages") ? "top showTarget:#daftar" : "none";
    htmx.ajax("GET", address, { source, event, target: "#lens", swap: `innerHTML show:${show}`, push: "true" });
  }
  document.addEventListener("htmx:before:process", (event) => event.preventDefault()); // there is nothing for it to find
  document.addEventListener("submit", (event) => step(event, event.target, event.target.action));

  /* A field above each long list; what does not have all its words goes out of sight. */
  function searchable(section) {
    const rows = [...section.querySelectorAll("ul.facet > li")];
    const rest = section.querySelector("details");
    const label = document.createElement("label");
    const input = document.createElement("input");
    const said = document.createElement("span");
    label.className = "find-value";
    label.textContent = section.dataset.find;
    input.type = "search";
    said.className = "tiny quiet";
    said.setAttribute("role", "status");
    label.append(input);
    section.querySelector("h2").after(label, said);
    input.addEventListener("input", () => {
      const words = plain(input.value).split(/\s+/);
      for (const row of rows) row.hidden = !words.every((word) => plain(row.textContent).includes(word));
      rest.open = input.value !== "";
      said.textContent = input.value && `${rows.filter((row) => !row.hidden).length} / ${rows.length}`;
    });
  }
  const all = () => document.querySelectorAll("[data-find]:not(:has(.find-value))").forEach(searchable);
  all();
  document.addEventListener("htmx:after:swap", () => {
    all();
    // What was chosen is gone: it lay in the sheet, which is closed now, or was a chip. The next thing of its kind keeps the focus.
    if (document.activeElement !== document.body) return;
    const near = [...document.querySelectorAll(".to-facets, .chips a, .facet a")];
    near.find((link) => link.checkVisibility())?.focus({ preventScroll: true });
  });

  /* What narrows the list lies over it on a phone. Closed, it is a step back: the button for that must not open it again. */
  let opened = false;
  const sheet = () => document.querySelector(".facets:target");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") sheet()?.querySelector(".facets-head a").click();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href="#saring"], .facets:target a[href="#tampilan"]');
    if (link?.hash === "#saring") opened = sheet() === null;
    else if (link && opened) {
      event.preventDefault();
      opened = false;
      history.back();
    }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    step(event, link, link?.href);
  });

  /* The list that is shown stays; the same step can be tried again. */
  const failed = document.getElementById("terputus");
  let again = null;
  document.addEventListener("htmx:error", ({ detail: { ctx } }) => {
    if (!failed || !ctx) return;
    again = ctx.sourceElement;
    failed.hidden = false;
    failed.querySelector("button").focus({ preventScroll: true });
  });
  document.addEventListener("htmx:before:request", () => { if (failed) failed.hidden = true; });
  failed?.querySelector("button").addEventListener("click", () => (again.matches("form") ? again.requestSubmit() : again.click()));
})();
