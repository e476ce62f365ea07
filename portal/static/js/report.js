/* Reporting on a telephone: where one stands, a text that survives a lost line, and one press that counts once.
   Without this script every step works as it is. */
(() => {
  "use strict";
  const form = document.querySelector("form.reporting");
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

  /* A photo is as large as it is ever shown before it goes over a slow line; what its file hides stays behind. What the
     browser cannot read goes as it is. */
  const LARGEST = 1600, SMALL_ENOUGH = 400000;
  async function smaller(file) {
    if (file.size < SMALL_ENOUGH) return file;
    try {
      const image = await createImageBitmap(file);
      const scale = Math.min(1, LARGEST / Math.max(image.width, image.height));
      const canvas = Object.assign(document.createElement("canvas"), { width: image.width * scale, height: image.height * scale });
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      const made = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.82); });
      return made && made.size < file.size ? new File([made], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file;
    } catch {
      return file;
    }
  }
  const chooser = form.querySelector("input[type=file]");
  let shrinking = Promise.resolve();
  let busy = false;
  chooser?.addEventListener("change", () => {
    busy = true;
    shrinking = (async () => {
      const kept = new DataTransfer();
      for (const file of chooser.files) kept.items.add(await smaller(file));
      chooser.files = kept.files;
      busy = false;
    })();
  });

  /* Of two presses the first counts: the server would see that they are one, too. */
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) return event.preventDefault();
    if (busy) { // the photos first
      event.preventDefault();
      const button = event.submitter;
      return shrinking.then(() => form.requestSubmit(button));
    }
    sent = true;
    setTimeout(() => { sent = false; }, 5000); // a line that breaks must not shut the form for good
  });
  addEventListener("pageshow", () => { sent = false; });
})();
