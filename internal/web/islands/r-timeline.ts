// The timeline, quicker to use: zoom and pan by wheel, pinch, keys and buttons, a
// brush over the whole time, the words of a mark while it is pointed at. The page
// is complete without it; what is shown is always in the address.
import { brushX, type D3BrushEvent } from "d3-brush";
import { pointer, select } from "d3-selection";
import { zoom, zoomIdentity, type D3ZoomEvent } from "d3-zoom";
import { axisTicks, between, daysOf, dayWords, iso, placeOf, type Days } from "./days.ts";

class Timeline extends HTMLElement {
  #drawn: Days = { first: 0, end: 1 }; // what the server drew
  #shown: Days = { first: 0, end: 1 }; // the part of it that is shown
  #all: Days = { first: 0, end: 1 };
  #usual = true; // nothing is chosen: the table is whole
  #whole = true; // every thing has a mark and a row of its own
  #marks: SVGAElement[] = [];
  #rows: HTMLTableRowElement[] = [];
  #anew: HTMLAnchorElement | undefined; // leads to a picture of the span shown, with all its marks
  #written: ReturnType<typeof setTimeout> | undefined;
  #zoomTo: (d: Days) => void = () => {};
  #frameTo: (d: Days) => void = () => {};

  connectedCallback(): void {
    const number = (name: string): number => Number(this.dataset[name]);
    this.#drawn = { first: number("first"), end: number("last") + 1 };
    this.#all = { first: number("allFirst"), end: number("allLast") + 1 };
    this.#shown = this.#drawn;
    this.#usual = this.dataset.chosen === undefined;
    this.#whole = number("left") === 0 && this.dataset.cut === undefined;
    this.#marks = [...this.querySelectorAll<SVGAElement>("a.mark")];
    this.#rows = [...document.querySelectorAll<HTMLTableRowElement>("#twin tbody tr")];
    this.#marking();
    this.#zooming();
    this.#brushing();
    this.#moving();
  }

  // show draws a part of what is drawn, and says so in words, table and address.
  #show(d: Days): void {
    this.#shown = d;
    this.#usual = this.dataset.chosen === undefined && d.first <= this.#drawn.first && d.end >= this.#drawn.end;
    this.#redraw();
    this.#frameTo(d);
    for (const [name, day] of [["from", d.first], ["to", d.end - 1]] as const) {
      const said = this.querySelector(`[data-say="${name}"]`);
      if (said) said.textContent = dayWords(day);
      const field = this.querySelector<HTMLInputElement>(`input[name="${name}"]`);
      if (field) field.value = iso(day);
    }
    clearTimeout(this.#written);
    this.#written = setTimeout(() => this.#settle(), 150);
  }

  // settle follows with the table and the address once the picture stands still.
  #settle(): void {
    history.replaceState(null, "", this.#address(this.#shown));
    let listed = 0;
    for (const row of this.#rows) {
      const d = daysOf(row);
      row.hidden = !this.#usual && !(d && d.first < this.#shown.end && d.end > this.#shown.first);
      if (!row.hidden) listed++;
    }
    for (const section of document.querySelectorAll<HTMLElement>("#twin .year")) {
      const n = section.querySelectorAll("tbody tr:not([hidden])").length;
      section.hidden = n === 0;
      const count = section.querySelector("h3 .n");
      if (count) count.textContent = String(n);
      const lead = document.querySelector<HTMLElement>(`.years a[href="#${CSS.escape(section.getAttribute("aria-labelledby") ?? "")}"]`);
      if (lead?.parentElement) lead.parentElement.hidden = n === 0;
      const leadCount = lead?.querySelector(".n");
      if (leadCount) leadCount.textContent = String(n);
    }
    const said = document.getElementById("listed");
    if (said) said.textContent = listed === 1 ? "1 entry" : `${listed} entries`;
    if (this.#anew) {
      this.#anew.href = this.#address(this.#shown) + "#picture";
      this.#anew.hidden = this.#whole || this.#usual || (this.#shown.first === this.#drawn.first && this.#shown.end === this.#drawn.end);
    }
    const all = this.querySelector<HTMLElement>('a[data-move="usual"]');
    if (all) all.hidden = this.#usual;
    this.#carry();
    this.#rest();
  }

