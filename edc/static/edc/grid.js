// The casebook by keyboard: arrows between cells, Enter opens (a link), q its queries, h its history.
for (const grid of document.querySelectorAll("[data-grid]")) {
  const rows = [...grid.tBodies[0].rows].map((row) => [...row.querySelectorAll("a.cell")]);
  const links = rows.flat();

  const column = (link) => link.closest("td").cellIndex;
  const rowOf = (link) => rows.find((row) => row.includes(link));
  const inNextRow = (link, step) => {
    for (let at = rows.indexOf(rowOf(link)) + step; rows[at]; at += step) {
      const found = rows[at].find((other) => column(other) === column(link));
      if (found) return found;
    }
    return null;
  };
  const TARGETS = {
    ArrowLeft: (link) => rowOf(link)[rowOf(link).indexOf(link) - 1],
    ArrowRight: (link) => rowOf(link)[rowOf(link).indexOf(link) + 1],
    ArrowUp: (link) => inNextRow(link, -1),
    ArrowDown: (link) => inNextRow(link, 1),
    Home: (link) => rowOf(link)[0],
    End: (link) => rowOf(link).at(-1),
  };
  grid.addEventListener("keydown", (event) => {
    const link = event.target.closest("a.cell");
    if (!link || event.ctrlKey || event.altKey || event.metaKey) return;
    if (TARGETS[event.key]) {
      event.preventDefault();
      TARGETS[event.key](link)?.focus();
    } else if (event.key === "q") window.location.assign(`${link.href}#queries`);
    else if (event.key === "h") window.location.assign(`${link.href}history/`);
  });
  grid.addEventListener("focusin", (event) => {
    const link = event.target.closest("a.cell");
    if (link) for (const other of links) other.tabIndex = other === link ? 0 : -1;
  });
  for (const [index, link] of links.entries()) link.tabIndex = index === 0 ? 0 : -1;
}
