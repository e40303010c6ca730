// Makes the review quicker: the keys printed on the buttons press them. The page
// is complete without it, and a key does nothing that its button would not.
"use strict";

const focusKey = "rapporteur.review.focus";
const byKey = (key) => document.querySelector(`[data-act="${CSS.escape(key)}"]`);

// Once something was pressed, nothing more is until the next page is there: a key
// that is held down or pressed twice decides once.
let leaving = false;
addEventListener("pageshow", () => { leaving = false; });
addEventListener("submit", (e) => {
  if (leaving) e.preventDefault();
  leaving = true;
});

addEventListener("keydown", (e) => {
  if (e.key === "Escape" && singleKeys.typing(e.target)) e.target.blur(); // so that the keys work again
});

for (const key of new Set([...document.querySelectorAll("[data-act]")].map((e) => e.dataset.act))) {
  singleKeys.bind(key, () => {
    if (leaving) return;
    const control = byKey(key);
    control.click();
    if (control instanceof HTMLAnchorElement) leaving = true;
  });
}

// Who works through the buttons finds the one pressed last under their hand again.
addEventListener("click", (e) => {
  const control = e.target instanceof Element ? e.target.closest("[data-act]") : null;
  if (control && control === document.activeElement) sessionStorage.setItem(focusKey, control.dataset.act);
  else if (control) sessionStorage.removeItem(focusKey);
});
const last = sessionStorage.getItem(focusKey);
if (last) {
  sessionStorage.removeItem(focusKey);
  byKey(last)?.focus({ preventScroll: true });
}

// The button of the list says how many it would accept.
for (const button of document.querySelectorAll("[data-count]")) {
  const boxes = [...button.form.querySelectorAll("[name=pick]")];
  const tell = () => {
    button.textContent = button.dataset.count.replace("#", String(boxes.filter((b) => b.checked).length));
  };
  button.form.addEventListener("change", tell);
  addEventListener("pageshow", tell);
  tell();
}
