// A form that loses nothing and says what is wrong while it is filled.
"use strict";

(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const PAUSE = 1500; // ms after the last key
  const said = form.querySelector("[data-draft-said]");
  const off = new Set(form.dataset.keepOff.split(" ")); // never kept in the open on the device
  const own = new Set(["csrfmiddlewaretoken", "reason"]);
  const name = `draft ${form.dataset.draft}`;
  const touched = new Set();
  let timer = 0, gone = false;

  const answers = () => {
    const data = new FormData();
    new FormData(form).forEach((value, key) => { if (!own.has(key) && typeof value === "string") data.append(key, value); });
    return data;
  };
  const onDevice = () => {
    const open = {};
    answers().forEach((value, key) => { if (!off.has(key)) open[key] = value; });
    localStorage.setItem(name, JSON.stringify(open));
  };
  const keep = async () => {
    if (gone) return;
    const data = answers();
    data.set("place", form.dataset.draft);
    data.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    try {
      const answer = await fetch(form.dataset.draftTo, { method: "POST", body: data, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) throw new Error("not kept");
      localStorage.removeItem(name);
      if (said) said.textContent = said.dataset.words;
    } catch {
      onDevice();
      if (said) said.textContent = said.dataset.device;
    }
  };
  const check = async () => {
    if (!form.dataset.check || gone) return;
    const answer = await fetch(form.dataset.check, { method: "POST", body: new FormData(form), credentials: "same-origin" }).catch(() => null);
    if (!answer?.ok || !answer.headers.get("content-type")?.includes("json")) return;
    const wrong = await answer.json();
    touched.forEach((key) => {
      const input = form.elements[key]?.[0]?.form ? form.elements[key][0] : form.elements[key];
      const field = input?.closest?.(".field");
      if (!field) return;
      const errors = wrong[key] || [];
      field.classList.toggle("faulty", errors.length > 0);
      input.setAttribute("aria-invalid", String(errors.length > 0));
      field.querySelector("[data-said]")?.replaceChildren(...errors.map((text) => Object.assign(document.createElement("p"), { className: "wrong", role: "alert", textContent: text })));
    });
  };
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(now, PAUSE); });
  form.addEventListener("change", (event) => { if (event.target.name) touched.add(event.target.name); check(); });
  // kept until a page answers that is not the one for signing in (site.js): a session may have ended meanwhile
  form.addEventListener("submit", () => { gone = true; clearTimeout(timer); onDevice(); sessionStorage.setItem("sent", name); });
  form.addEventListener("page:broken", () => { gone = false; sessionStorage.removeItem("sent"); keep(); });
  const now = () => { if (timer) { clearTimeout(timer); timer = 0; keep(); } };
  document.addEventListener("visibilitychange", () => { if (document.hidden) now(); });
  document.addEventListener("page:going", now);
  document.addEventListener("page:leaves", () => { gone = true; document.removeEventListener("page:going", now); }, { once: true });

  // what was typed here without a line
  const left = localStorage.getItem(name);
  if (left && !form.querySelector(".faulty")) {
    const fresh = Boolean(form.dataset.check); // of a new record the device's words are the latest; one that stands may have been changed since
    Object.entries(JSON.parse(left)).forEach(([key, value]) => {
      const input = form.elements[key];
      if (input?.type === "checkbox") input.checked = true; else if (input && (fresh || !input.value)) input.value = value;
    });
    keep();
  }
  document.querySelector("[data-forget]")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    gone = true;
    localStorage.removeItem(name);
    await fetch(event.target.action, { method: "POST", body: new FormData(event.target), credentials: "same-origin" });
    window.going.to(window.location.pathname);
  });
})();
