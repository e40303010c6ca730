// Makes the reader quicker to use; the page is complete without it.
// Words and claims light up together, j and k go from claim to claim, and words
// that are selected can be made a claim, by key c.
"use strict";

const notes = [...document.querySelectorAll(".note")];
const of = (claim) => document.querySelectorAll(`[data-claim="${CSS.escape(claim)}"]`);
const claimAt = (target) => target instanceof Element ? target.closest("[data-claim]")?.dataset.claim : undefined;

let lit = [];
function light(claim) {
  for (const e of lit) e.classList.remove("on");
  lit = claim ? [...of(claim)] : [];
  for (const e of lit) e.classList.add("on");
}

const text = document.getElementById("text");
const fromAddress = () => location.hash.slice(1).replace(/^n-/, "");
text.addEventListener("mouseover", (e) => light(claimAt(e.target) ?? fromAddress()));
text.addEventListener("mouseleave", () => light(fromAddress()));
text.addEventListener("focusin", (e) => light(claimAt(e.target) ?? fromAddress()));
// In a text that is shown in parts, the place of a claim of another part leads on to it.
function find() {
  const spot = document.getElementById(fromAddress());
  if (spot?.classList.contains("spot")) location.replace(spot.closest("li").querySelector("a").href + location.hash);
  else light(fromAddress());
}
addEventListener("hashchange", find);
find();

// What is selected within the text, counted as the ledger does: in code points of
// the whole text, without the numbers of the claims.
const addPath = text.dataset.add;
const paraOf = (node) => (node instanceof Element ? node : node?.parentElement)?.closest(".para[data-start]");

function pointsBefore(para, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(para);
  range.setEnd(node, offset);
  const part = range.cloneContents();
  for (const n of part.querySelectorAll(".num")) n.remove();
  return [...part.textContent].length;
}

function selectedSpan() {
  const selection = getSelection();
  if (!addPath || !selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const first = paraOf(range.startContainer);
  const last = paraOf(range.endContainer);
  if (!first || !last || selection.toString().trim() === "") return null;
  const at = (para, node, offset) => Number(para.dataset.start) + pointsBefore(para, node, offset);
  return [at(first, range.startContainer, range.startOffset), at(last, range.endContainer, range.endOffset)];
}

let offer;
function offerClaim() {
  const span = selectedSpan();
  if (!span) {
    offer?.remove();
    return;
  }
  if (!offer) {
    offer = document.createElement("a");
    offer.className = "offer button";
    offer.setAttribute("aria-keyshortcuts", "c");
    offer.textContent = "Add a claim on these words (c)";
  }
  offer.href = `${addPath}?from=${span[0]}&to=${span[1]}`;
  if (!offer.isConnected) text.after(offer);
}
if (addPath) document.addEventListener("selectionchange", offerClaim);

singleKeys.bind("c", () => { if (offer?.isConnected) offer.click(); });

const step = (by) => {
  const here = notes.findIndex((n) => n.dataset.claim === fromAddress());
  const next = notes[here < 0 ? (by > 0 ? 0 : notes.length - 1) : here + by];
  if (!next) {
    document.querySelector(`main a[rel="${by > 0 ? "next" : "prev"}"]`)?.click(); // the part beside this one
    return;
  }
  location.hash = next.dataset.claim;
  next.querySelector(".num").focus({ preventScroll: true });
};
singleKeys.bind("j", () => step(1));
singleKeys.bind("k", () => step(-1));
