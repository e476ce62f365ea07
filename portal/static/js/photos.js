/* Photos of a form: dropped, pasted, chosen or taken, sent one after the other as they come, each with its progress.
   Without this script the same form sends them by a button of its own. */
(() => {
  "use strict";
  const box = document.querySelector("[data-photos]");
  if (!box) return;
  const form = box.closest("form");
  const list = box.querySelector(".photo-list");
  const queue = box.querySelector(".sending");
  const choosers = [...box.querySelectorAll("input[type=file]")];
  let turn = Promise.resolve();
  let waiting = 0;
  box.classList.add("scripted");
  choosers.forEach((chooser) => chooser.removeAttribute("name")); // the form itself then stays small

  /* The form's fields, without the files, with what a button says or a file brings. */
  function fields(name, value) {
    const data = new FormData(form);
    if (name) data.append(name, value);
    return data;
  }

  /* Swap the list, and keep the place of whoever works in it. */
  function show(html) {
    const at = document.activeElement && list.contains(document.activeElement) ? document.activeElement.id : "";
    const typed = at ? document.activeElement.value : null;
    list.innerHTML = html;
    const again = at && document.getElementById(at);
    if (again) {
      again.value = typed;
      again.focus();
    }
    form.elements.text.dispatchEvent(new Event("change", { bubbles: true })); // the preview shows them, too
  }

  function post(data, progress) {
    return new Promise((done, failed) => {
      const call = new XMLHttpRequest();
      call.open("POST", box.dataset.photos);
      call.setRequestHeader("HX-Request", "true");
      call.upload.onprogress = (told) => progress && told.lengthComputable && progress(told.loaded / told.total);
      call.onload = () => (call.status === 200 ? done(call.responseText) : failed(call));
      call.onerror = () => failed(call);
      call.send(data);
    });
  }

  function row(file) {
    const item = document.createElement("li");
    const name = item.appendChild(document.createElement("span"));
    const bar = item.appendChild(document.createElement("progress"));
    name.textContent = file.name;
    bar.setAttribute("aria-label", `${box.dataset.sending} ${file.name}`);
    bar.max = 1;
    bar.value = 0;
    queue.append(item);
    return { item, bar };
  }

  function broken(item, file) {
    const again = document.createElement("button");
    again.type = "button";
    again.className = "link";
    again.textContent = box.dataset.failed;
    again.addEventListener("click", () => (item.remove(), send([file])));
    item.querySelector("progress").replaceWith(again);
  }

  function send(files) {
    for (const file of files) {
      const { item, bar } = row(file);
      waiting += 1;
      turn = turn
        .then(() => post(fields("photos", file), (share) => (bar.value = share)))
        .then((html) => (item.remove(), show(html)), () => broken(item, file))
        .finally(() => (waiting -= 1));
    }
  }

  choosers.forEach((chooser) =>
    chooser.addEventListener("change", (event) => {
      event.stopPropagation();
      send([...chooser.files]);
      chooser.value = "";
    }),
  );
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=photo]");
    if (!button) return;
    event.preventDefault();
    turn = turn.then(() => post(fields("photo", button.value))).then(show, () => form.requestSubmit(button));
  });
  list.addEventListener("keydown", (event) => event.key === "Enter" && event.target.matches("input") && event.preventDefault());

  const brings = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  form.addEventListener("dragover", (event) => brings(event) && (event.preventDefault(), box.classList.add("over")));
  form.addEventListener("dragleave", (event) => form.contains(event.relatedTarget) || box.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    box.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    send([...event.dataTransfer.files]);
  });
  form.addEventListener("paste", (event) => {
    const files = [...event.clipboardData.files];
    if (files.length) (event.preventDefault(), send(files));
  });
  /* A form that is sent while photos are under way would leave them behind: it waits for them. */
  form.addEventListener("submit", (event) => {
    if (!waiting) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    turn.then(() => form.requestSubmit(button));
  }, true);
})();
