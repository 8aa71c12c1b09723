// Keys for a list of answers, on any page that has <ol class="answers" data-keys>. Everything works without this script.
//
// What a page writes                        What the script makes of it
// <ol class="answers" data-keys>            One of its items is reached with Tab; j or arrow down goes on, k or arrow up
//                                           back. Keys act only while the focus is inside the list, and never in a field.
// <li id="…" data-answer="KEY">             An item of it. KEY (answer_key) tells it from the others.
// data-key="c" on a button or link          In the item: the letter presses it.
// data-key="m a" on a select or input       In the item: either letter goes there. Enter there presses the item's button
//                                           with data-after="m" (or "a"); Escape goes back to the item.
// data-next on a button                     After it the focus goes on to the next answer.
// <form method="post"> in an item           Comes back to the page it stands on: it is sent beside the page, the <main> that
//                                           comes back takes the old one's place, and the focus keeps its own.
// <button data-tick-all hidden>             Shown; ticks every box of the list, or none where all are ticked.
// <details data-keys-help>                  The list of keys: ? opens it, Escape goes back.
// <p data-keys-hint hidden>                 Says which keys there are: shown, as they work.
//
// u presses the first Undo of the page. What was done is said in a line of its own (role=status) at the foot of the window.
"use strict";
(() => {
  const LIST = "ol[data-keys]";
  const ITEM = "[data-answer]";
  const FIELD = "select, textarea, input:not([type='checkbox'], [type='radio'])";
  const ARROWS = { ArrowDown: "j", ArrowUp: "k" };
  const status = document.createElement("p");
  let busy = false;
  let gone = null; // The letter that led into a field.
  let last = null; // The answer that was acted on last.

  const items = (list) => [...list.querySelectorAll(`:scope > ${ITEM}`)];
  const itemOf = (node) => node.closest(`${LIST} > ${ITEM}`);

  const rove = (item) => {
    for (const one of items(item.parentElement)) one.tabIndex = one === item ? 0 : -1;
  };

  const setUp = () => {
    for (const list of document.querySelectorAll(LIST)) if (list.querySelector(ITEM)) rove(items(list)[0]);
    for (const hint of document.querySelectorAll("[data-keys-hint], [data-tick-all]")) hint.hidden = false;
  };

  // Letters as they are printed on the key where the layout is not Latin.
  const letter = (event) => {
    if (event.key === "?" || event.key === "؟") return "?";
    if (event.key in ARROWS) return ARROWS[event.key];
    if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
    return /^\P{ASCII}$/u.test(event.key) && event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : "";
  };

  const goTo = (place) => {
    place?.focus({ preventScroll: true });
    place?.scrollIntoView({ block: "nearest" });
  };

  const step = (item, by) => {
    const all = items(item.parentElement);
    goTo(all[all.indexOf(item) + by]);
  };

  const help = () => {
    const found = document.querySelector("details[data-keys-help]");
    if (found) {
      found.open = true;
      found.querySelector("summary").focus();
    }
  };

  const press = (item, key) => {
    const found = key === "u" ? document.querySelector("main .done form button") : item.querySelector(`[data-key~="${key}"]`);
    if (!found) return false;
    const closed = found.closest("details");
    if (closed && !found.matches("summary")) closed.open = true;
    if (found.matches(FIELD)) {
      gone = key;
      found.focus();
    } else {
      found.click();
    }
    return true;
  };

  const inField = (event, item) => {
    if (event.key === "Escape") {
      item.focus();
    } else if (event.key === "Enter" && gone && event.target.value && !event.target.matches("textarea")) {
      const button = item.querySelector(`[data-after="${gone}"]`);
      if (!button) return;
      event.preventDefault();
      button.click();
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
    if (event.key === "Escape" && event.target.closest("details[data-keys-help]")) {
      event.target.closest("details").open = false;
      document.querySelector(`${LIST} > ${ITEM}[tabindex="0"]`)?.focus();
      return;
    }
    const item = itemOf(event.target);
    if (!item) return;
    if (event.target.matches(FIELD)) {
      inField(event, item);
      return;
    }
    if (event.key in ARROWS && event.target.matches("input[type='radio']")) return;
    const key = letter(event);
    if (key === "j" || key === "k") step(item, key === "j" ? 1 : -1);
    else if (key === "?") help();
    else if (!key || (!event.repeat && !press(item, key))) return;
    event.preventDefault();
  });

  document.addEventListener("focusin", (event) => {
    const item = itemOf(event.target);
    if (item) rove(item);
    if (!event.target.matches(FIELD)) gone = null;
  });

  // What an officer ticked, opened or typed stays. A form with something typed in still says what its officer had seen.
  const keep = (old, fresh) => {
    const ticked = new Set([...old.querySelectorAll(`${LIST} input:checked`)].map((box) => box.value));
    for (const box of fresh.querySelectorAll(`${LIST} input[type="checkbox"]`)) box.checked = ticked.has(box.value);
    for (const part of old.querySelectorAll("details[open][id]")) {
      const twin = fresh.querySelector(`#${CSS.escape(part.id)}`);
      if (twin) twin.open = true;
    }
    for (const field of old.querySelectorAll("input[id]:not([type='checkbox'], [type='radio']), textarea[id]")) {
      const twin = field.value === field.defaultValue ? null : fresh.querySelector(`#${CSS.escape(field.id)}`);
      if (!twin) continue;
      twin.value = field.value;
      const seen = field.form?.elements.namedItem("seen");
      const now = twin.form?.elements.namedItem("seen");
      if (seen && now) now.value = seen.value;
    }
  };

  const show = (fresh, place, stays) => {
    const old = document.querySelector("main");
    const height = scrollY;
    keep(old, fresh);
    const said = [...fresh.querySelectorAll(".done p")].map((line) => line.textContent).join(" ");
    fresh.querySelector(".done")?.removeAttribute("role"); // The line at the foot says it.
    old.replaceWith(fresh);
    setUp();
    const list = fresh.querySelector(LIST);
    const all = list ? items(list) : [];
    const same = all.findIndex((item) => item.dataset.answer === last);
    const at = same < 0 ? place : stays ? same : same + 1;
    scrollTo(0, height);
    goTo(all[Math.min(at, all.length - 1)] ?? fresh);
    const undo = fresh.querySelector(".done form") ? " – u: undo" : "";
    status.textContent = `${said}${undo}`;
  };

  const plainly = (form, button) => {
    form.dataset.plainly = "";
    form.requestSubmit(button);
  };

  const send = async (form, button) => {
    const item = itemOf(form);
    const place = item ? items(item.parentElement).indexOf(item) : 0;
    if (item) last = item.dataset.answer;
    const stays = !button?.matches("[data-next]");
    busy = true;
    status.textContent = "";
    try {
      const body = new URLSearchParams(new FormData(form, button));
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body });
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      show(document.adoptNode(page.querySelector("main")), place, stays);
      document.title = page.title;
    } catch {
      // Refused, or not reached: sent the plain way, the page says why. Nothing is recorded twice: the form is out of date then.
      plainly(form, button);
    } finally {
      busy = false;
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const undo = last && form.matches(".done form") && document.querySelector(LIST);
    if (event.defaultPrevented || "plainly" in form.dataset || !(undo || itemOf(form))) return;
    event.preventDefault();
    if (!busy) send(form, event.submitter);
  });

  document.addEventListener("click", (event) => {
    if (!event.target.matches("[data-tick-all]")) return;
    const boxes = [...document.querySelectorAll(`${LIST} input[type="checkbox"]`)];
    const tick = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = tick;
  });

  status.className = "keys-said";
  status.setAttribute("role", "status");
  document.body.append(status);
  setUp();
})();
