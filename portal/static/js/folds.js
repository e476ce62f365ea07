/* Opens what is folded when an address points into it or the page is printed: most browsers do so by themselves. */
(() => {
  "use strict";
  const reveal = () => {
    const meant = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = meant && meant.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (meant) meant.scrollIntoView();
  };
  let opened = [];
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:is(.fold, .narrow):not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => { for (const fold of opened) fold.open = false; });
  reveal();
})();
