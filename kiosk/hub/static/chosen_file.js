// A file that is chosen fills the field beside it; nothing is sent before the form is.
"use strict";
for (const place of document.querySelectorAll("[data-chosen-file]")) {
  const field = document.querySelector(`[name="${place.dataset.chosenFile}"]`);
  place.hidden = false;
  place.querySelector("input").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (file && file.size <= 1024 * 1024) field.value = await file.text();
  });
}
