// Lists below an input while one types: the search box of the frame, and names in forms.
import Combobox from "./vendor/combobox-nav.js";

const LONG = 300; // ms after which a question is given up for a newer one

// What is looked for is sent in a post: an address would keep a number or a name in logs.
const asking = (address, text, hidden) => {
  if (!hidden) return [`${address}?q=${encodeURIComponent(text)}`, { headers: { "HX-Request": "true" } }];
  const token = JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
  return [address, { method: "POST", body: new URLSearchParams({ q: text }), headers: { "HX-Request": "true", "X-CSRFToken": token }, credentials: "same-origin" }];
};

const attach = (input, list, address, choose, hidden = false) => {
  const combobox = new Combobox(input, list, { tabInsertsSuggestions: false });
  let asked = null, at = 0, newer = false, open = false, choosing = false;
  const close = () => { if (open) combobox.stop(); open = false; list.hidden = true; };
  const show = (html) => {
    if (choosing && open) return; // whoever moves in the list keeps it
    list.innerHTML = html;
    if (!list.querySelector("[role=option]")) return close();
    list.hidden = false;
    if (!open) { combobox.start(); open = true; }
  };
  // At once with the first key, and then one question at a time: as quick as the server, and never more than it can answer.
  const ask = () => {
    const text = input.value.trim();
    newer = Boolean(asked && text && performance.now() - at < LONG);
    if (newer) return;
    asked?.abort();
    asked = null;
    if (!text) return close();
    const mine = asked = new AbortController();
    const [where, how] = asking(address, text, hidden);
    at = performance.now();
    fetch(where, { ...how, signal: mine.signal })
      .then((answer) => (answer.ok ? answer.text() : ""))
      .then((html) => { if (asked === mine && document.activeElement === input) show(html); })
      .catch((error) => { if (error.name !== "AbortError") showKnown(text); })
      .finally(() => { if (asked !== mine) return; asked = null; if (newer) ask(); });
  };
  // Without a line: the names that came with the page, by name or initials.
  const showKnown = (text) => {
    const known = document.getElementById(input.dataset.known || "");
    if (!known) return close();
    const found = Array.from(known.options).filter((option) => option.value.includes(text) || option.dataset.initials.includes(text.toLowerCase()));
    list.replaceChildren(...found.slice(0, 12).map((option) => {
      const line = Object.assign(document.createElement("li"), { textContent: option.value });
      line.setAttribute("role", "option");
      line.dataset.value = option.value;
      return line;
    }));
    show(list.innerHTML);
  };
  input.addEventListener("input", (event) => { choosing = false; if (!event.isComposing) ask(); });
  input.addEventListener("compositionend", ask);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") choosing = open;
  });
  input.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the input keeps the focus
  list.addEventListener("combobox-commit", (event) => { choose(event.target); close(); });
};

const start = (root) => {
  root.querySelectorAll("input[data-suggest]:not([data-combo])").forEach((input) => {
    input.dataset.combo = "on";
    attach(input, document.getElementById(`${input.id}_list`), input.dataset.suggest, (option) => {
      input.value = option.dataset.value;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
  root.querySelectorAll("input[data-quick]:not([data-combo])").forEach((input) => {
    input.dataset.combo = "on";
    attach(input, document.getElementById("quick"), input.dataset.quick, (option) => { input.value = ""; window.going.to(option.dataset.where); }, true);
  });
};

start(document);
document.addEventListener("page:shown", (event) => start(event.detail));
document.addEventListener("htmx:afterSwap", (event) => start(event.target));
