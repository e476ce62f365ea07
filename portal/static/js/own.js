/* A form of the private page that was not taken is shown at the address it was sent to; who leaves that page and comes back would be asked to
   send it again. So it stands in the history at the page's own address, where the browser brings back what was typed: of a field, what was put
   into it after the page came. */
(() => {
  "use strict";
  history.replaceState(history.state, "", document.currentScript.dataset.own);
  for (const field of document.querySelectorAll("textarea")) {
    const typed = field.value;
    field.value = "";
    field.value = typed;
  }
})();
