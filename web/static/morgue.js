// What pages gain where scripts run: suggestions while typing, keys, steps from mark to mark, copying, and a search
// within long facets. Every page works without.
"use strict";

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};
const button = (text, act, attributes = {}) => {
  const made = make("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", act);
  return made;
};
const kept = {
  get: (name) => { try { return localStorage.getItem(name); } catch { return null; } },
  set: (name, value) => { try { localStorage.setItem(name, value); } catch { /* nothing is kept, then */ } },
};

// Suggestions: a combobox with a list box, as the ARIA Authoring Practices describe it.

const KINDS = { words: "", person: "person", section: "section", tag: "tag", author: "author" };
const PARAMETERS = { section: "section", tag: "tags", author: "byline" };
const PAUSE = 120; // ms after a letter before the archive is asked

function suggesting(form) {
  const field = form.querySelector("input[type=search]");
  const list = make("ul", { id: "suggestions", role: "listbox", "aria-label": "Suggestions", hidden: "" });
  const said = make("div", { class: "hidden", role: "status" });
  field.after(list, said);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": list.id })) field.setAttribute(name, value);
  let options = [], at = -1, timer = 0, asked = 0, typed = "", pressed = false;

  const close = () => {
    list.hidden = true;
    options = [];
    choose(-1);
    field.setAttribute("aria-expanded", "false");
  };
  const choose = (next) => {
    all("[role=option]", list).forEach((option, n) => option.setAttribute("aria-selected", String(n === next)));
    at = next;
    if (at >= 0) field.setAttribute("aria-activedescendant", `suggestion-${at}`);
    else field.removeAttribute("aria-activedescendant");
    field.value = at >= 0 && options[at].kind === "words" ? options[at].text : typed;
  };
  const open = (one) => {
    const root = form.dataset.root;
    if (one.kind === "person" && one.key) location.assign(`${root}speakers/${encodeURIComponent(one.key)}`);
    else if (PARAMETERS[one.kind]) location.assign(`${root}?${new URLSearchParams({ [PARAMETERS[one.kind]]: one.text })}`);
    else { field.value = one.kind === "words" ? one.text : `"${one.text}"`; form.requestSubmit(); }
  };
  const show = (found) => {
    options = found;
    list.replaceChildren(...found.map((one, n) => {
      const about = [KINDS[one.kind], one.count ? one.count.toLocaleString("en") : ""].filter(Boolean).join(" · ");
      const option = make("li", { id: `suggestion-${n}`, role: "option", "aria-selected": "false" }, one.text,
        ...(about ? [" ", make("span", { class: "count" }, about)] : []));
      option.addEventListener("pointerdown", (event) => { event.preventDefault(); pressed = true; });
      option.addEventListener("click", () => open(one));
      return option;
    }));
    at = -1;
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    said.textContent = found.length ? `${found.length} suggestions` : "";
  };
  const ask = async () => {
    const number = ++asked;
    try {
      const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ q: typed })}`);
      const { suggestions } = await answer.json();
      if (number === asked && document.activeElement === field && !pressed) show(suggestions ?? []);
    } catch { close(); }
  };
  field.addEventListener("input", () => {
    typed = field.value;
    clearTimeout(timer);
    if (typed.trim().length < 2) { asked += 1; close(); } else timer = setTimeout(ask, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      choose((at + 1 + step + options.length + 1) % (options.length + 1) - 1);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      open(options[at]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      field.value = typed;
      close();
    }
  });
  // A list that is replaced between press and release would swallow the click.
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => { pressed = false; });
  field.addEventListener("blur", () => { clearTimeout(timer); asked += 1; close(); });
}

// Marks of an article.

const marks = all("main mark[id]");
let mark = -1;
function toMark(step) {
  if (!marks.length) return;
  const here = marks.findIndex((one) => `#${one.id}` === location.hash);
  mark = mark < 0 && here >= 0 ? here : mark;
  mark = mark < 0 ? (step > 0 ? 0 : marks.length - 1) : (mark + step + marks.length) % marks.length;
  history.replaceState(null, "", `#${marks[mark].id}`);
  location.replace(`#${marks[mark].id}`);
  document.querySelector(".marks [role=status]").textContent = `${mark + 1} of ${marks.length}`;
}
for (const place of all(".marks")) {
  place.replaceChildren(`${marks.length} mark${marks.length === 1 ? "" : "s"} `,
    button("‹", () => toMark(-1), { "aria-label": "Previous mark" }), " ",
    button("›", () => toMark(1), { "aria-label": "Next mark" }), " ", make("span", { role: "status" }));
}

// Keys, which can be turned off (WCAG 2.2, 2.1.4).

const hits = all(".hits h2 a, .hits blockquote a");
function toHit(step) {
  const here = hits.findIndex((one) => one.closest("li").contains(document.activeElement));
  const next = hits[here < 0 ? (step > 0 ? 0 : hits.length - 1) : here + step];
  if (next) { next.focus(); next.closest("li").scrollIntoView({ block: "nearest" }); }
}
const follow = (selector) => document.querySelector(selector)?.click();
const onward = hits.length ? toHit : toMark;
const KEYS = {
  "/": ["to the search field", () => { const field = document.querySelector("#q"); field?.focus(); field?.select(); }],
  j: ["to the next hit; in an article, the next mark", () => onward(1)],
  k: ["to the hit or mark before", () => onward(-1)],
  n: ["to the next page; in an article, the next hit", () => follow("a[rel=next]")],
  p: ["to the page or hit before", () => follow("a[rel=prev]")],
  b: ["back to the results", () => follow(".back a")],
  "?": ["what keys there are", () => help()],
};
function help() {
  let dialog = document.querySelector("dialog.keys");
  if (!dialog) {
    const on = make("input", { type: "checkbox" });
    on.checked = kept.get("keys") !== "off";
    on.addEventListener("change", () => kept.set("keys", on.checked ? "on" : "off"));
    const rows = Object.entries(KEYS).flatMap(([key, [what]]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)]);
    dialog = make("dialog", { class: "keys", "aria-labelledby": "keys" }, make("h2", { id: "keys" }, "Keys"),
      make("dl", {}, ...rows), make("p", {}, make("label", {}, on, " Use these keys")),
      button("Close", () => dialog.close()));
    document.body.append(dialog);
  }
  dialog.showModal();
}
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea, dialog, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (KEYS[event.key] && (kept.get("keys") !== "off" || event.key === "?")) {
    event.preventDefault();
    KEYS[event.key][1]();
  }
});
document.querySelector("header.site")?.append(button("Keys", help, { class: "plain", "aria-haspopup": "dialog" }));

// A search within each long facet; copying.

const LONG = 8; // values
for (const values of all(".facets ul")) {
  const items = all("li", values);
  if (items.length < LONG) continue;
  const title = values.previousElementSibling.textContent;
  const field = make("input", { type: "text", "aria-label": `Find in ${title}`, placeholder: "Find …", class: "find" });
  field.addEventListener("input", () => {
    const wanted = field.value.toLocaleLowerCase();
    for (const item of items) item.hidden = !item.textContent.toLocaleLowerCase().includes(wanted);
  });
  values.before(field);
}
for (const text of all("[data-copy]")) {
  if (!navigator.clipboard) break;
  const copy = button("Copy", async () => {
    await navigator.clipboard.writeText(text.textContent);
    copy.textContent = "Copied";
  }, { class: "plain", "aria-label": `Copy ${text.getAttribute("aria-label")}` });
  text.before(copy);
}
all("form[data-suggest]").forEach(suggesting);
