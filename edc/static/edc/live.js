// Asks the server what follows from what stands on the screen, and shows it beside the items that are calculated.
const DELAY_MS = 400;
const form = document.querySelector("form[data-compute-url]:not([data-compute-url=''])");

if (form) {
  let timer = null;
  let asked = 0;

  const show = (key, { text, words }) => {
    const output = form.querySelector(`[data-computed="${CSS.escape(key)}"]`);
    const because = form.querySelector(`[data-because="${CSS.escape(key)}"]`);
    if (output) output.textContent = text || "—";
    if (because) because.textContent = words;
  };

  const compute = async () => {
    const number = ++asked;
    const answer = await fetch(form.dataset.computeUrl, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value, Accept: "application/json" },
      redirect: "manual",
    });
    // An answer that a later one has overtaken would show the past.
    if (!answer.ok || number !== asked) return;
    const { items, rows } = await answer.json();
    for (const [name, value] of Object.entries(items)) show(name, value);
    for (const [prefix, row] of Object.entries(rows)) {
      for (const [name, value] of Object.entries(row)) show(`${prefix}-${name}`, value);
    }
  };

  // Without an answer what is shown stays as it is; saving computes everything anew.
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => compute().catch(() => {}), DELAY_MS);
  };

  for (const kind of ["input", "change"]) form.addEventListener(kind, later);
}
