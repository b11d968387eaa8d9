// The few words that Streamlit brings in English, put into Dutch as they appear; nothing of our own is touched.
(() => {
  "use strict";

  const WORDS = new Map(Object.entries({
    "Skip to main content": "Naar de inhoud",
    "Link to heading": "Link naar deze kop",
    "Expand sidebar": "Menu openen",
    "Collapse sidebar": "Menu sluiten",
    "Sidebar": "Menu",
    "Main menu": "Hoofdmenu",
    "Connecting": "Verbinden",
    "Running...": "Bezig …",
    "Stop": "Stoppen",
    "Close": "Sluiten",
    "Clear all": "Alles wissen",
    "Clear value": "Wissen",
    "Clear": "Wissen",
    "Open": "Openen",
    "No results": "Niets gevonden",
    "No options to select": "Niets meer te kiezen",
    "No options to select.": "Niets meer te kiezen.",
    "Select all": "Alles kiezen",
    "Choose date": "Kies een datum",
    "Choose options": "Kies",
    "Choose an option": "Kies",
    "Calendar": "Kalender",
    "Previous month": "Vorige maand",
    "Next month": "Volgende maand",
    "Previous": "Vorige",
    "Next": "Volgende",
    "Upload": "Kies bestand",
    "file upload": "Kies bestand",
    "Browse files": "Kies bestand",
    "Drag and drop file here": "Sleep een bestand hierheen",
    "Drag and drop files here": "Sleep bestanden hierheen",
    "Remove file": "Bestand weghalen",
    "Delete file": "Bestand weghalen",
    "Fullscreen": "Volledig scherm",
    "View fullscreen": "Volledig scherm",
    "Exit fullscreen": "Volledig scherm sluiten",
    "Close fullscreen": "Volledig scherm sluiten",
    "Search": "Zoeken",
    "Show/hide columns": "Kolommen tonen of verbergen",
    "Show data": "Gegevens tonen",
    "Download as CSV": "Opslaan als CSV",
    "Download as PNG": "Opslaan als PNG",
    "Sort ascending": "Oplopend sorteren",
    "Sort descending": "Aflopend sorteren",
    "Autosize": "Breedte aanpassen",
    "Pin column": "Kolom vastzetten",
    "Unpin column": "Kolom losmaken",
    "Hide column": "Kolom verbergen",
    "Format": "Notatie",
    "Press Enter to apply": "Druk op Enter",
    "Press Enter to submit form": "Druk op Enter",
    "empty": "Geen regels",
    "Copy to clipboard": "Kopiëren",
    "Copied": "Gekopieerd",
    "Copied!": "Gekopieerd",
    "Dismiss": "Sluiten",
    "Page not found": "Deze pagina bestaat niet",
    "Connection error": "Geen verbinding",
    "Is Streamlit still running?": "De server antwoordt niet.",
    "Streamlit server is not responding. Are you connected to the internet?":
      "De server antwoordt niet. Wat u heeft ingevuld blijft staan; zodra de verbinding terug is, gaat het verder.",
    "Please wait...": "Even geduld …",
    "DD-MM-YYYY": "dd-mm-jjjj",
    "dd-mm-yyyy": "dd-mm-jjjj",
  }));

  const PATTERNS = [
    [/^Help for (.+)$/, "Uitleg bij $1"],
    [/^Remove (.+)$/, "$1 weghalen"],
    [/^(?:Limit )?(\d+) ?MB per file(?: • (.*))?$/, "maximaal $1 MB"],
    [/^(day|month|year), (.+)$/, (_, part, label) => `${{ day: "dag", month: "maand", year: "jaar" }[part]}, ${label}`],
    [/^Connection error [–-] (.+)$/, "Geen verbinding"],
    [/^Error: (.+)$/, "Fout: $1"],
  ];

  const ATTRIBUTES = ["aria-label", "aria-description", "aria-roledescription", "title", "placeholder"];
  // what stands in these comes from us or from a record: it is never English of Streamlit's
  const OURS = ".stHtml, .stMarkdown, .stText, .stTable, textarea, script, style, #first-screen";

  function dutch(text) {
    const bare = text.trim();
    if (!bare) return null;
    const known = WORDS.get(bare);
    if (known !== undefined) return text.replace(bare, () => known);
    for (const [pattern, replacement] of PATTERNS) if (pattern.test(bare)) return bare.replace(pattern, replacement);
    return null;
  }

  function translateText(node) {
    if (node.parentElement && node.parentElement.closest(OURS)) return;
    const found = dutch(node.data);
    if (found !== null && found !== node.data) node.data = found;
  }

  function translateAttributes(element) {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      const found = value && dutch(value);
      if (found && found !== value) element.setAttribute(name, found);
    }
  }

  function translate(root) {
    if (root.nodeType === Node.TEXT_NODE) return translateText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return undefined;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = root; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) translateText(node);
      else translateAttributes(node);
    }
    return undefined;
  }

  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(translate);
      else if (change.type === "characterData") translateText(change.target);
      else translateAttributes(change.target);
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
  });
  translate(document.body);
})();
