// F2 opens the reason for a missing value. Nothing is erased: a value and a reason together are pointed out.
import { NO_CHOICE, isFilled, valueControls } from "./controls.js";

const form = document.querySelector("form[data-text-both]");
const PLACES = ".field, .row-table td"; // a value and what belongs to it

const compare = (field) => {
  const message = field.querySelector("[data-missing-message]");
  if (!message) return;
  const reason = field.querySelector(".missing select").value;
  const both = reason !== NO_CHOICE && valueControls(field).some(isFilled);
  message.textContent = both ? form.dataset.textBoth : "";
};

const toggle = (field) => {
  const missing = field.querySelector(".missing");
  if (!missing) return;
  const reason = missing.querySelector("select");
  if (document.activeElement === reason) {
    if (reason.value === NO_CHOICE) missing.open = false;
    valueControls(field)[0]?.focus();
  } else {
    missing.open = true;
    reason.focus();
  }
};

if (form) {
  form.addEventListener("keydown", (event) => {
    const field = event.target.closest(PLACES);
    if (!field) return;
    if (event.key === "F2") {
      event.preventDefault();
      toggle(field);
    } else if (event.altKey && event.code === "KeyH" && field.dataset.history) {
      event.preventDefault();
      window.open(field.dataset.history, "_blank", "noopener");
    }
  });
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, (event) => {
      const field = event.target.closest(PLACES);
      if (field) compare(field);
    });
  }
  for (const field of form.querySelectorAll(PLACES)) compare(field);
  // Tab goes from value to value; these have keys of their own (F2, Alt+H).
  const leaveOut = (place) => {
    for (const aside of place.querySelectorAll(".missing summary, .history-link")) aside.tabIndex = -1;
  };
  leaveOut(form);
  form.addEventListener("focusin", (event) => leaveOut(event.target.closest("tr") ?? event.target));
}
