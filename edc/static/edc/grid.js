// The casebook by keyboard: arrows between cells, Enter opens (a link), q its queries, h its history.
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

for (const grid of document.querySelectorAll("[data-grid]")) {
  const rows = [...grid.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.querySelector("a.cell")));
  const links = rows.flat().filter(Boolean);

  const place = (link) => {
    const row = rows.findIndex((cells) => cells.includes(link));
    return [row, rows[row].indexOf(link)];
  };
  const neighbour = (link, [down, across]) => {
    let [row, column] = place(link);
    do {
      row += down;
      column += across;
    } while (rows[row] && column >= 0 && column < rows[row].length && !rows[row][column]);
    return rows[row]?.[column];
  };
  const edge = (link, last) => {
    const filled = rows[place(link)[0]].filter(Boolean);
    return last ? filled.at(-1) : filled[0];
  };
  const focus = (link) => {
    for (const other of links) other.tabIndex = other === link ? 0 : -1;
    link.focus();
  };

  grid.addEventListener("keydown", (event) => {
    const link = event.target.closest("a.cell");
    if (!link || event.ctrlKey || event.altKey || event.metaKey) return;
    const target = STEPS[event.key] ? neighbour(link, STEPS[event.key])
      : ["Home", "End"].includes(event.key) ? edge(link, event.key === "End") : null;
    if (target) focus(target);
    else if (event.key === "q") window.location.assign(`${link.href}#queries`);
    else if (event.key === "h") window.location.assign(`${link.href}history/`);
    if (STEPS[event.key] || target) event.preventDefault();
  });
  grid.addEventListener("focusin", (event) => {
    const link = event.target.closest("a.cell");
    if (link) for (const other of links) other.tabIndex = other === link ? 0 : -1;
  });
  for (const [index, link] of links.entries()) link.tabIndex = index === 0 ? 0 : -1;
}
