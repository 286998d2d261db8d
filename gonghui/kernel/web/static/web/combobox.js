// Lists below an input while one types: the search box of the frame, and names in forms.
import Combobox from "./vendor/combobox-nav.js";

const PAUSE = 140; // ms after the last key

const attach = (input, list, address, choose) => {
  const combobox = new Combobox(input, list, { tabInsertsSuggestions: false });
  let timer = 0, asked = null, open = false;
  const close = () => { if (open) combobox.stop(); open = false; list.hidden = true; };
  const show = (html) => {
    list.innerHTML = html;
    if (!list.querySelector("[role=option]")) return close();
    list.hidden = false;
    if (!open) { combobox.start(); open = true; }
  };
  const ask = () => {
    const text = input.value.trim();
    asked?.abort();
    if (!text) return close();
    asked = new AbortController();
    fetch(`${address}?q=${encodeURIComponent(text)}`, { signal: asked.signal, headers: { "HX-Request": "true" } })
      .then((answer) => (answer.ok ? answer.text() : ""))
      .then((html) => { if (document.activeElement === input) show(html); })
      .catch((error) => { if (error.name !== "AbortError") showKnown(text); });
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
  input.addEventListener("input", (event) => { clearTimeout(timer); if (!event.isComposing) timer = setTimeout(ask, PAUSE); });
  input.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE); });
  input.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
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
    attach(input, document.getElementById("quick"), input.dataset.quick, (option) => window.location.assign(option.dataset.where));
  });
};

start(document);
document.addEventListener("htmx:afterSwap", (event) => start(event.target));
