// Long lists: what an address names stands open, paper has no folds, and the filter comes with the first touch.
const LOST = "筛选没有取到，可能是网络断了。再输入一次，就会再取；下面的都在，可以翻着看。";

// What the address names.
export function named() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch (error) {
    return null; // no address of ours
  }
}

// Opens it and all that it is folded in.
export function open(place) {
  const isSeen = place.getClientRects().length > 0;
  for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (!isSeen) place.scrollIntoView();
}

function follow() {
  const place = named();
  if (place) open(place);
}

function unfoldOnPaper() {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details.entry:not([open]), details.fold:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
    opened = [];
  });
}

export function start(form) {
  const filter = () => {
    import("./filter.js")
      .then((module) => module.start(form))
      .catch((error) => {
        form.querySelector("[role=status]").textContent = LOST;
        console.error(error);
      });
  };
  for (const sign of ["focusin", "input"]) form.addEventListener(sign, filter);
  if (location.search) filter();
  form.classList.add("is-ready");
  unfoldOnPaper();
  addEventListener("hashchange", follow);
  follow();
}
