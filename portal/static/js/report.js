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

  /* A point, from where one stands or from the map, is named in words before one goes on. */
  const ways = form.querySelector(".point-ways");
  const says = ways?.querySelector(".point-says");
  let asked = 0;
  function say(words, wrong = false) {
    says.textContent = words;
    says.classList.toggle("wrong", wrong);
  }
  function forget() {
    form.elements.lat.value = form.elements.lon.value = "";
  }
  /* Whether the point lies in the city; where there is no line, the next page says it. */
  async function take(lat, lon) {
    const turn = ++asked;
    form.elements.lat.value = lat.toFixed(5);
    form.elements.lon.value = lon.toFixed(5);
    say("…");
    try {
      const answer = await fetch(`${form.dataset.point}?lat=${lat.toFixed(5)}&lon=${lon.toFixed(5)}`);
      const found = await answer.json();
      if (turn !== asked) return true;
      say(found.says, !found.area);
      if (found.area) form.elements.area.value = found.area;
      else forget();
      return Boolean(found.area);
    } catch {
      if (turn === asked) say(form.dataset.here);
      return true;
    }
  }
  if (ways) {
    const here = ways.querySelector("[data-way=here]"), map = ways.querySelector("[data-way=map]");
    let opened = null; // the map, once it was asked for
    ways.hidden = false;
    here.hidden = !("geolocation" in navigator);
    here.addEventListener("click", () => {
      say("…");
      navigator.geolocation.getCurrentPosition(
        async ({ coords: { latitude, longitude } }) => {
          const inside = await take(latitude, longitude);
          (await opened)?.show(latitude, longitude, inside);
        },
        () => say(form.dataset.denied, true),
        { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
      );
    });
    form.elements.area.addEventListener("change", async () => { // whoever names another area means that one
      asked += 1;
      forget();
      say("");
      (await opened)?.clear();
    });
    map?.addEventListener("click", async () => {
      const box = document.getElementById("point-map");
      box.hidden = !box.hidden;
      map.setAttribute("aria-expanded", String(!box.hidden));
      if (box.hidden) return;
      opened ??= import(map.dataset.script).then((part) => part.open({ box, form, take, address: map.dataset.map, sheet: map.dataset.sheet }));
      try {
        (await opened).look();
      } catch {
        opened = null;
        box.hidden = true;
        map.setAttribute("aria-expanded", "false");
        say(form.dataset.failed, true);
      }
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
