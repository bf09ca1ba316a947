// Shows an item only while it applies. Nothing is erased: one that holds something stays, with a word about it.
import { isFilled, valueControls } from "./controls.js";

const form = document.querySelector("form[data-text-beside]");

const given = (name) => {
  const controls = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  return (controls.find((control) => control.type !== "radio" || control.checked) ?? {}).value ?? "";
};

const holdsSomething = (place) => place.matches(".has-error, .has-finding")
  || [...valueControls(place), ...place.querySelectorAll(".missing select")].some(isFilled);

const arrange = () => {
  for (const place of form.querySelectorAll("[data-when-item]")) {
    const applies = place.dataset.whenValues.split("|").includes(given(place.dataset.whenItem));
    const stays = applies || holdsSomething(place);
    place.classList.toggle("is-not-asked", !stays);
    const message = place.querySelector("[data-when-message]");
    message.textContent = stays && !applies ? form.dataset.textBeside : "";
  }
};

if (form) {
  for (const kind of ["input", "change"]) form.addEventListener(kind, arrange);
  window.addEventListener("pageshow", arrange);
  arrange();
}
