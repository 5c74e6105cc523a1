// The service worker: keeps what was read, so that it is there without the net. hooks/offline.py writes it to /sw.js and puts
// before it: VERSION (of styles, scripts and templates together), ASSETS (addresses and hashes of styles and scripts), DATA.
//
// Never two versions at once: a page names the version of its styles and scripts in their addresses; each version has a cache
// of its own with all of them, whole before the first page is put there; and what a kept page asks for besides comes from
// the cache it came from, never from the net.
const SCOPE = self.registration.scope;
const FAMILY = `home ${SCOPE} `; // other sites of the same host have caches of their own
const MINE = FAMILY + VERSION;
const PATIENCE = 3000; // milliseconds after which a page that is kept is shown instead of waiting for the net
const shown = new Map(); // by open page: a promise of the cache that belongs to it, and whether it came from there

const addressOf = (url) => new URL(url).origin + new URL(url).pathname.replace(/index\.html$/, "");
const cacheFor = (html) => FAMILY + ((/\/site\.js\?v=(\w+)/.exec(html) || [])[1] || VERSION); // a page that only leads on suits all
const asPage = (html, status) => new Response(html, { status, headers: { "Content-Type": "text/html; charset=utf-8" } });
const isPage = (response) => response.ok && /^text\/html/.test(response.headers.get("Content-Type") || "");
const quiet = () => null;

// The caches of this site, the oldest first.
const family = async () => (await caches.keys()).filter((name) => name.startsWith(FAMILY));

async function find(address) {
  for (const name of [MINE, ...(await family()).reverse()]) {
    const response = await (await caches.open(name)).match(address);
    if (response) return { name, response };
  }
  return null;
}

// Keeps a page of this version with its pictures, in place of older copies. Throws where it is of another version or there is no room.
async function put(address, html) {
  if (cacheFor(html) !== MINE) throw Object.assign(new Error(`${address} is of another version`), { name: "VersionError" });
  const cache = await caches.open(MINE);
  const pictures = (html.match(/<img[^>]* src="[^"]+"/g) || []).map((tag) => new URL(tag.split(' src="')[1].slice(0, -1), address).href);
  await Promise.all(pictures.map((picture) => cache.add(picture).catch(quiet)));
  await cache.put(address, asPage(html, 200));
  for (const name of await family()) if (name !== MINE) await (await caches.open(name)).delete(address);
}

// Keeps a page, or a file of data of this version.
async function keep(url) {
  const response = await fetch(addressOf(url), { cache: "no-cache" });
  if (response.ok && url.endsWith(".json")) {
    await (await caches.open(MINE)).put(addressOf(url), response);
    return;
  }
  if (!isPage(response)) throw new Error(`${url}: ${response.status}`);
  await put(addressOf(url), await response.text());
}

async function install() {
  const cache = await caches.open(MINE);
  await cache.addAll(Object.keys(ASSETS).map((path) => new Request(SCOPE + path, { integrity: ASSETS[path], cache: "no-cache" })));
  await Promise.all(DATA.map((path) => cache.add(SCOPE + path)));
  await Promise.all([keep(SCOPE), keep(`${SCOPE}offline/`)]);
  await self.skipWaiting();
}

// The pages that are open were read before there was a worker, or under the last one.
async function activate() {
  await self.clients.claim();
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  await Promise.all(open.filter((client) => client.url.startsWith(SCOPE)).map((client) => keep(client.url).catch(quiet)));
  const old = (await family()).filter((name) => name !== MINE);
  for (const name of old.slice(0, -1)) { // pages of the last version may still be open
    const kept = await (await caches.open(name)).keys();
    if (!kept.some((request) => request.url.endsWith("/"))) await caches.delete(name);
  }
}

// A page: from the net, but what is kept where the net is slow, broken or away.
async function page(event, address) {
  const net = fetch(event.request.url, { cache: "no-cache", redirect: "manual" }); // else an old copy of the browser may pass for the net
  const first = await Promise.race([net.catch(quiet), new Promise((done) => setTimeout(done, PATIENCE))]);
  const kept = first && first.status < 500 ? null : await find(address);
  if (kept) {
    note(event.resultingClientId, kept.name, true);
    event.waitUntil(net.then((response) => isPage(response) && response.text().then((html) => put(address, html))).catch(quiet));
    return kept.response;
  }
  const response = first || (await net.catch(quiet));
  if (!response) return noNet(event, address);
  if (isPage(response)) {
    const html = response.clone().text();
    note(event.resultingClientId, html.then(cacheFor), false);
    event.waitUntil(html.then((text) => put(address, text)).catch(quiet));
  }
  return response;
}

function note(client, name, isKept) {
  if (client) shown.set(client, Promise.resolve(name).then((known) => ({ name: known, isKept })));
}

// The page 没有网 in place of one that is not kept; its links are made from its own address.
async function noNet(event, address) {
  const kept = await find(`${SCOPE}offline/`);
  if (!kept || address.endsWith(".html")) return Response.error();
  note(event.resultingClientId, kept.name, true);
  const html = await kept.response.text();
  return asPage(html.replace("<head>", `<head><base href="${SCOPE}offline/">`), 503);
}

// What a page fetches besides styles and scripts.
async function data(event) {
  const { name, isKept } = (await shown.get(event.clientId)) || (await guessed(event.clientId));
  const cache = await caches.open(name);
  const kept = () => cache.match(event.request.url).then((response) => response || Response.error());
  if (isKept) return kept();
  try {
    const response = await fetch(event.request);
    if (response.ok && name === MINE) event.waitUntil(cache.put(event.request.url, response.clone()).catch(quiet));
    return response;
  } catch (error) {
    return kept();
  }
}

// A worker is ended when it is idle, and forgets; a page of which only an old copy is kept is then taken for that copy.
async function guessed(id) {
  const client = await self.clients.get(id);
  const kept = client && (await find(addressOf(client.url)));
  return { name: kept ? kept.name : MINE, isKept: Boolean(kept) && kept.name !== MINE };
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  const [port] = event.ports;
  event.waitUntil(keep(event.data).then(() => port.postMessage(""), (error) => port.postMessage(error.name)));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !request.url.startsWith(SCOPE)) return;
  const address = addressOf(request.url);
  if (request.mode === "navigate") {
    if (address.endsWith("/")) event.respondWith(page(event, address));
  } else if (url.searchParams.has("v")) {
    event.respondWith(caches.match(request.url).then((kept) => kept || fetch(request)));
  } else if (request.destination === "image" || url.pathname.endsWith(".json")) {
    event.respondWith(data(event));
  }
});
