// The palette: from anywhere to any page by typing. The server finds what the
// words lead to; the page of the search finds the same without scripts.
"use strict";

(() => {
  const dialog = document.getElementById("palette");
  const box = document.getElementById("palette-q");
  const list = document.getElementById("palette-list");
  const teller = dialog.querySelector("[role=status]");
  const pause = 80; // milliseconds without a key before the server is asked
  let leads = [];
  let at = -1;
  let turn = 0;
  let timer;

  const mark = (to) => {
    at = to;
    [...list.children].forEach((o, i) => o.setAttribute("aria-selected", String(i === at)));
    if (at < 0) {
      box.removeAttribute("aria-activedescendant");
      return;
    }
    box.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };

  const show = (found) => {
    leads = found;
    list.replaceChildren(...leads.map((lead, i) => {
      const option = document.createElement("li");
      option.id = "palette-" + i;
      option.setAttribute("role", "option");
      const words = document.createElement("bdi");
      words.textContent = lead.words;
      const note = document.createElement("span");
      note.className = "cite";
      note.textContent = lead.note;
      option.append(words, " ", note);
      return option;
    }));
    list.hidden = leads.length === 0;
    box.setAttribute("aria-expanded", String(leads.length > 0));
    mark(leads.length > 0 ? 0 : -1);
    teller.textContent = leads.length === 1 ? "1 place to go" : `${leads.length} places to go`;
  };

  const ask = async () => {
    const mine = ++turn;
    const q = new URLSearchParams({ q: box.value });
    const day = new URLSearchParams(location.search).get("as_of");
    if (day) q.set("as_of", day);
    const of = document.querySelector("[data-of]")?.dataset.of;
    if (of) q.set("of", of);
    const slow = setTimeout(() => {
      if (mine !== turn) return;
      teller.textContent = "Looking";
      dialog.classList.add("slow");
    }, 300);
    try {
      const answer = await fetch("/go.json?" + q);
      if (!answer.ok) throw new Error(answer.statusText);
      const found = await answer.json();
      if (mine === turn) show(found.leads);
    } catch {
      if (mine !== turn) return;
      show([]);
      teller.textContent = "No answer. Press Enter to search instead.";
    } finally {
      clearTimeout(slow);
      if (mine === turn) dialog.classList.remove("slow");
    }
  };

  const open = () => {
    if (dialog.open) return;
    dialog.querySelector("[name=as_of]").value = new URLSearchParams(location.search).get("as_of") ?? "";
    box.value = "";
    dialog.showModal();
    ask();
  };

  const leave = (i) => {
    if (i < 0 || i >= leads.length) return;
    dialog.close();
    work.begin();
    location.assign(leads[i].href);
  };

  addEventListener("keydown", (e) => {
    if ((e.ctrlKey || e.metaKey) && !e.shiftKey && !e.altKey && e.key.toLowerCase() === "k") {
      e.preventDefault();
      if (dialog.open) dialog.close();
      else if (!document.querySelector("dialog[open]")) open();
    }
  });
  document.addEventListener("click", (e) => { if (e.target instanceof Element && e.target.closest("[data-palette]")) open(); });

  box.addEventListener("input", () => {
    ++turn; // what was asked for before is of no interest any more
    leads = [];
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  });
  box.addEventListener("keydown", (e) => {
    if (e.isComposing) return;
    const n = leads.length;
    if (e.key === "ArrowDown" && n) mark((at + 1) % n);
    else if (e.key === "ArrowUp" && n) mark((at + n - 1) % n);
    else return;
    e.preventDefault();
  });
  box.form.addEventListener("submit", (e) => {
    if (leads.length === 0) return; // nothing is found yet: the words go to the search
    e.preventDefault();
    leave(at);
  });
  list.addEventListener("click", (e) => leave([...list.children].indexOf(e.target.closest("[role=option]"))));
  dialog.addEventListener("close", () => { if (!dialog.open) box.blur(); }); // else keys could still be taken for what is typed
  dialog.addEventListener("click", (e) => { if (e.target === dialog) dialog.close(); });
})();
