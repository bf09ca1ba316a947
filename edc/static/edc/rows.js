// Adds a repeating row from the template that the server rendered. Removing is the row's own box, so it can be undone.
const renumber = (body) => {
  let number = 0;
  for (const position of body.querySelectorAll("[data-position]")) {
    const removed = position.closest("tr").querySelector("[name$='-DELETE']")?.checked;
    position.textContent = removed ? "–" : String(++number);
  }
};

for (const section of document.querySelectorAll("[data-rows]")) {
  const body = section.querySelector("[data-rows-body]");
  const template = section.querySelector("[data-rows-template]");
  const total = section.querySelector(`[name="${section.dataset.rows}-TOTAL_FORMS"]`);

  section.querySelector("[data-rows-add]")?.addEventListener("click", () => {
    const holder = document.createElement("template");
    holder.innerHTML = template.innerHTML.replaceAll("__prefix__", total.value);
    body.append(holder.content);
    total.value = String(Number(total.value) + 1);
    renumber(body);
    const row = body.querySelector("tr:last-child");
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    row.dispatchEvent(new Event("change", { bubbles: true }));
  });
  body.addEventListener("change", () => renumber(body));
  renumber(body);
}
