/* An open ticket page brings what happens by itself: it asks for the number of the newest event, and fetches the page
   when there is a newer one. Without this script the page is as it was opened. */
(() => {
  "use strict";
  const said = document.querySelector("[data-live]");
  if (!said || navigator.connection?.saveData) return;
  const LEAST = 30000, MOST = 300000; // milliseconds between two looks; longer while nothing happens
  const PARTS = ["main > .lead", "main > .life", ".part-words", ".part-way", ".part-aside", ".foot p"];
  let seq = Number(said.dataset.seq), wait = LEAST, timer = 0, looked = Date.now(), asking = null, news = 0;

  const events = (root) => [...root.querySelectorAll(".timeline .event[id]")];
  const folds = (part) => [...part.querySelectorAll("details")];
  const known = (one) => one && (one.id ? `#${CSS.escape(one.id)}` : one.hasAttribute("href") ? `a[href="${CSS.escape(one.getAttribute("href"))}"]` : "");

  const take = (old, fresh) => {
    const focused = old.contains(document.activeElement) ? known(document.activeElement) : "";
    const near = old.querySelector("[data-near]"), place = fresh.querySelector("[data-near]");
    if (near && place) place.replaceWith(near); // its map was fetched already
    const open = folds(old).map((fold) => fold.open);
    folds(fresh).forEach((fold, at) => { if (open[at]) fold.open = true; });
    old.replaceWith(document.adoptNode(fresh));
    if (focused) fresh.querySelector(focused)?.focus({ preventScroll: true });
  };

  const show = (page) => {
    const next = page.querySelector("[data-live]");
    if (!next || !page.querySelector(".timeline")) return location.reload(); // it was taken from view
    const before = new Set(events(document).map((one) => one.id));
    for (const part of PARTS) {
      const old = document.querySelector(part), fresh = page.querySelector(part);
      if (old && fresh) take(old, fresh);
    }
    seq = Number(next.dataset.seq);
    const come = events(document).filter((one) => !before.has(one.id));
    for (const one of come) one.classList.add("fresh");
    news += come.length;
    if (!come.length) return;
    const link = document.createElement("a");
    link.href = `#${come[0].id}`;
    link.textContent = (news === 1 ? said.dataset.one : said.dataset.many).replace("{n}", news);
    said.replaceChildren(link);
  };

  const look = async () => {
    looked = Date.now();
    asking = new AbortController();
    const how = { cache: "no-cache", signal: asking.signal };
    try {
      const answer = await fetch(said.dataset.live, how);
      if (!answer.ok) throw new Error(answer.status);
      if ((await answer.json()).seq === seq) {
        wait = Math.min(wait * 1.25, MOST);
      } else {
        const page = await fetch(location.pathname, how);
        if (!page.ok) throw new Error(page.status);
        show(new DOMParser().parseFromString(await page.text(), "text/html"));
        wait = LEAST;
      }
    } catch {
      wait = Math.min(wait * 2, MOST); // no network, or the portal is busy
    }
    plan();
  };

  const plan = () => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(look, Math.max(0, looked + wait - Date.now()));
  };

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) asking?.abort();
    else wait = LEAST;
    plan();
  });
  said.addEventListener("click", () => { news = 0; said.replaceChildren(); });
  plan();
})();
