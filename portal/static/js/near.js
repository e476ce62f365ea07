/* Puts what is near a ticket into its page once it comes into view. Without this script a link leads there. */
(() => {
  "use strict";
  const part = document.querySelector("[data-near]");
  if (!part || !("IntersectionObserver" in window)) return;
  new IntersectionObserver(async (seen, observer) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    observer.disconnect();
    try {
      const answer = await fetch(part.dataset.near, { headers: { "HX-Request": "true" } });
      if (answer.ok) part.innerHTML = await answer.text();
    } catch {
      // no network: the link stays
    }
  }, { rootMargin: "300px" }).observe(part);
})();
