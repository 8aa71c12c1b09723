// Small helps for the review desk. Everything works without them.
"use strict";

// What is being worked out: its section is asked for again until it is there, unless somebody is in it.
const AGAIN = 1500, MOST = 40;

async function refresh(tries) {
  const waiting = document.querySelector("[data-refresh]");
  const section = waiting && waiting.closest("section[aria-labelledby], main");
  if (!section || tries > MOST) return;
  try {
    const reply = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!reply.ok) return;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    const name = section.getAttribute("aria-labelledby");
    const fresh = name ? page.querySelector(`section[aria-labelledby="${CSS.escape(name)}"]`) : page.querySelector("main");
    const busy = section.contains(document.activeElement) && document.activeElement !== section;
    const typed = section.querySelector("textarea, input:not([type=hidden]), select");
    if (fresh && !fresh.querySelector("[data-refresh]") && !busy && !(typed && section.matches("main"))) {
      section.replaceWith(document.adoptNode(fresh));
      return;
    }
  } catch (error) { return; }
  setTimeout(refresh, AGAIN, tries + 1);
}

if (document.querySelector("[data-refresh]")) setTimeout(refresh, AGAIN, 0);
