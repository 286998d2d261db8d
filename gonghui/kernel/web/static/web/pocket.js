// 随手记: three screens on a phone. What is recorded goes into the device's own store first, and from there to the server,
// each piece under an identifier of its own, so that sending it again changes nothing.
"use strict";

(() => {
  const pocket = document.querySelector("[data-pocket]");
  if (!pocket) return;
  const PATIENCE = 4000; // ms for which a hand waits for the server's word; the piece is kept by then, and goes on being sent
  const LARGEST = 1600; // px of a photo's longer side
  const words = pocket.querySelector("[data-words]").dataset;
  const me = pocket.dataset.user;
  const all = (selector, root = pocket) => Array.from(root.querySelectorAll(selector));
  const one = (selector, root = pocket) => root.querySelector(selector);

  // --- the device's store ------------------------------------------------------------------------------------------
  const store = () => new Promise((resolve, reject) => {
    const asked = indexedDB.open("gonghui", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("outbox", { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const inStore = async (mode, act) => {
    const database = await store();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction("outbox", mode);
      const asked = act(transaction.objectStore("outbox"));
      transaction.oncomplete = () => { database.close(); resolve(asked.result); };
      transaction.onerror = transaction.onabort = () => { database.close(); reject(transaction.error); };
    });
  };
  const put = (piece) => inStore("readwrite", (box) => box.put(piece));
  const remove = (id) => inStore("readwrite", (box) => box.delete(id));
  const waiting = async () => (await inStore("readonly", (box) => box.getAll())).filter((piece) => piece.user === me);

  // --- screens -----------------------------------------------------------------------------------------------------
  let form = null; // the form being filled
  let current = null; // the piece last tried
  const photos = new Map(); // form -> [{name, blob, small}]
  const show = (screen) => {
    all("[data-screen]").forEach((each) => { each.hidden = each !== screen; });
    window.scrollTo(0, 0);
    one("h1", screen)?.focus?.({ preventScroll: true });
  };
  const choose = () => { form = null; show(one('[data-screen="choose"]')); list(); };
  const localDay = (shift) => {
    const day = new Date(Date.now() + shift * 86400000);
    return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}-${String(day.getDate()).padStart(2, "0")}`;
  };
  const pressDays = (field) => all("[data-day]", field).forEach((chip) => chip.setAttribute("aria-pressed", String(one("input", field).value === localDay(Number(chip.dataset.day)))));
  const open = (slug) => {
    form = one(`form[data-ledger="${slug}"]`);
    form.reset();
    photos.set(form, []);
    drawPhotos();
    all("[data-today]", form).forEach((input) => { input.value = localDay(0); });
    all(".field:has([data-day])", form).forEach(pressDays);
    one("[data-missing]", form).hidden = true;
    all(".faulty", form).forEach((field) => field.classList.remove("faulty"));
    one("[data-again]", form).hidden = !localStorage.getItem(`last-${me}-${slug}`);
    show(form);
  };
  const fill = (answers) => Object.entries(answers).forEach(([name, value]) => {
    all(`[name="${CSS.escape(name)}"]`, form).forEach((input) => {
      if (input.type === "radio") input.checked = input.value === value; else if (input.type !== "file") input.value = value;
    });
  });
  const answers = () => {
    const given = {};
    new FormData(form).forEach((value, name) => { if (typeof value === "string") given[name] = value.trim(); });
    return given;
  };
  const complete = () => {
    let whole = true;
    all(".field.required, .field:has([required])", form).forEach((field) => {
      const inputs = all("input, select, textarea", field);
      const given = inputs.some((input) => (input.type === "radio" ? input.checked : input.value.trim()));
      field.classList.toggle("faulty", !given);
      whole = whole && given;
    });
    one("[data-missing]", form).hidden = whole;
    if (!whole) one(".faulty input, .faulty select, .faulty textarea", form)?.focus();
    return whole;
  };
  const readBack = () => all(".field[data-label]", form).map((field) => {
    const checked = one("input:checked", field);
    const input = one("input:not([type=radio]), select, textarea", field);
    const text = checked ? checked.closest("label").innerText.trim() : input?.selectedOptions ? input.selectedOptions[0].text : input?.value.trim();
    const spoken = input?.type === "date" ? text.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, words.day) : text;
    return text && text !== "—" ? `${field.dataset.label} ${spoken.replace(/[。；，,.;]+$/, "")}` : "";
  }).filter(Boolean).join(words.comma) + words.stop;

  // --- photos ------------------------------------------------------------------------------------------------------
  const smaller = async (file, size, quality) => {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, size / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale); canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return { canvas, blob: await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality)) };
  };
  const drawPhotos = () => {
    const read = form && one(`[data-screen="read"][data-of="${form.dataset.ledger}"]`);
    all("[data-shown]", pocket).filter((place) => form?.contains(place) || read?.contains(place)).forEach((place) => {
      place.replaceChildren(...(photos.get(form) || []).map((photo) => Object.assign(document.createElement("img"), { src: photo.small, alt: photo.name })));
    });
  };
  const takePhotos = async (input) => {
    for (const file of input.files) {
      try {
        const { blob } = await smaller(file, LARGEST, 0.82);
        const { canvas } = await smaller(file, 160, 0.7);
        photos.get(form).push({ name: file.name.replace(/\.[^.]*$/, "") + ".jpg", blob, small: canvas.toDataURL("image/jpeg", 0.7) });
      } catch { window.alert(words.unreadable); }
    }
    input.value = "";
    drawPhotos();
  };

  // --- sending -----------------------------------------------------------------------------------------------------
  const cookie = (name) => document.cookie.split("; ").find((each) => each.startsWith(`${name}=`))?.split("=")[1] || "";
  const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || cookie("csrftoken");
  const post = async (piece) => {
    const body = new FormData();
    body.set("client_id", piece.id); body.set("ledger", piece.ledger);
    if (piece.again) body.set("again", "1");
    Object.entries(piece.data).forEach(([name, value]) => body.set(name, value));
    piece.photos.forEach((photo) => body.append("files", photo.blob, photo.name));
    const ask = (key) => fetch(pocket.dataset.send, { method: "POST", body, headers: { "X-CSRFToken": key }, credentials: "same-origin" });
    let answer = await ask(cookie("csrftoken") || token());
    if (answer.status === 403 && !answer.headers.get("content-type")?.includes("json")) answer = await ask(token());
    return answer.headers.get("content-type")?.includes("json") ? answer.json() : { state: "later" };
  };
  let sending = null;
  const underWay = new Map(); // a piece is sent by one hand at a time
  const sendOne = (piece) => {
    if (!underWay.has(piece.id)) underWay.set(piece.id, sendPiece(piece).finally(() => underWay.delete(piece.id)));
    return underWay.get(piece.id);
  };
  const sendPiece = async (piece) => {
    let answer;
    try { answer = await post(piece); } catch { answer = { state: "later" }; }
    one("[data-account]").hidden = answer.state !== "sign-in";
    if (answer.state === "saved" || answer.state === "known") await remove(piece.id);
    else if (answer.state !== "later" && answer.state !== "sign-in") await put({ ...piece, answer });
    return answer;
  };
  const sendAll = () => {
    sending ??= (async () => {
      for (const piece of await waiting()) if (!piece.answer) await sendOne(piece);
    })().finally(() => { sending = null; list(); });
    return sending;
  };
  const list = async () => {
    const pieces = await waiting();
    one("[data-outbox]").hidden = !pieces.length;
    one("[data-outbox-count]").textContent = `${pieces.length} ${words.count}`;
    one("[data-outbox-list]").replaceChildren(...pieces.map((piece) => {
      const line = document.createElement("li");
      const name = Object.assign(document.createElement("button"), { type: "button", className: "button quiet grow", textContent: `${piece.title}：${piece.said.slice(0, 40)}` });
      name.addEventListener("click", () => { current = piece; outcome(piece.answer || { state: "later" }); });
      line.append(name, Object.assign(document.createElement("span"), { className: piece.answer ? "tag warn" : "tag", textContent: piece.answer ? words.mend : words.unsent }));
      return line;
    }));
  };
  const outcome = (answer) => {
    const screen = one('[data-screen="done"]');
    const later = answer.state === "later" || answer.state === "sign-in";
    const good = answer.state === "saved" || answer.state === "known";
    one("[data-outcome]", screen).textContent = later ? words.kept : answer.state === "saved" ? words.saved : answer.state === "known" ? words.known : answer.said || words.refused;
    one("[data-detail]", screen).textContent = later ? words.keptDetail : current.said;
    one("[data-reasons]", screen).replaceChildren(...(answer.errors || []).map((text) => Object.assign(document.createElement("li"), { className: "bad", textContent: text })));
    const where = one("[data-where]", screen);
    where.hidden = !answer.where; where.href = answer.where || "#";
    one("[data-force]", screen).hidden = answer.state !== "same";
    one("[data-discard]", screen).hidden = good || later;
    one("[data-mend]", screen).hidden = answer.state !== "refused" && answer.state !== "other";
    show(screen);
    list();
  };
  const attempt = async () => {
    const piece = current;
    const tell = (answer) => { piece.answer = answer.state === "later" ? undefined : answer; outcome(answer); };
    if (navigator.onLine === false) return tell({ state: "later" });
    const sent = sendOne(piece);
    const tired = new Promise((resolve) => setTimeout(() => resolve({ state: "later" }), PATIENCE));
    tell(await Promise.race([sent, tired]));
    sent.then((answer) => { if (current === piece && !one('[data-screen="done"]').hidden) tell(answer); else list(); });
  };
  const keep = async () => {
    current = { id: crypto.randomUUID?.() || anyId(), user: me, ledger: form.dataset.ledger, title: form.dataset.title, data: answers(), said: readBack(), photos: photos.get(form), at: Date.now() };
    await put(current);
    localStorage.setItem(`last-${me}-${form.dataset.ledger}`, JSON.stringify(current.data));
    await attempt();
  };
  // A page without encryption on the way has no randomUUID.
  const anyId = () => "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) => (+c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (+c / 4)))).toString(16));

  // --- hands -------------------------------------------------------------------------------------------------------
  pocket.addEventListener("click", async (event) => {
    const target = event.target.closest("a, button");
    if (!target) return;
    const read = target.closest('[data-screen="read"]');
    if (target.dataset.open !== undefined) { event.preventDefault(); open(target.dataset.open); }
    else if (target.dataset.back !== undefined) { if (read) show(form); else choose(); }
    else if (target.dataset.keep !== undefined) { target.disabled = true; try { await keep(); } finally { target.disabled = false; } }
    else if (target.dataset.home !== undefined) choose();
    else if (target.dataset.sendNow !== undefined) sendAll();
    else if (target.dataset.day !== undefined) { const field = target.closest(".field"); one("input", field).value = localDay(Number(target.dataset.day)); pressDays(field); }
    else if (target.dataset.again !== undefined) {
      const last = JSON.parse(localStorage.getItem(`last-${me}-${form.dataset.ledger}`) || "{}");
      all("input[type=date]", form).forEach((input) => delete last[input.name]);
      fill(last);
    } else if (target.dataset.force !== undefined) { current.again = true; await put({ ...current, answer: undefined }); await attempt(); }
    else if (target.dataset.discard !== undefined) { await remove(current.id); choose(); }
    else if (target.dataset.mend !== undefined) {
      const piece = current;
      await remove(piece.id); // it was never written; mended, it is a new piece
      open(piece.ledger); fill(piece.data); photos.set(form, piece.photos); drawPhotos();
    }
  });
  pocket.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!complete()) return;
    const read = one(`[data-screen="read"][data-of="${form.dataset.ledger}"]`);
    one("[data-said]", read).textContent = readBack();
    drawPhotos();
    show(read);
  });
  pocket.addEventListener("change", (event) => {
    if (event.target.matches("[data-photos]")) takePhotos(event.target);
    const field = event.target.closest(".field");
    if (field && one("[data-day]", field)) pressDays(field);
  });
  const line = () => { one("[data-offline]").hidden = navigator.onLine !== false; if (navigator.onLine !== false) sendAll(); };
  window.addEventListener("online", line);
  window.addEventListener("offline", line);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) line(); });
  line();
  list();
  if ("serviceWorker" in navigator) navigator.serviceWorker.register(pocket.dataset.worker).catch(() => {});
  const asked = new URLSearchParams(window.location.search).get("open");
  if (asked && one(`form[data-ledger="${CSS.escape(asked)}"]`)) open(asked);
})();
