// Keys that work everywhere: ? for the list of keys, Alt+Enter to save and open the next form.
const dialog = document.getElementById("keys");
const TEXT = "input:not([type=checkbox], [type=radio]), textarea, select";

document.addEventListener("keydown", (event) => {
  if (event.key === "?" && !event.target.matches(TEXT) && !dialog.open) {
    event.preventDefault();
    dialog.showModal();
  }
  const saveNext = document.querySelector("button[name=_save_next]");
  if (event.key === "Enter" && event.altKey && saveNext) {
    event.preventDefault();
    saveNext.form.requestSubmit(saveNext);
  }
  if (event.key === "Escape") {
    for (const box of document.querySelectorAll("details.not-done[open]")) box.open = false;
  }
});
for (const opener of document.querySelectorAll("[data-keys-open]")) {
  opener.addEventListener("click", () => dialog.showModal());
}
