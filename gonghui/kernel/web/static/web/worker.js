// Answers for the pocket's page while there is no line: the page as it was last seen, and the files it needs.
"use strict";

const STORE = "gonghui-pocket-1";
const isPage = (url) => url.pathname === "/pocket/";
const isFile = (url) => url.pathname.startsWith("/static/");

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("gonghui-") && name !== STORE) await caches.delete(name);
    await self.clients.claim();
    // the first visit came before this script: fetch the page and its files once more, from the browser's own store
    const store = await caches.open(STORE);
    const page = await fetch("/pocket/", { credentials: "same-origin" });
    if (!page.ok || page.redirected) return;
    await store.put("/pocket/", page.clone());
    const files = (await page.text()).match(/\/static\/[^"']+/g) || [];
    await store.addAll([...new Set([...files, "/static/web/vendor/combobox-nav.js"])]);
  })());
});

const fresh = async (request, key) => {
  const store = await caches.open(STORE);
  try {
    const answer = await fetch(request);
    if (answer.redirected || answer.status === 401) await store.delete(key); // signed out: nothing of the account stays
    else if (answer.ok) await store.put(key, answer.clone());
    return answer;
  } catch (error) {
    const known = await store.match(key);
    if (known) return known;
    throw error;
  }
};

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (isPage(url)) event.respondWith(fresh(event.request, "/pocket/"));
  else if (isFile(url)) event.respondWith(fresh(event.request, url.pathname));
});
