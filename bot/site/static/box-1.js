// The reader's day beside an article: <script src="…/box-1.js" data-country="IR,PK" data-lang="fa" async></script>
// This address and what it fetches (box/1/) never change their meaning: pages embed them for years.
(() => {
  const current = document.currentScript;
  const base = new URL(".", (current || document.querySelector('script[src$="box-1.js"]')).src);
  // A page's own rules must not reach in: everything on the host is !important, colours are on .b.
  const css = `:host{all:initial!important;display:block!important;height:HEIGHTpx!important}
.b{color-scheme:light dark;box-sizing:border-box;height:100%;overflow:auto;padding:14px 16px;background:light-dark(#fff,#16140f);color:light-dark(#1d1a16,#ece6da);border:1px solid light-dark(#d9d2c5,#3a352b);font:15px/1.45 Georgia,serif;overflow-wrap:anywhere}
.light{color-scheme:light}
.dark{color-scheme:dark}
.b:lang(fa),.b:lang(ar){line-height:1.8;font-family:Vazirmatn,Tahoma,serif}
.b:lang(ur){line-height:2.2;font-family:"Noto Nastaliq Urdu",Tahoma,serif}
p,h2{margin:0 0 6px;font-size:1em}
h2{font-size:1.2em}
.k{color:light-dark(#8b1e1e,#e79a86)}
.s{color:light-dark(#5c554b,#aca392);font-size:.85em}
a{color:inherit}
svg,img{display:block;width:100%;height:auto;margin-bottom:10px}
img{aspect-ratio:16/9}`;
  const motifs = {
    "#7d1d1d war politics law rights diplomacy": "M0 96 60 30 120 96M70 96 130 44 190 96",
    "#1f4e5f science technology exploration health": "M20 48a40 40 0 1 0 80 0a40 40 0 1 0-80 0m20 0a20 20 0 1 0 40 0a20 20 0 1 0-40 0",
    "#4d4a2f": "M30 96V50a30 30 0 0 1 60 0v46m10 0V60a22 22 0 0 1 44 0v36",
  };
  const add = (parent, name, text, kind, values) => {
    const made = parent.appendChild(values ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name));
    made.textContent = text;
    if (kind) made.className = kind;
    for (const key in values) made.setAttribute(key, values[key]);
    return made;
  };
  const plate = (parent, entry) => {
    const found = Object.keys(motifs).find((words) => words.includes(entry.o[0])) || "#4d4a2f";
    const svg = add(parent, "svg", "", "", { viewBox: "0 0 300 96", role: "img", "aria-label": entry.y });
    add(svg, "path", "", "", { d: "M0 0h300v96H0", fill: entry.n[0] ? "#26231d" : found.slice(0, 7) });
    add(svg, "path", "", "", { d: motifs[found], fill: "none", stroke: "#fff6" });
    add(svg, "text", entry.y, "", { x: 284, y: 74, fill: "#fff", "font-size": entry.y[7] ? 30 : 54, "text-anchor": "end", direction: "ltr" });
  };
  class Box extends HTMLElement {
    async connectedCallback() {
      if (this.shadowRoot) return;
      const asked = (name) => this.getAttribute(name) || "";
      const has = (own, name) => own.some((word) => asked(name).split(/[ ,]+/).includes(word));
      const code = asked("lang").slice(0, 2) || "en";
      const home = new URL(code == "en" ? "." : code + "/", base);
      const root = this.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css.replace("HEIGHT", +asked("height") || 320));
      root.adoptedStyleSheets = [sheet];
      const now = new Date();
      const day = [now.getMonth() + 1, now.getDate()].map((n) => ("0" + n).slice(-2)).join("-");
      try {
        const told = await (await fetch(new URL(`box/1/${day}.json`, home))).json();
        const able = told.e.filter((e) => !has(e.n, "without"));
        const fits = (e) => (!asked("country") || has(e.c, "country")) && (!asked("topic") || has(e.o, "topic"));
        const entry = able.find(fits) || able[0];
        const title = entry.y + ": " + entry.h;
        const box = add(root, "section", "", "b " + asked("theme"));
        box.lang = code;
        box.dir = told.r;
        box.tabIndex = 0;
        box.ariaLabel = told.t;
        if (asked("picture") && entry.p) {
          const picture = add(box, "img");
          picture.alt = entry.a || title;
          picture.src = new URL(entry.p, base);
          entry.g && add(box, "p", entry.g, "s");
        } else plate(box, entry);
        add(box, "p", told.t + " · " + told.d, "k");
        add(add(box, "h2"), "a", entry.h).href = new URL(`e/${entry.i}/`, home);
        add(box, "p", entry.x);
        add(box, "p", entry.b, "s");
        add(box, "p", entry.s, "s");
        add(add(box, "p", "", "s"), "a", told.m).href = new URL(day + "/", home);
      } catch {
        this.remove(); // nothing to tell, or nothing to be had: no box
      }
    }
  }
  customElements.get("on-this-day") || customElements.define("on-this-day", Box);
  if (!current || "element" in current.dataset) return;
  const box = document.createElement("on-this-day");
  for (const name in current.dataset) box.setAttribute(name, current.dataset[name]);
  current.after(box);
})();
