// r-timeline: under way.
import { scaleUtc } from "d3-scale";
import { select } from "d3-selection";

class Timeline extends HTMLElement {
  connectedCallback(): void {
    select(this).attr("data-years", scaleUtc().domain([new Date(0), new Date()]).ticks().length);
  }
}

customElements.define("r-timeline", Timeline);
