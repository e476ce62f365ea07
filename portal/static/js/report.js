/* Reporting on a telephone: where one stands, a text that survives a lost line, and one press that counts once.
   Without this script every step works as it is. */
(() => {
  "use strict";
  const form = document.querySelector("form.report");
  const DRAFT = "pantau-report";
  const store = {
    get: () => { try { return localStorage.getItem(DRAFT) || ""; } catch { return ""; } },
    set: (text) => { try { text ? localStorage.setItem(DRAFT, text) : localStorage.removeItem(DRAFT); } catch { /* no room, no draft */ } },
  };
  if (document.querySelector("[data-sent]")) store.set("");
  if (!form) return;

  const here = form.querySelector(".here-button");
  if (here && "geolocation" in navigator) {
    const said = here.querySelector("[role=status]");
    here.hidden = false;
    here.querySelector("button").addEventListener("click", () => {
      said.textContent = "…";
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          form.elements.lat.value = coords.latitude.toFixed(5);
          form.elements.lon.value = coords.longitude.toFixed(5);
          said.textContent = form.dataset.here;
        },
        () => { said.textContent = form.dataset.denied; },
        { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
      );
    });
    form.elements.area.addEventListener("change", () => { // whoever names another area means that one
      form.elements.lat.value = form.elements.lon.value = "";
      said.textContent = "";
    });
  }

  const text = form.querySelector("textarea");
  if (text) {
    if (!text.value && store.get()) {
      text.value = store.get();
      const told = Object.assign(document.createElement("p"), { className: "tiny", textContent: form.dataset.draft });
      told.setAttribute("role", "status");
      text.after(told);
    }
    text.addEventListener("input", () => store.set(text.value));
  }

  /* Of two presses the first counts: the server would see that they are one, too. */
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
    setTimeout(() => { sent = false; }, 5000); // a line that breaks must not shut the form for good
  });
  addEventListener("pageshow", () => { sent = false; });
})();