  // carry puts the span into what else leads to this page, in whatever form.
  #carry(): void {
    const span = new URL(location.href).searchParams;
    const names = ["from", "to"];
    for (const a of document.querySelectorAll<HTMLAnchorElement>(".choices a, .cut a, footer a")) {
      const to = new URL(a.href);
      if (to.origin !== location.origin || !to.pathname.startsWith(location.pathname)) continue;
      for (const n of names) {
        const v = span.get(n);
        if (v === null) to.searchParams.delete(n);
        else to.searchParams.set(n, v);
      }
      to.searchParams.sort();
      a.setAttribute("href", to.pathname + to.search);
    }
    const asOf = document.querySelector("form.asof");
    for (const n of names) {
      asOf?.querySelector(`input[name="${n}"]`)?.remove();
      const v = span.get(n);
      if (v === null) continue;
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = n;
      field.value = v;
      asOf?.append(field);
    }
  }

  // rest keeps one mark, of those in view, in the order of the Tab key.
  #rest(): void {
    const inView = this.#marks.filter((m) => !m.classList.contains("out"));
    const current = inView.find((m) => m.getAttribute("tabindex") === "0") ?? inView[0];
    for (const m of this.#marks) m.setAttribute("tabindex", m === current ? "0" : "-1");
  }

  // go shows a span here if everything of it is drawn, else asks for a new picture.
  #go(d: Days): void {
    const within = d.first >= this.#drawn.first && d.end <= this.#drawn.end;
    const same = d.first === this.#drawn.first && d.end === this.#drawn.end;
    if (within && (this.#whole || same)) this.#zoomTo(d);
    else location.assign(this.#address(d) + "#picture");
  }

  #address(d: Days): string {
    const to = new URL(location.href);
    to.hash = "";
    if (this.#usual && d === this.#shown) {
      to.searchParams.delete("from");
      to.searchParams.delete("to");
    } else {
      to.searchParams.set("from", iso(d.first));
      to.searchParams.set("to", iso(d.end - 1));
    }
    return to.pathname + to.search;
  }

  #redraw(): void {
    const d = this.#shown;
    const place = (day: number): string => placeOf(d, day).toFixed(2) + "%";
    for (const m of this.#marks) {
      const from = Number(m.dataset.from);
      const to = Number(m.dataset.to);
      const lasting = to <= d.first && Number(m.dataset.until ?? 0) > d.first; // from before what is shown
      const out = !lasting && (to <= d.first || from >= d.end);
      m.classList.toggle("out", out);
      if (out) continue;
      if (!m.classList.contains("mark-since")) {
        const shape = m.querySelector(".shape");
        m.dataset.symbol ??= shape?.getAttribute("href") ?? "";
        shape?.setAttribute("href", lasting ? "#m-since" : m.dataset.symbol);
        m.classList.toggle("lasting", lasting);
      }
      const x = ((placeOf(d, from) + placeOf(d, to)) / 2).toFixed(2) + "%"; // of the part that is shown
      for (const e of m.querySelectorAll("use, text")) e.setAttribute("x", x);
    }
    for (const t of this.querySelectorAll<SVGTextElement>("text.beside")) {
      const at = Number(t.dataset.at);
      const back = Math.max(at, d.first); // a title on a bar stays in view with it
      t.classList.toggle("out", at >= d.end);
      t.setAttribute("x", place(back));
    }
    for (const b of this.querySelectorAll<SVGLineElement>("line.bar")) {
      const from = Number(b.dataset.from);
      const to = Number(b.dataset.to);
      b.classList.toggle("out", to <= d.first || from >= d.end);
      b.setAttribute("x1", place(from));
      b.setAttribute("x2", place(to));
    }
    const today = this.querySelector<SVGLineElement>("line.asof");
    if (today) {
      const at = Number(today.dataset.at);
      today.classList.toggle("out", at < d.first || at >= d.end);
      today.setAttribute("x1", place(at));
      today.setAttribute("x2", place(at));
    }
    const ticks = axisTicks(d);
    select(this).select(".ticks").selectAll("line").data(ticks).join("line")
      .attr("y1", "0").attr("y2", "100%").attr("x1", (t) => place(t.day)).attr("x2", (t) => place(t.day));
    select(this).select(".axis svg").selectAll("text").data(ticks).join("text")
      .attr("dx", 3).attr("y", 12).attr("x", (t) => place(t.day)).text((t) => t.words);
  }

  // zooming turns wheel, pinch and drag into spans. A plain wheel scrolls the page.
  #zooming(): void {
    const plots = this.querySelector<HTMLElement>(".lanes");
    const grid = this.querySelector(".grid");
    const wide = this.querySelector(".wide");
    if (!plots || !grid || !wide) return;
    const { first, end } = this.#drawn;
    const ends = (): [number, number] => { // of the axis, across the lanes with their names
      const g = grid.getBoundingClientRect();
      const x = g.left - plots.getBoundingClientRect().left;
      return [x + 0.015 * g.width, x + 0.985 * g.width];
    };
    const extent = (): [[number, number], [number, number]] => {
      const [x0, x1] = ends();
      return [[x0, 0], [x1, 1]];
    };
    const sideways = (e: WheelEvent): boolean => Math.abs(e.deltaX) > Math.abs(e.deltaY) && wide.scrollWidth <= wide.clientWidth;
    const behaviour = zoom<HTMLElement, unknown>()
      .scaleExtent([1, Math.max(end - first, 1)])
      .extent(extent)
      .filter((e: Event) => {
        if (e instanceof WheelEvent) return e.ctrlKey || e.metaKey || sideways(e);
        if ("touches" in e) return (e as TouchEvent).touches.length > 1;
        return e instanceof MouseEvent && e.button === 0 && !(e.target instanceof Element && e.target.closest("a"));
      })
      .on("start", () => behaviour.translateExtent(extent()))
      .on("zoom", (e: D3ZoomEvent<HTMLElement, unknown>) => {
        if (!e.sourceEvent) return;
        const [x0, x1] = ends();
        const day = (x: number): number => first + (e.transform.invertX(x) - x0) / (x1 - x0) * (end - first);
        this.#show(between(day(x0), day(x1), this.#drawn));
      });
    wide.scrollLeft = wide.scrollWidth; // where the page is narrow, begin with the latest
    const figure = select(plots).call(behaviour).on("dblclick.zoom", null);
    this.#zoomTo = (d) => {
      const [x0, x1] = ends();
      const k = (end - first) / (d.end - d.first);
      const x = x0 + (d.first - first) / (end - first) * (x1 - x0);
      figure.call(behaviour.transform, zoomIdentity.translate(x0 - k * x, 0).scale(k));
      this.#show(d);
    };
  }

  // brushing lets a span be drawn over the whole time.
  #brushing(): void {
    const overview = this.querySelector<SVGSVGElement>(".overview");
    if (!overview) return;
    const width = (): number => Math.max(overview.getBoundingClientRect().width, 1);
    const px = (day: number): number => placeOf(this.#all, day) / 100 * width();
    const day = (x: number): number => this.#all.first + (x / width() * 100 - 1.5) / 97 * (this.#all.end - this.#all.first);
    const frame = overview.querySelector(".frame");
    const brush = brushX<unknown>().on("end", (e: D3BrushEvent<unknown>) => {
      if (!e.sourceEvent) return;
      if (!e.selection) { // a click: the month or years there
        const at = day(pointer(e.sourceEvent, overview)[0]);
        const pile = [...overview.querySelectorAll<SVGElement>(".pile")].find((p) => Number(p.dataset.from) <= at && at < Number(p.dataset.to) + 1);
        if (pile) this.#go({ first: Number(pile.dataset.from), end: Number(pile.dataset.to) + 1 });
        else this.#frameTo(this.#shown);
        return;
      }
      const [x0, x1] = e.selection as [number, number];
      this.#go(between(day(x0), day(x1), this.#all));
    });
    const layer = select(overview).append("g").attr("class", "brush").attr("aria-hidden", "true");
    const fit = (): void => {
      brush.extent([[px(this.#all.first), 0], [px(this.#all.end), 34]]);
      layer.call(brush);
      this.#frameTo(this.#shown);
    };
    this.#frameTo = (d) => {
      // While nothing is chosen the frame only shows: a drag on it draws a span.
      frame?.classList.toggle("out", !this.#usual);
      const x0 = px(d.first);
      if (this.#usual) layer.call(brush.move, null);
      else layer.call(brush.move, [x0, Math.max(px(d.end), x0 + 2)]);
    };
    fit();
    new ResizeObserver(fit).observe(overview);
  }

  // moving gives the links that lead to other spans, and keys, the same effect here.
  #moving(): void {
    const to = (name: string): Days | undefined => {
      const { first, end } = this.#shown;
      const n = end - first;
      const half = Math.max(Math.floor(n / 2), 1);
      const quarter = Math.floor(n / 4);
      switch (name) {
        case "earlier": return { first: first - half, end: end - half };
        case "later": return { first: first + half, end: end + half };
        case "closer": return between(first + quarter, end - quarter, this.#shown);
        case "wider": return { first: first - half, end: end + half };
        case "usual": return this.dataset.chosen === undefined ? this.#drawn : undefined;
        default: return undefined;
      }
    };
    this.addEventListener("click", (e) => {
      const link = e.target instanceof Element ? e.target.closest<HTMLAnchorElement>("a[data-move]") : null;
      const d = link && to(link.dataset.move ?? "");
      if (!d || e.ctrlKey || e.metaKey || e.shiftKey) return;
      e.preventDefault();
      this.#go(d);
    });
    const keys: Record<string, string> = { "+": "closer", "=": "closer", "-": "wider", "0": "usual", "[": "earlier", "]": "later" };
    this.querySelector(".picture")?.addEventListener("keydown", (event) => {
      const e = event as KeyboardEvent;
      if (e.ctrlKey || e.metaKey || e.altKey || e.target instanceof HTMLInputElement) return;
      const name = keys[e.key];
      const d = name && to(name);
      if (d) {
        e.preventDefault();
        this.#go(d);
      } else if (name === "usual") {
        this.querySelector<HTMLAnchorElement>('a[data-move="usual"]')?.click();
      }
    });
    this.#anew = document.createElement("a");
    this.#anew.className = "chip";
    this.#anew.textContent = "Draw this span with all its marks";
    this.#anew.hidden = true;
    this.querySelector(".moves")?.prepend(this.#anew);
    const hint = document.createElement("p");
    hint.className = "hint";
    hint.textContent = "Draw a span over the years above, or drag the picture. Ctrl and wheel, or two fingers, zoom. On a mark the arrow keys go to the next; + and − zoom, [ and ] move, 0 shows all.";
    this.querySelector(".legend")?.before(hint);
  }

  // marking shows the words of the mark that is pointed at or has the focus, and
  // makes the marks one stop of the Tab key, with arrow keys from one to the next.
  #marking(): void {
    const told = this.querySelector<HTMLElement>("[data-told]");
    if (!told) return;
    for (const m of this.#marks) {
      const title = m.querySelector("title");
      m.setAttribute("aria-label", title?.textContent ?? "");
      title?.remove(); // else the browser would show it on top of the same words
    }
    const tell = (m: Element | null | undefined): void => {
      if (!m) return;
      const [head = "", what = "", ...words] = (m.getAttribute("aria-label") ?? "").split("\n");
      const line = (tag: string, className: string, text: string): HTMLElement => {
        const e = document.createElement(tag);
        e.className = className;
        e.dir = "auto";
        e.textContent = text;
        return e;
      };
      told.replaceChildren(line("p", "card-title", head), line("p", "meta", what), ...words.map((w) => line("p", "source", w)));
      this.querySelector("a.mark.on")?.classList.remove("on");
      m.classList.add("on");
    };
    const markAt = (e: Event): Element | null => (e.target instanceof Element ? e.target.closest("a.mark") : null);
    const quiet = (): void => {
      told.textContent = "Point at a mark, or go to one by Tab, to read its words.";
      this.querySelector("a.mark.on")?.classList.remove("on");
    };
    told.hidden = false;
    quiet();
    this.addEventListener("keydown", (e) => {
      if (e.key === "Escape") quiet();
    });
    this.addEventListener("mouseover", (e) => tell(markAt(e)));
    this.addEventListener("focusin", (e) => {
      const m = markAt(e);
      tell(m);
      if (m instanceof SVGAElement) {
        for (const o of this.#marks) o.setAttribute("tabindex", o === m ? "0" : "-1");
      }
    });
    this.#rest();
    this.querySelector(".lanes")?.addEventListener("keydown", (event) => {
      const e = event as KeyboardEvent;
      const here = markAt(e);
      if (!(here instanceof SVGAElement) || e.ctrlKey || e.metaKey || e.altKey) return;
      const next = this.#beside(here, e.key);
      if (!next) return;
      e.preventDefault();
      next.focus();
    });
  }

  // beside returns the mark to which an arrow key leads: the next in the lane, or
  // the nearest in time in the lane above or below.
  #beside(here: SVGAElement, key: string): SVGAElement | undefined {
    const inView = (lane: Element | null | undefined): SVGAElement[] => [...(lane?.querySelectorAll<SVGAElement>("a.mark:not(.out)") ?? [])];
    const lane = here.closest(".lane");
    const row = inView(lane);
    const i = row.indexOf(here);
    switch (key) {
      case "ArrowRight": return row[i + 1];
      case "ArrowLeft": return row[i - 1];
      case "Home": return row[0];
      case "End": return row[row.length - 1];
    }
    if (key !== "ArrowUp" && key !== "ArrowDown") return undefined;
    const lanes = [...this.querySelectorAll(".lane")].filter((l) => l === lane || inView(l).length > 0);
    const other = lanes[lanes.indexOf(lane as Element) + (key === "ArrowDown" ? 1 : -1)];
    const from = (m: SVGAElement): number => Number(m.dataset.from);
    return inView(other).sort((a, b) => Math.abs(from(a) - from(here)) - Math.abs(from(b) - from(here)))[0];
  }
}

customElements.define("r-timeline", Timeline);
