// Answers for the pocket's page while there is no line, or a poor one: the page as it was last seen, and the files it needs.
"use strict";

const STORE = "gonghui-pocket-2";
const AWAY_PAGE = "AWAY"; // the server puts the page here that stands for one that cannot be reached
const PATIENCE = 3000; // ms for which a page that is known here waits for a newer one
const isPage = (url) => url.pathname === "/pocket/";
const isFile = (url) => url.pathname.startsWith("/static/");
const isKept = (url) => url.pathname.startsWith("/static/v-"); // its address changes with what it holds

// The page and exactly the files it names; those of earlier releases go.
const keep = async (page) => {
  const store = await caches.open(STORE);
  const named = new Set((await page.clone().text()).match(/\/static\/[^"']+/g) || []);
  const known = (await store.keys()).map((request) => new URL(request.url).pathname);
  await store.addAll([...named].filter((path) => !known.includes(path)));
  await store.put("/pocket/", page);
  await Promise.all(known.filter((path) => path.startsWith("/static/") && !named.has(path)).map((path) => store.delete(path)));
};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("gonghui-") && name !== STORE) await caches.delete(name);
    await self.clients.claim();
    // the first visit came before this script: fetch the page and its files once more, from the browser's own store
    const page = await fetch("/pocket/", { credentials: "same-origin" });
    if (page.ok && !page.redirected) await keep(page);
  })());
});

const asked = async (event) => {
  const store = await caches.open(STORE);
  const answer = await fetch(event.request);
  if (answer.redirected || answer.status === 401) await store.delete("/pocket/"); // signed out: nothing of the account stays
  else if (answer.ok) event.waitUntil(keep(answer.clone()).catch(() => {})); // with a line that breaks, the next visit keeps it
  return answer;
};

// The newest page; the known one when there is no line, or when the line lets one wait. The newer one is then kept for the next time.
const page = async (event) => {
  const newest = asked(event);
  event.waitUntil(newest.catch(() => {}));
  const known = await (await caches.open(STORE)).match("/pocket/");
  if (!known) return newest;
  const tired = new Promise((resolve) => setTimeout(() => resolve(known), PATIENCE));
  return Promise.race([newest.catch(() => known), tired]);
};

const file = async (event, url) => {
  const store = await caches.open(STORE);
  if (isKept(url)) return (await store.match(url.pathname)) || fetch(event.request);
  return fetch(event.request).catch(async (error) => { const known = await store.match(url.pathname); if (known) return known; throw error; });
};

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (isPage(url)) event.respondWith(page(event));
  else if (event.request.mode === "navigate" && !self.navigator.onLine) event.respondWith(new Response(AWAY_PAGE, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } }));
  else if (isFile(url)) event.respondWith(file(event, url));
});
