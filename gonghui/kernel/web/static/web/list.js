// Work in a list: rows marked for an act on several, and a cell changed where it stands (the pencil in it, or F2 in its row).
"use strict";

(() => {
  const bulk = document.querySelector("[data-bulk]");
  const table = document.querySelector("table[data-cells]");
  if (!bulk || !table) return;
  const token = bulk.querySelector("[name=csrfmiddlewaretoken]").value;
  const boxes = () => Array.from(table.querySelectorAll("tbody input[name=record]"));
  const all = table.querySelector("[data-mark-all]");
  const count = bulk.querySelector("[data-bulk-count]");
  const everything = bulk.querySelector("[name=everything]");
  const draw = () => {
    const marked = boxes().filter((box) => box.checked).length;
    bulk.hidden = !marked && !everything.checked;
    count.textContent = bulk.dataset.words ? bulk.dataset.words.replace("0", marked) : marked;
    all.checked = marked > 0 && marked === boxes().length;
    all.indeterminate = marked > 0 && !all.checked;
  };
  all.hidden = false;
  all.addEventListener("change", () => { boxes().forEach((box) => { box.checked = all.checked; }); draw(); });
  table.addEventListener("change", (event) => { if (event.target.name === "record") draw(); });
  everything.addEventListener("change", draw);
  draw();

  const heads = Array.from(table.tHead.rows[0].cells);
  const settable = (row) => Array.from(row.cells).filter((each) => heads[each.cellIndex]?.dataset.set);
  let opening = null; // the cell that is being asked for
  const pen = bulk.querySelector("[data-pen]");
  const stop = (cell, html) => { cell.innerHTML = html; cell.classList.remove("editing"); cell.closest("tr").focus(); };
  const edit = async (cell) => {
    const name = heads[cell.cellIndex]?.dataset.set;
    if (!name || cell.classList.contains("editing")) return;
    bulk.append(pen);
    opening = cell;
    const before = cell.innerHTML;
    const address = `${cell.closest("tr").dataset.href}cell/${name}/`;
    const asked = await fetch(address, { credentials: "same-origin" }).catch(() => null);
    opening = null;
    if (!asked?.ok) return;
    cell.innerHTML = await asked.text();
    cell.classList.add("editing");
    const input = cell.querySelector("input, select, textarea");
    input.focus();
    input.select?.();
    const said = (text) => {
      cell.querySelector(".wrong")?.remove();
      cell.append(Object.assign(document.createElement("p"), { className: "wrong bad s13", role: "alert", textContent: text }));
      input.focus();
    };
    let sent = false;
    const send = async (next) => {
      if (sent) return;
      sent = true;
      const body = new FormData();
      body.set(name, input.value);
      const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token }, credentials: "same-origin" }).catch(() => null);
      const told = answer && answer.headers.get("content-type")?.includes("json") ? await answer.json() : {};
      if (!answer?.ok) { sent = false; if (told.said) said(told.said); return; }
      stop(cell, before);
      const place = cell.querySelector("a, .tag") || cell;
      place.textContent = told.text;
      cell.classList.add("written");
      if (next) edit(next);
    };
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") { sent = true; stop(cell, before); }
      if (event.key === "Enter" && !event.isComposing && input.tagName !== "TEXTAREA") { event.preventDefault(); send(); }
      if (event.key === "Tab") { // as in a workbook: on to the next cell of the row, or back
        const along = settable(cell.closest("tr"));
        const next = along[along.indexOf(cell) + (event.shiftKey ? -1 : 1)];
        if (next) { event.preventDefault(); send(next); }
      }
    });
    input.addEventListener("click", (event) => event.stopPropagation());
    input.addEventListener("blur", () => setTimeout(() => { if (cell.contains(input) && !cell.querySelector(".wrong")) send(); }, 0));
  };
  table.addEventListener("mouseover", (event) => {
    const cell = event.target.closest("tbody td");
    if (cell && cell !== pen.parentElement && cell !== opening && !cell.classList.contains("editing") && heads[cell.cellIndex]?.dataset.set) cell.append(pen);
  });
  table.addEventListener("mouseleave", () => bulk.append(pen));
  pen.addEventListener("click", (event) => { event.preventDefault(); edit(pen.closest("td")); });
  table.addEventListener("keydown", (event) => {
    const row = event.target.closest("tbody tr");
    if (event.key !== "F2" || !row) return;
    const first = settable(row)[0];
    if (first) { event.preventDefault(); edit(first); }
  });
})();
