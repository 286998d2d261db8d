// A grid that is filled like a workbook: arrows and Enter move, rows and columns copied elsewhere are pasted in place.
"use strict";

(() => {
  const grid = document.querySelector("[data-grid]");
  if (!grid) return;
  const most = Number(grid.dataset.most);
  const body = grid.tBodies[0];
  const rows = () => Array.from(body.rows).filter((row) => row.querySelector("input"));
  const names = Array.from(grid.tHead.rows[0].cells).slice(1).map((cell) => cell.dataset.name);
  const bare = (text) => text.replace(/[\s*＊（）()：:]/g, "");
  const words = Array.from(grid.tHead.rows[0].cells).slice(1).map((cell) => new Set([cell.innerText, ...cell.dataset.also.split("|")].map(bare)));
  const input = (row, column) => rows()[row]?.querySelectorAll("input")[column];
  const place = (element) => { const row = element.closest("tr"); return [rows().indexOf(row), Array.from(row.querySelectorAll("input")).indexOf(element)]; };

  const grow = () => {
    const all = rows();
    if (all.length >= most) return false;
    const fresh = all[all.length - 1].cloneNode(true);
    const number = all.length;
    fresh.querySelector("th").textContent = number + 1;
    fresh.querySelectorAll("td").forEach((cell) => { cell.classList.remove("faulty"); cell.querySelectorAll("p").forEach((said) => said.remove()); });
    fresh.querySelectorAll("input").forEach((each, column) => { each.name = `r${number}-${names[column]}`; each.value = ""; each.removeAttribute("title"); each.removeAttribute("aria-invalid"); });
    body.append(fresh);
    return true;
  };
  const go = (row, column) => {
    if (row === rows().length) grow();
    const next = input(row, column);
    if (next) { next.focus(); next.select(); }
  };

  grid.addEventListener("keydown", (event) => {
    if (!event.target.matches("input") || event.isComposing) return;
    const [row, column] = place(event.target);
    const moves = { Enter: [row + 1, column], ArrowDown: [row + 1, column], ArrowUp: [row - 1, column] };
    if (event.key === "ArrowRight" && event.target.selectionStart === event.target.value.length) moves.ArrowRight = [row, column + 1];
    if (event.key === "ArrowLeft" && event.target.selectionEnd === 0) moves.ArrowLeft = [row, column - 1];
    const to = moves[event.key];
    if (!to || (event.key.startsWith("Arrow") && event.target.list && event.key !== "ArrowRight" && event.key !== "ArrowLeft" && event.altKey)) return;
    event.preventDefault();
    go(...to);
  });

  grid.addEventListener("paste", (event) => {
    if (!event.target.matches("input")) return;
    const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const [top, left] = place(event.target);
    let lines = text.split("\n").map((line) => line.split("\t").map((cell) => cell.trim()));
    // a first line of headings says which column is which; without one, columns follow in order
    const heads = lines[0].map((cell) => words.findIndex((known) => cell && known.has(bare(cell))));
    const headed = heads.filter((column) => column >= 0).length >= Math.max(2, lines[0].length / 2);
    if (headed) lines = lines.slice(1);
    lines.forEach((cells, down) => {
      while (top + down >= rows().length && grow()) { /* one more row */ }
      cells.forEach((cell, right) => {
        const target = input(top + down, headed ? heads[right] : left + right);
        if (target) target.value = cell;
      });
    });
    go(Math.min(top + lines.length, rows().length - 1), headed ? 0 : left);
  });
})();
