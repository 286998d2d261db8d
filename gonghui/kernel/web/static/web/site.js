// The small behaviours of the site. Without this file every page still works with its own buttons.
"use strict";

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if ((event.key === "/" && !typing) || (event.key === "k" && (event.ctrlKey || event.metaKey))) {
    const find = document.querySelector(".find input[type=search]");
    if (find) { event.preventDefault(); find.focus(); }
  }
  if (event.key === "Escape") document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
    menu.open = false;
  });
  const menu = event.target.closest("details.menu[open]");
  if (menu && (event.key === "ArrowDown" || event.key === "ArrowUp") && !event.target.matches("select, textarea, input:not([type=checkbox])")) {
    const all = Array.from(menu.querySelectorAll("summary, a[href], button, select, input:not([type=hidden])"));
    event.preventDefault();
    all[(all.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : all.length - 1)) % all.length].focus();
  }
  const row = (event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.matches("tr, tr a, tr input[type=checkbox]") && event.target.closest("tbody tr[data-href]");
  if (row) {
    const next = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
    const same = event.target === row ? next : next?.cells[event.target.closest("td")?.cellIndex]?.querySelector(event.target.tagName);
    if (same) { event.preventDefault(); same.focus(); }
  }
  if (event.key === "Enter" && event.target.matches("tr[data-href]")) window.going.to(event.target.dataset.href);
});

document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  const row = event.target.closest("tr[data-href]");
  if (row && !event.target.closest("a, button, input, label, select") && !String(window.getSelection())) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) window.open(row.dataset.href, "_blank", "noopener");
    else window.going.to(row.dataset.href);
  }
});

// A word of the sentence changed: the page follows at once.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-follow]");
  if (form && !event.target.matches("[data-wait]")) form.requestSubmit();
});

// Empty answers are left out of an address, so that it stays readable and can be passed on.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "get" && !event.defaultPrevented) form.querySelectorAll("input, select").forEach((field) => { if (field.value === "") field.disabled = true; });
  if (form.dataset.once !== undefined) form.querySelectorAll("button[type=submit]").forEach((button) => { setTimeout(() => { button.disabled = true; }, 0); });
});

// Whoever signs out leaves no page behind on the device; what was not yet sent stays, and waits for its account.
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-sign-out]") && "caches" in window) caches.keys().then((names) => names.forEach((name) => caches.delete(name)));
});

// A long shelf of names shows those that hold what is typed.
document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-shelf-find]")) return;
  const wanted = event.target.value.trim().toLowerCase();
  document.querySelectorAll("[data-shelves] section").forEach((shelf) => {
    const items = Array.from(shelf.querySelectorAll("li"));
    items.forEach((item) => { item.hidden = !item.textContent.toLowerCase().includes(wanted); });
    shelf.hidden = items.every((item) => item.hidden);
  });
});

// How many things are due: told by a page that knows it, else asked at most once a minute, after the page stands.
const counters = document.querySelectorAll("em[data-waiting]");
const tellWaiting = (number) => counters.forEach((each) => {
  each.hidden = !number; each.textContent = number > 99 ? "99+" : number; each.setAttribute("aria-label", `${number} ${each.dataset.said}`); each.setAttribute("role", "img");
});
const told = (number) => { sessionStorage.setItem("waiting", JSON.stringify({ number, at: Date.now() })); tellWaiting(number); };
const countWaiting = (after) => {
  const now = document.querySelector(".crumb")?.dataset.now;
  const kept = JSON.parse(sessionStorage.getItem("waiting") || "null");
  if (now !== undefined) told(Number(now));
  else if (kept && Date.now() - kept.at < 60000) tellWaiting(kept.number);
  else if (navigator.onLine) after(() => fetch(counters[0].dataset.waiting).then((answer) => (answer.ok && !answer.redirected ? answer.json() : null)).then((found) => { if (found) told(found.waiting); }).catch(() => {}));
};
if (counters.length) {
  countWaiting((ask) => window.addEventListener("load", ask));
  document.addEventListener("page:shown", () => countWaiting((ask) => setTimeout(ask, 500)));
}
document.addEventListener("submit", (event) => { if (event.target.method === "post") sessionStorage.removeItem("waiting"); });

// What is set up on each page when it is shown.
const here = (root) => {
  const sent = sessionStorage.getItem("sent"); // the form that was sent: what of it is kept on the device goes once it was taken
  if (sent && document.querySelector(".frame") && !root.querySelector(".fault")) {
    sessionStorage.removeItem("sent");
    const form = root.querySelector("form[data-draft]");
    if (!form || `draft ${form.dataset.draft}` !== sent) localStorage.removeItem(sent);
  }
  root.querySelectorAll("[data-back-to]").forEach((link) => { if (window.history.length > 1) { link.hidden = false; link.addEventListener("click", (event) => { event.preventDefault(); window.history.back(); }); } });
  root.querySelectorAll("form[data-follow] .only-without-script, form[data-send] .only-without-script").forEach((button) => { button.hidden = true; });
  // files dropped anywhere on the drop place are chosen
  root.querySelectorAll("[data-drop]").forEach((place) => {
    const input = place.querySelector("input[type=file]");
    const names = place.querySelector("[data-names]");
    const show = () => { names.textContent = Array.from(input.files, (file) => file.name.replace(/\.[^.]*$/, "")).join("、"); };
    input.addEventListener("change", show);
    place.addEventListener("dragover", (event) => { event.preventDefault(); place.classList.add("over"); });
    place.addEventListener("dragleave", () => place.classList.remove("over"));
    place.addEventListener("drop", (event) => {
      event.preventDefault(); place.classList.remove("over"); input.files = event.dataTransfer.files; show();
      if (place.matches("[data-send]")) place.requestSubmit();
    });
    if (place.matches("[data-send]")) input.addEventListener("change", () => place.requestSubmit());
  });
};
here(document);
document.addEventListener("page:shown", (event) => here(event.detail));

// A figure or an outside fact put into a text, as the mark that binds it.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-put]");
  if (!button) return;
  const box = button.closest("[data-insert]");
  const value = (name) => box.querySelector(`[data-${name}]`).value.trim().replace(/[⟦⟧|=]/g, "");
  const figure = button.dataset.put === "figure";
  if (figure ? !value("key") : !(value("name") && value("text") && value("source") && value("day"))) return;
  const token = figure ? `⟦${value("key")}⟧` : `⟦fact:${value("name")}=${value("text")}|${value("source")}|${value("day")}⟧`;
  const text = button.closest("form").querySelector("textarea");
  text.setRangeText(token, text.selectionStart, text.selectionEnd, "end");
  text.focus();
});

// What a figure opens to stands beside the text; on a narrow screen it stands below, so go there.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "source" && window.innerWidth <= 800) event.target.scrollIntoView({ block: "start" });
});

document.addEventListener("toggle", (event) => { if (event.target.matches("details.menu")) event.target.querySelector("summary").setAttribute("aria-expanded", event.target.open); }, true);
