/* From a ticket back to the list or map that it was found in, as it was asked for. Without this script the way leads to all reports. */
(() => {
  "use strict";
  const from = document.referrer ? new URL(document.referrer) : null;
  if (from?.origin !== location.origin || !from.search) return;
  for (const link of document.querySelectorAll("[data-from]")) {
    if (link.pathname !== from.pathname) continue;
    link.href = from;
    link.parentElement.firstElementChild.hidden = true;
    link.hidden = false;
  }
})();
