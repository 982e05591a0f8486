"use strict";
(() => {
  const form = JSON.parse(document.getElementById("form").textContent);
  const column = Object.fromEntries(form.fields.map((name, place) => [name, place]));
  const rank = Object.fromEntries(form.kinds.map((kind, place) => [kind.id, place]));
  const severities = ["critical", "high", "medium", "low"];
  const STEP = 50, COLUMNS = 40, ROWS = 100, NODES = 400;

  const stacks = [...document.querySelectorAll("script.stack")].map((block, place) => {
    const stack = JSON.parse(block.textContent);
    stack.place = place;
    return stack;
  });
  const findings = stacks.flatMap((stack) => stack.findings.map((row) => {
    const finding = { stack };
    for (const name of form.fields) finding[name] = stack.texts[row[column[name]]];
    return finding;
  }));
  for (const one of findings) {
    one.searched = [one.rule, one.type, one.path, one.position, one.problem, one.error, one.stack.title].join("\n").toLowerCase();
  }

  const view = document.getElementById("view"), count = document.getElementById("count");
  const filters = document.getElementById("filters"), dialog = document.getElementById("page");

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) if (value !== undefined) made.setAttribute(name, value);
    made.append(...children.filter((child) => child !== undefined && child !== ""));
    return made;
  }
  function drawn(tag, attributes, ...children) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }
  const counted = (number, what) => `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`;
  const worst = (some) => some.reduce((found, one) => (rank[one.kind] < rank[found] ? one.kind : found), "exempted");
  const grouped = (some, key) => {
    const groups = new Map();
    for (const one of some) groups.has(key(one)) ? groups.get(key(one)).push(one) : groups.set(key(one), [one]);
    return groups;
  };

  // -- what is asked for: the address after # has it, so a filtered view can be sent to others

  const state = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  const address = (asked) => "#" + new URLSearchParams(Object.entries(asked).filter(([, value]) => value)).toString();
  const fits = (asked) => (one) =>
    (!asked.kind || one.kind === asked.kind) && (!asked.severity || one.severity === asked.severity) &&
    (!asked.stack || String(one.stack.place) === asked.stack) && (!asked.rule || one.rule === asked.rule) &&
    (!asked.urn || one.urn === asked.urn) &&
    (!asked.text || asked.text.toLowerCase().split(/\s+/).every((word) => one.searched.includes(word)));

  // -- findings

  function showFindings(asked) {
    const shown = findings.filter(fits(asked));
    const urn = asked.urn ? ` on ${asked.urn.split("::").pop()}` : "";
    count.textContent = `${counted(shown.length, "finding")}${shown.length === findings.length ? "" : ` of ${findings.length.toLocaleString("en")}`}${urn}`;
    const kinds = grouped(shown, (one) => one.kind);
    for (const kind of form.kinds) {
      if (!kinds.has(kind.id)) continue;
      const rules = [...grouped(kinds.get(kind.id), (one) => one.rule).values()].sort(
        (one, other) => severities.indexOf(one[0].severity) - severities.indexOf(other[0].severity) || other.length - one.length);
      view.append(element("h2", {}, `${kind.title} (${kinds.get(kind.id).length.toLocaleString("en")})`));
      for (const rule of rules) view.append(ruleBlock(rule, shown.length <= 12));
    }
    if (!findings.length) view.append(element("p", {}, "Nothing was found."));
  }

  function ruleBlock(some, open) {
    const [first] = some;
    const inside = element("div", { class: "inside" });
    const block = element("details", { class: "rule" },
      element("summary", {},
        element("span", { class: "count" }, counted(some.length, "finding")),
        element("b", {}, first.rule), " ",
        element("span", { class: `badge ${first.kind}` }, first.severity), " ",
        element("span", { class: "quiet" }, first.summary)),
      inside);
    const fill = () => {
      if (inside.childElementCount) return;
      if (pageOf(first.rule)) inside.append(pageButton(first.rule));
      addSome(inside, some, STEP, findingItem);
    };
    block.addEventListener("toggle", fill);
    if (open) { fill(); block.open = true; }
    return block;
  }

  function addSome(place, items, step, made) {
    place.append(...items.slice(0, step).map(made));
    const rest = items.slice(step);
    if (!rest.length) return;
    const more = element("button", { type: "button" }, `Show ${Math.min(step, rest.length)} of ${rest.length.toLocaleString("en")} more`);
    more.addEventListener("click", () => {
      more.remove();
      const before = place.childElementCount;
      addSome(place, rest, step, made);
      const next = place.children[before];
      next.tabIndex = -1;
      next.focus();
    });
    place.append(more);
  }

  function findingItem(one) {
    const item = element("article", { class: "finding" },
      element("h3", {}, one.path || one.urn || "the stack", " ", element("span", { class: "quiet" }, one.type)));
    const places = [stacks.length > 1 ? one.stack.title : "", one.position, one.property, one.foreseen].filter(Boolean);
    if (places.length) item.append(element("p", { class: "quiet" }, places.join(" · ")));
    item.append(element("p", {}, one.problem));
    if (one.error) item.append(element("p", {}, "AWS answers: ", element("code", {}, one.error), " ", sourceOf(one.source)));
    if (one.exemption) item.append(element("p", {}, `Exempted: ${one.exemption}`));
    if (one.fix) item.append(fixBlock(one.fix));
    return item;
  }

  function sourceOf(source) {
    const isAddress = /^https:\/\/\S+$/.test(source);
    return isAddress ? element("a", { href: source, rel: "noreferrer" }, "source") : element("span", { class: "quiet" }, source);
  }

  function fixBlock(fix) {
    const copy = element("button", { type: "button", "aria-label": "Copy the fix" }, "Copy");
    const code = element("code", {}, fix);
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(fix);
        copy.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(code);
        copy.textContent = "Selected";
      }
    });
    return element("div", { class: "fix" }, element("pre", { tabindex: "0", "aria-label": "Fix" }, code), copy);
  }

  // -- pages of rules

  const pageOf = (rule) => document.querySelector(`template[data-rule="${CSS.escape(rule)}"]`);
  function pageButton(rule) {
    const button = element("button", { type: "button" }, "Page of the rule");
    button.addEventListener("click", () => {
      dialog.querySelector("article").replaceChildren(pageOf(rule).content.cloneNode(true));
      for (const table of dialog.querySelectorAll("table, pre")) table.tabIndex = 0;
      dialog.setAttribute("aria-label", `Page of the rule ${rule}`);
      dialog.showModal();
    });
    return button;
  }
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());

  // -- stacks by rules

  function showMatrix(asked) {
    const shown = findings.filter(fits({ ...asked, urn: "" }));
    const weight = (some) => rank[worst(some)] * 1e6 - some.length;
    const rules = [...grouped(shown, (one) => one.rule)].sort((one, other) => weight(one[1]) - weight(other[1])).map(([rule]) => rule);
    const byStack = grouped(shown, (one) => one.stack);
    const rows = stacks.filter((stack) => (asked.stack ? String(stack.place) === asked.stack : true) && (byStack.has(stack) || stack.problem || shown.length === findings.length));
    rows.sort((one, other) => (other.problem ? 1 : 0) - (one.problem ? 1 : 0) || weight(byStack.get(one) || []) - weight(byStack.get(other) || []));
    count.textContent = `${counted(rows.length, "stack")}, ${counted(rules.length, "rule")} with findings. A number is how many findings a rule has in a stack.`;
    let columns = Math.min(COLUMNS, rules.length), lines = Math.min(ROWS, rows.length);
    const place = element("div");
    const draw = () => place.replaceChildren(...table());
    function table() {
      const head = element("tr", {}, element("th", { scope: "col" }, "Stack"), ...rules.slice(0, columns).map((rule) =>
        element("th", { scope: "col" }, element("a", { href: address({ view: "findings", rule, stack: asked.stack }) }, rule))));
      const body = rows.slice(0, lines).map((stack) => {
        const own = grouped(byStack.get(stack) || [], (one) => one.rule);
        const name = element("th", { scope: "row" }, element("a", { href: address({ view: "findings", stack: String(stack.place) }) }, stack.title));
        if (stack.problem) return element("tr", {}, name, element("td", { colspan: String(Math.max(1, columns)), class: "crashed" }, `not checked: ${stack.problem}`));
        return element("tr", {}, name, ...rules.slice(0, columns).map((rule) => {
          const some = own.get(rule);
          if (!some) return element("td");
          const kind = worst(some);
          const label = `${counted(some.length, "finding")}, ${form.kinds[rank[kind]].title}: ${rule} in ${stack.title}`;
          return element("td", { class: kind }, element("a", { href: address({ view: "findings", rule, stack: String(stack.place) }), "aria-label": label, title: label }, String(some.length)));
        }));
      });
      const parts = [element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Table of stacks by rules" },
        element("table", { class: "matrix" }, element("thead", {}, head), element("tbody", {}, ...body)))];
      if (columns < rules.length) parts.push(moreButton(`Show all ${rules.length} rules`, () => { columns = rules.length; }));
      if (lines < rows.length) parts.push(moreButton(`Show all ${rows.length.toLocaleString("en")} stacks`, () => { lines = rows.length; }));
      return parts;
    }
    function moreButton(text, change) {
      const button = element("button", { type: "button" }, text);
      button.addEventListener("click", () => { change(); draw(); });
      return button;
    }
    draw();
    view.append(place);
  }

  // -- the graph of a stack

  function showGraph(asked) {
    const stack = stacks[Number(asked.stack || 0)] || stacks[0];
    if (!stack || !stack.graph.length) {
      count.textContent = "";
      view.append(element("p", {}, stack ? `The report has no graph of ${stack.title}.` : "No stack was checked."));
      return;
    }
    const text = (number) => stack.texts[number];
    const own = grouped(findings.filter((one) => one.stack === stack && fits({ ...asked, stack: "", urn: "" })(one)), (one) => one.urn);
    let nodes = stack.graph.map(([urn, type, name, parent, needs]) => (
      { urn: text(urn), type: text(type), name: text(name), parent: text(parent), needs: needs.map(text), found: own.get(text(urn)) || [] }));
    const all = nodes.length;
    if (all > NODES) {
      const kept = new Set(nodes.filter((one) => one.found.length).flatMap((one) => [one.urn, one.parent, ...one.needs]));
      nodes = nodes.filter((one) => kept.has(one.urn)).slice(0, NODES);
    }
    count.textContent = `${stack.title}: ${counted(nodes.length, "resource")}${nodes.length < all ? ` of ${all.toLocaleString("en")}, those with findings first` : ""}. A line leads from a resource to what needs it, on its right.`;
    view.append(element("div", { class: "scroll graph", tabindex: "0", role: "region", "aria-label": "Drawing of the graph" }, drawing(nodes, asked)));
    const list = element("ul");
    for (const one of nodes) {
      const needs = one.needs.map((urn) => urn.split("::").pop()).join(", ");
      const link = one.found.length ? element("a", { href: address({ view: "findings", urn: one.urn }) }, counted(one.found.length, "finding")) : "no findings";
      list.append(element("li", {}, `${one.name} (${one.type})${needs ? `, needs ${needs}` : ""}: `, link));
    }
    view.append(element("details", {}, element("summary", {}, "The same as a list"), list));
  }

  function drawing(nodes, asked) {
    const WIDE = 230, HIGH = 44, GAP_X = 60, GAP_Y = 14;
    const byUrn = new Map(nodes.map((one) => [one.urn, one]));
    const needsOf = (one) => [...one.needs, one.parent].filter((urn) => byUrn.has(urn) && urn !== one.urn);
    const depth = new Map();
    for (const start of nodes) {
      const waiting = [start.urn], open = new Set();
      while (waiting.length) {
        const urn = waiting[waiting.length - 1];
        open.add(urn);
        const missing = needsOf(byUrn.get(urn)).filter((need) => !depth.has(need) && !open.has(need));
        if (!depth.has(urn) && missing.length) { waiting.push(missing[0]); continue; }
        if (!depth.has(urn)) depth.set(urn, 1 + Math.max(-1, ...needsOf(byUrn.get(urn)).map((need) => depth.get(need) ?? -1)));
        waiting.pop();
      }
    }
    const filled = [];
    for (const one of [...nodes].sort((a, b) => depth.get(a.urn) - depth.get(b.urn) || (a.parent + a.type + a.name < b.parent + b.type + b.name ? -1 : 1))) {
      const place = depth.get(one.urn);
      filled[place] = (filled[place] || 0) + 1;
      one.x = 12 + place * (WIDE + GAP_X);
      one.y = 12 + (filled[place] - 1) * (HIGH + GAP_Y);
    }
    const width = 24 + filled.length * (WIDE + GAP_X) - GAP_X, height = 24 + Math.max(...filled.map((n) => n || 0)) * (HIGH + GAP_Y);
    const svg = drawn("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
    for (const one of nodes) {
      for (const urn of needsOf(one)) {
        const from = byUrn.get(urn), startX = from.x + WIDE, startY = from.y + HIGH / 2, endY = one.y + HIGH / 2;
        const bend = Math.max(30, (one.x - startX) / 2);
        svg.append(drawn("path", { d: `M${startX},${startY} C${startX + bend},${startY} ${one.x - bend},${endY} ${one.x},${endY}` }));
      }
    }
    const short = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
    for (const one of nodes) {
      const kind = one.found.length ? worst(one.found) : "";
      const name = short(one.name, one.found.length ? 25 : 28), type = short(one.type, 33);
      const box = drawn("g", { class: kind, transform: `translate(${one.x},${one.y})` },
        drawn("title", {}, `${one.name} ${one.type}`),
        drawn("rect", { width: WIDE, height: HIGH, rx: 6 }),
        drawn("text", { x: 10, y: 19 }, name),
        drawn("text", { x: 10, y: 35, class: "quiet" }, type));
      if (!one.found.length) { svg.append(box); continue; }
      box.append(drawn("text", { x: WIDE - 10, y: 19, "text-anchor": "end", "font-weight": "bold" }, String(one.found.length)));
      svg.append(drawn("a", { href: address({ view: "findings", urn: one.urn, stack: asked.stack }) }, box));
    }
    return svg;
  }

  // -- the page as a whole

  const views = { findings: showFindings, matrix: showMatrix, graph: showGraph };
  function show() {
    const asked = state();
    const name = asked.view in views ? asked.view : "findings";
    for (const field of ["kind", "severity", "stack", "rule", "text"]) {
      if (filters.elements[field] !== document.activeElement) filters.elements[field].value = asked[field] || "";
    }
    for (const link of document.querySelectorAll("nav a")) {
      link.href = address({ ...asked, urn: "", view: link.dataset.view });
      link.dataset.view === name ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
    }
    view.setAttribute("aria-label", document.querySelector("nav a[aria-current]").textContent);
    view.replaceChildren();
    views[name](asked);
  }
  let waiting = 0;
  filters.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const { view: name } = state();
      history.replaceState(null, "", address({ view: name, ...Object.fromEntries(new FormData(filters)) }));
      show();
    }, 120);
  });
  filters.addEventListener("submit", (event) => event.preventDefault());
  filters.addEventListener("reset", () => setTimeout(() => {
    history.replaceState(null, "", address({ view: state().view }));
    show();
  }));
  addEventListener("hashchange", show);

  filters.elements.kind.append(...form.kinds.filter((kind) => findings.some((one) => one.kind === kind.id)).map((kind) => element("option", { value: kind.id }, kind.title)));
  filters.elements.stack.append(...stacks.map((stack) => element("option", { value: String(stack.place) }, stack.title)));
  filters.elements.rule.append(...[...new Set(findings.map((one) => one.rule))].sort().map((rule) => element("option", {}, rule)));
  if (stacks.length < 2) filters.elements.stack.parentElement.hidden = true;
  show();
})();
