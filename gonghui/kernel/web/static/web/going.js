// From page to page by the changed part alone: the frame, its styles and scripts stay where they are. Without this file every link
// and form goes the browser's own way; so does what this file does not know. Nothing fetched is kept longer than a few seconds.
"use strict";

(() => {
  const LATE = 150; // ms after which a page on its way is announced
  const REST = 90; // ms for which a pointer rests on a link before its page is fetched ahead
  const FRESH = 4000; // ms for which a page fetched ahead may be shown
  const root = document.documentElement;
  const main = () => document.getElementById("page");
  const wholes = (root.dataset.whole || "").split(" ").filter(Boolean);
  const isWhole = (path) => wholes.some((start) => path.startsWith(start));
  const going = window.going = { to: (address) => window.location.assign(address) };
  if (!document.querySelector(".frame") || isWhole(window.location.pathname)) return;

  const ahead = new Map(); // address -> what was fetched ahead, and when
  const here = () => window.location.pathname + window.location.search;
  let shown = here();
  let underway = null; // what ends the fetching of the page that is on its way, and its address
  const stop = () => {
    underway?.ends.abort();
    underway = null;
    delete root.dataset.going;
    main().removeAttribute("aria-busy");
  };

  // --- where the reader stood on each page of this tab's history -----------------------------------------------------
  const places = JSON.parse(sessionStorage.getItem("places") || "{}"); // entry -> px
  let entry = "";
  const enter = (how, url) => {
    entry = `${Date.now()}-${Math.random()}`;
    window.history[how]({ ...window.history.state, entry }, "", url);
  };
  const remember = () => { places[entry] = Math.round(window.scrollY); sessionStorage.setItem("places", JSON.stringify(places)); };
  let wanted = null; // px to stand at again; parts that come later may first have to make the page long enough
  const stand = (y) => { wanted = y; window.scrollTo(0, y); };
  const toPlace = () => document.getElementById(decodeURIComponent(window.location.hash.slice(1)))?.scrollIntoView();
  document.addEventListener("htmx:afterSettle", () => { if (wanted === "place") toPlace(); else if (wanted !== null) window.scrollTo(0, wanted); });
  ["wheel", "touchstart", "keydown", "pointerdown"].forEach((hand) => window.addEventListener(hand, () => { wanted = null; }, { passive: true }));
  window.addEventListener("pagehide", remember);
  window.history.scrollRestoration = "manual"; // else the browser jumps on the page that is left
  entry = window.history.state?.entry || "";
  if (!entry) enter("replaceState");
  if (places[entry]) stand(places[entry]);
  else if (window.location.hash) wanted = "place";

  const ask = (address, how = {}) => fetch(address, { ...how, headers: { "X-Part": "page" }, credentials: "same-origin" });
  const fetchAhead = (address) => {
    const known = ahead.get(address);
    if (known && Date.now() - known.at < FRESH) return;
    const answer = ask(address);
    answer.catch(() => ahead.delete(address));
    ahead.set(address, { at: Date.now(), answer });
  };
  const asked = (address, how) => {
    const known = ahead.get(address);
    ahead.clear();
    return !how.method && known && Date.now() - known.at < FRESH ? known.answer : ask(address, how);
  };

  // --- which links and forms -----------------------------------------------------------------------------------------
  const within = (address) => {
    const url = new URL(address, window.location.href);
    return url.origin === window.location.origin && !isWhole(url.pathname) ? url : null;
  };
  const plain = (event) => event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  const linkOf = (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link?.matches("a:not([target], [download], [data-file], [hx-get], [hx-post])")) return null;
    const url = within(link.href);
    return url && !(url.hash && url.pathname + url.search === here()) ? url.href : null;
  };
  const rowOf = (event) => (event.target.closest?.("a, button, input, label, select") ? null : event.target.closest?.("tr[data-href]")?.dataset.href);

  // --- showing what came ---------------------------------------------------------------------------------------------
  const own = (page) => { // the styles and scripts of one page stand behind this mark in its head
    const found = [];
    for (let each = page.querySelector("meta[name=own]")?.nextElementSibling; each; each = each.nextElementSibling) found.push(each);
    return found.filter((each) => each.matches("link, script")); // a browser's additions are not ours
  };
  const isStyle = (each) => each.matches("link[rel=stylesheet]");
  const placed = (link) => new Promise((resolve) => {
    const copy = Object.assign(document.createElement("link"), { rel: "stylesheet", href: link.href });
    copy.onload = copy.onerror = resolve;
    document.head.append(copy);
  });
  const pathOf = (element) => { // from the page's main part down to an element, to find its like on the next page
    const steps = [];
    if (!main().contains(element)) return "";
    for (let each = element; each && each !== main(); each = each.parentElement) {
      steps.unshift(`${each.localName}:nth-of-type(${Array.from(each.parentElement.children).filter((one) => one.localName === each.localName).indexOf(each) + 1})`);
    }
    return steps.length ? `#page > ${steps.join(" > ")}` : "";
  };
  const focus = (same) => {
    const faulty = main().querySelector(".faulty :is(input:not([type=hidden]), select, textarea)");
    const place = faulty || (same && document.querySelector(same)) || main().querySelector("[autofocus]") || main();
    for (let fold = faulty?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    place.focus({ preventScroll: true });
    return faulty;
  };
  const save = async (answer) => {
    const name = /filename\*=utf-8''([^;]+)/i.exec(answer.headers.get("Content-Disposition"))?.[1] || "";
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(await answer.blob()), download: decodeURIComponent(name) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  const swap = async (fresh, next, ends) => {
    const before = own(document), wanted = own(fresh);
    const addresses = new Set(before.filter(isStyle).map((each) => each.href));
    await Promise.all(wanted.filter((each) => isStyle(each) && !addresses.has(each.href)).map(placed));
    if (ends.aborted) return false;
    document.dispatchEvent(new CustomEvent("page:leaves"));
    const named = new Set(wanted.map((each) => each.href).filter(Boolean));
    before.forEach((each) => { if (!isStyle(each) || !named.has(each.href)) each.remove(); });
    const crumb = fresh.querySelector(".crumb");
    document.title = fresh.title;
    document.querySelector(".crumb").replaceWith(crumb || "");
    main().replaceWith(next);
    const place = crumb?.dataset.place;
    document.querySelectorAll("a[data-place]").forEach((each) => { if (each.dataset.place === place) each.setAttribute("aria-current", "page"); else each.removeAttribute("aria-current"); });
    document.querySelectorAll("details.menu[open]").forEach((menu) => { menu.open = false; });
    wanted.filter((each) => each.localName === "script").forEach((each) => {
      document.head.append(Object.assign(document.createElement("script"), { src: each.src, async: false }));
    });
    return true;
  };
  const arrive = async (answer, how) => {
    if (!(answer.headers.get("Content-Type") || "").includes("text/html")) {
      if ((answer.headers.get("Content-Disposition") || "").startsWith("attachment")) return save(answer);
      return window.location.assign(answer.url);
    }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (how.ends.aborted) return null;
    const next = fresh.getElementById("page"), crumb = fresh.querySelector(".crumb");
    const sent = how.method && !answer.redirected;
    if (sent && (!crumb || fresh.querySelector(".fault"))) return how.failed(told(fresh)); // what was typed stays where it is
    const newer = crumb && crumb.dataset.release !== document.querySelector(".crumb").dataset.release;
    if (!next || !crumb || (newer && !sent)) return window.location.assign(answer.url); // to sign in; or the house has been renewed
    const url = new URL(answer.url);
    const same = url.pathname === new URL(shown, url).pathname;
    const focused = same ? pathOf(document.activeElement) : "";
    const stays = sent || url.href === window.location.href;
    remember();
    if (!(await swap(fresh, next, how.ends))) return null;
    if (how.back === undefined) enter(stays ? "replaceState" : "pushState", url.href);
    shown = here();
    document.querySelectorAll(".me input[name=next]").forEach((each) => { each.value = shown; });
    window.htmx?.process(next);
    document.querySelector("[data-arrived]").textContent = document.title;
    document.dispatchEvent(new CustomEvent("page:shown", { detail: next }));
    if (how.hash && how.back === undefined) { // the browser's own way: it goes there, and marks it
      window.location.replace(how.hash);
      window.history.replaceState({ entry }, "");
      wanted = "place";
      return null;
    }
    const faulty = focus(focused);
    if (how.back !== undefined) stand(how.back);
    else if (faulty) faulty.scrollIntoView({ block: "center" });
    else if (!how.keep || !same) window.scrollTo(0, 0);
    return null;
  };

  // The words of a page that says what went wrong.
  const told = (fresh) => Array.from(fresh.querySelectorAll("h1, .fault dd"), (each) => each.textContent.trim()).join(" ");
  const said = (place, words) => {
    document.querySelector("[data-broken-said]")?.remove();
    const told = Object.assign(document.createElement("p"), { className: "notice bad", textContent: words });
    told.setAttribute("role", "alert");
    told.dataset.brokenSaid = "";
    place.prepend(told);
    told.scrollIntoView({ block: "center" });
  };
  // The line broke while something was sent: it may have arrived, so it is not sent again by itself.
  const broken = (form, words) => {
    // a line that is away answers sooner than what disables the button once it was pressed
    setTimeout(() => form.querySelectorAll("button[type=submit]").forEach((button) => { button.disabled = false; }), 0);
    said(form, words || root.dataset.broken);
    form.dispatchEvent(new CustomEvent("page:broken"));
  };
  // A page could not be fetched: without a line this one stays; with one, the browser tries in its own way.
  const lost = async (address, ends) => {
    const answers = window.navigator.onLine && (await fetch("/health/", { cache: "no-store" }).catch(() => null));
    if (ends.aborted) return;
    if (answers) window.location.assign(address);
    else said(main(), root.dataset.offline);
  };

  const go = async (address, how = {}) => {
    const url = new URL(address, window.location.href);
    const { hash } = url;
    url.hash = "";
    if (!how.method && underway?.address === url.href) return; // clicked twice
    stop();
    const ends = new AbortController();
    const mine = underway = { ends, address: url.href };
    const late = setTimeout(() => { root.dataset.going = ""; }, LATE);
    main().setAttribute("aria-busy", "true"); // the part that comes in its place is not
    document.dispatchEvent(new CustomEvent("page:going"));
    try {
      const answer = await asked(url.href, how.method ? { method: how.method, body: how.body, signal: ends.signal } : {});
      if (!ends.signal.aborted) await arrive(answer, { ...how, hash, ends: ends.signal });
    } catch (error) {
      if (ends.signal.aborted) return;
      if (how.method) how.failed("");
      else await lost(address, ends.signal);
    } finally {
      clearTimeout(late);
      if (underway === mine) stop();
    }
  };
  going.to = (address) => (within(address) ? go(address) : window.location.assign(address));

  // --- what the hand does --------------------------------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    const address = !event.defaultPrevented && plain(event) && linkOf(event);
    if (!address) return;
    event.preventDefault();
    go(address, { keep: Boolean(event.target.closest("th, .segments, .views")) });
  });
  document.addEventListener("pointerdown", (event) => {
    const address = event.pointerType !== "touch" && plain(event) && (linkOf(event) || rowOf(event)); // a finger may only be scrolling
    if (address) fetchAhead(new URL(address, window.location.href).href.split("#")[0]);
  });
  let resting = 0;
  document.addEventListener("pointerover", (event) => {
    clearTimeout(resting);
    const address = event.pointerType === "mouse" && event.target.closest?.(".side, .views, .segments, .pages, th") && linkOf(event);
    if (address) resting = setTimeout(() => fetchAhead(address.split("#")[0]), REST);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    ahead.clear();
    if (event.defaultPrevented || form.target || !within(form.action)) return;
    const posts = form.method === "post";
    if (button?.hasAttribute("formaction") || form.querySelector("input[type=file]") || (posts && !form.matches("[data-follow], [data-going]"))) return;
    const answers = new FormData(form);
    if (button?.name) answers.append(button.name, button.value);
    event.preventDefault();
    // what is looked for travels in a post alone; a sentence without it is an address
    if (posts && !(form.matches("[data-follow]") && !answers.get("q"))) {
      go(form.action, { method: "POST", body: answers, keep: true, failed: (words) => broken(form, words) });
      return;
    }
    const url = new URL(form.action);
    url.search = new URLSearchParams(Array.from(answers).filter(([name, value]) => value !== "" && name !== "csrfmiddlewaretoken"));
    go(url.href, { keep: form.matches("[data-follow]") });
  });
  window.addEventListener("popstate", (event) => {
    if (here() === shown) stop(); // back to the page that is still there
    if (!event.state?.entry) { if (here() === shown) enter("replaceState"); return; } // a place on this page
    remember();
    ({ entry } = event.state);
    if (here() === shown) stand(places[entry] || 0);
    else go(window.location.href, { back: places[entry] || 0 });
  });
})();
