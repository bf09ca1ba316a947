// What a person can type into at one place of the page, and whether something is there.
export const NO_CHOICE = "";

export const valueControls = (place) => [...place.querySelectorAll("input, select, textarea")]
  .filter((control) => control.type !== "hidden" && !control.closest(".missing, .field-notes"));

export const isFilled = (control) => ["radio", "checkbox"].includes(control.type)
  ? control.checked && control.value !== NO_CHOICE
  : control.value.trim() !== "";
