// Without the net: all lessons are kept on request, and the page 没有网 lists what is there. The worker does the keeping.
const PATIENCE = 30000; // milliseconds for one lesson

export function show(page) {
  const button = page.querySelector("[data-download]");
  if (button) offer(button);
  const place = page.querySelector("[data-there]");
  if (place && window.caches) list(place);
}

// Only where a worker has come does the button work; a preview names none.
function offer(button) {
  if (!navigator.serviceWorker || !document.querySelector("link[rel=serviceworker]")) {
    button.closest("div").hidden = true;
    return;
  }
  navigator.serviceWorker.ready.then((registration) => {
    const said = button.closest("div").querySelector("[role=status]");
    const links = [...document.querySelectorAll("a.row")].map((link) => link.href);
    const besides = button.dataset.download.split(" ").map((path) => new URL(path, document.baseURI).href);
    button.addEventListener("click", async () => {
      button.disabled = true;
      said.textContent = await download(registration.active, links, besides, (words) => (said.textContent = words));
      button.disabled = false;
    });
    button.closest("div").classList.add("is-ready");
  });
}

async function download(worker, lessons, besides, say) {
  const full = "手机的存储满了。腾出一些地方，再点一次。";
  const why = { QuotaExceededError: full, VersionError: "网站刚刚更新过。刷新这一页，再点一次。" };
  for (const [n, address] of [...lessons, ...besides].entries()) {
    if (n < lessons.length) say(`正在存第 ${n + 1} 讲，共 ${lessons.length} 讲`);
    const error = await keep(worker, address);
    if (error) return `存好了 ${Math.min(n, lessons.length)} 讲，共 ${lessons.length} 讲，都还在。${why[error] || "网断了。有网的时候再点一次。"}`;
  }
  return `${lessons.length} 讲都存好了，没有网也能看。课文改过以后，再点一次就是新的。`;
}

// Asks the worker to keep one page; gives back the name of the error, "" where there was none.
function keep(worker, address) {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => done(event.data);
    setTimeout(() => done("TimeoutError"), PATIENCE);
    worker.postMessage(address, [port2]);
  });
}

// What is kept on this device, by address.
async function list(place) {
  const base = new URL("../", document.baseURI).href;
  const found = new Map();
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      if (!url.startsWith(base) || !url.endsWith("/") || url === document.baseURI) continue;
      const [, title] = /<title>([^<]*?)(?: · [^<]*)?<\/title>/.exec(await (await cache.match(url)).text()) || [];
      if (title) found.set(url, new DOMParser().parseFromString(title, "text/html").body.textContent);
    }
  }
  for (const url of [...found.keys()].sort()) {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("a"), { href: url, textContent: found.get(url) }));
    place.append(item);
  }
  place.closest(".live").classList.add("is-ready");
  if (!found.size) place.closest(".live").hidden = true;
}
