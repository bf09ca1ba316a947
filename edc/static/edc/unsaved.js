// Knows what differs from the page as it was opened; says so, and lets nobody leave by accident.
const form = document.querySelector("form[data-guard]");

if (form) {
  const state = form.querySelector("[data-save-state]");
  const quietText = state?.textContent ?? "";
  const startedUnsaved = form.hasAttribute("data-unsaved");
  const ignored = new Set(["csrfmiddlewaretoken", "_drafted"]);
  let leaving = false;

  const values = () => {
    const found = new Map();
    for (const [name, value] of new FormData(form)) {
      if (ignored.has(name)) continue;
      found.set(name, [...(found.get(name) ?? []), value instanceof File ? value.name : value]);
    }
    return found;
  };

  // Radios and boxes are absent from FormData until chosen, so both sides' names count.
  const opened = values();
  const changedNames = () => {
    const now = values();
    const names = new Set([...opened.keys(), ...now.keys()]);
    return [...names].filter((name) => String(opened.get(name) ?? "") !== String(now.get(name) ?? ""));
  };

  const mark = () => {
    const changed = changedNames();
    for (const part of form.querySelectorAll(".is-changed")) part.classList.remove("is-changed");
    for (const name of changed) {
      form.querySelector(`[name="${CSS.escape(name)}"]`)?.closest(".field, tr")?.classList.add("is-changed");
    }
    const unsaved = startedUnsaved || changed.length > 0;
    form.toggleAttribute("data-dirty", unsaved);
    state?.classList.toggle("is-unsaved", unsaved);
    if (state) state.textContent = unsaved ? form.dataset.textUnsaved : quietText;
  };

  form.addEventListener("input", mark);
  form.addEventListener("change", mark);
  form.addEventListener("submit", (event) => {
    // A second press while the first save is under way would meet its own conflict.
    if (leaving) event.preventDefault();
    leaving = true;
  });
  window.addEventListener("pageshow", () => { leaving = false; mark(); });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && form.hasAttribute("data-dirty")) event.preventDefault();
  });
  mark();
}
