// The few words that Streamlit brings in English, in the language of the page; nothing of our own is touched.
(() => {
  "use strict";

  const LANGUAGES = ["nl", "de", "fr"];
  const WORDS = new Map(Object.entries({
    "Skip to main content": ["Naar de inhoud", "Zum Inhalt", "Aller au contenu"],
    "Link to heading": ["Link naar deze kop", "Link zu dieser Überschrift", "Lien vers ce titre"],
    "Expand sidebar": ["Menu openen", "Menü öffnen", "Ouvrir le menu"],
    "Collapse sidebar": ["Menu sluiten", "Menü schließen", "Fermer le menu"],
    "Sidebar": ["Menu", "Menü", "Menu"],
    "Main menu": ["Hoofdmenu", "Hauptmenü", "Menu principal"],
    "Connecting": ["Verbinden", "Verbinden", "Connexion"],
    "Running...": ["Bezig …", "Läuft …", "En cours …"],
    "Stop": ["Stoppen", "Anhalten", "Arrêter"],
    "Close": ["Sluiten", "Schließen", "Fermer"],
    "Clear all": ["Alles wissen", "Alles löschen", "Tout effacer"],
    "Clear value": ["Wissen", "Löschen", "Effacer"],
    "Clear": ["Wissen", "Löschen", "Effacer"],
    "Open": ["Openen", "Öffnen", "Ouvrir"],
    "No results": ["Niets gevonden", "Nichts gefunden", "Aucun résultat"],
    "No options to select": ["Niets meer te kiezen", "Nichts mehr zu wählen", "Plus rien à choisir"],
    "No options to select.": ["Niets meer te kiezen.", "Nichts mehr zu wählen.", "Plus rien à choisir."],
    "Select all": ["Alles kiezen", "Alles wählen", "Tout choisir"],
    "Choose date": ["Kies een datum", "Datum wählen", "Choisir une date"],
    "Choose options": ["Kies", "Wählen", "Choisir"],
    "Choose an option": ["Kies", "Wählen", "Choisir"],
    "Calendar": ["Kalender", "Kalender", "Calendrier"],
    "Previous month": ["Vorige maand", "Voriger Monat", "Mois précédent"],
    "Next month": ["Volgende maand", "Nächster Monat", "Mois suivant"],
    "Previous": ["Vorige", "Zurück", "Précédent"],
    "Next": ["Volgende", "Weiter", "Suivant"],
    "Upload": ["Kies bestand", "Datei wählen", "Choisir un fichier"],
    "file upload": ["Kies bestand", "Datei wählen", "Choisir un fichier"],
    "Browse files": ["Kies bestand", "Datei wählen", "Choisir un fichier"],
    "Drag and drop file here": [
      "Sleep een bestand hierheen",
      "Datei hierher ziehen",
      "Glissez un fichier ici",
    ],
    "Drag and drop files here": [
      "Sleep bestanden hierheen",
      "Dateien hierher ziehen",
      "Glissez des fichiers ici",
    ],
    "Remove file": ["Bestand weghalen", "Datei entfernen", "Retirer le fichier"],
    "Delete file": ["Bestand weghalen", "Datei entfernen", "Retirer le fichier"],
    "Fullscreen": ["Volledig scherm", "Vollbild", "Plein écran"],
    "View fullscreen": ["Volledig scherm", "Vollbild", "Plein écran"],
    "Exit fullscreen": ["Volledig scherm sluiten", "Vollbild schließen", "Quitter le plein écran"],
    "Close fullscreen": ["Volledig scherm sluiten", "Vollbild schließen", "Quitter le plein écran"],
    "Search": ["Zoeken", "Suchen", "Rechercher"],
    "Show/hide columns": [
      "Kolommen tonen of verbergen",
      "Spalten ein- oder ausblenden",
      "Afficher ou masquer les colonnes",
    ],
    "Show data": ["Gegevens tonen", "Daten zeigen", "Afficher les données"],
    "Download as CSV": ["Opslaan als CSV", "Als CSV speichern", "Enregistrer en CSV"],
    "Download as PNG": ["Opslaan als PNG", "Als PNG speichern", "Enregistrer en PNG"],
    "Sort ascending": ["Oplopend sorteren", "Aufsteigend sortieren", "Tri croissant"],
    "Sort descending": ["Aflopend sorteren", "Absteigend sortieren", "Tri décroissant"],
    "Autosize": ["Breedte aanpassen", "Breite anpassen", "Ajuster la largeur"],
    "Pin column": ["Kolom vastzetten", "Spalte fixieren", "Figer la colonne"],
    "Unpin column": ["Kolom losmaken", "Spalte lösen", "Libérer la colonne"],
    "Hide column": ["Kolom verbergen", "Spalte ausblenden", "Masquer la colonne"],
    "Format": ["Notatie", "Format", "Format"],
    "Press Enter to apply": ["Druk op Enter", "Eingabetaste drücken", "Appuyez sur Entrée"],
    "Press Enter to submit form": ["Druk op Enter", "Eingabetaste drücken", "Appuyez sur Entrée"],
    "empty": ["Geen regels", "Keine Zeilen", "Aucune ligne"],
    "Copy to clipboard": ["Kopiëren", "Kopieren", "Copier"],
    "Copied": ["Gekopieerd", "Kopiert", "Copié"],
    "Copied!": ["Gekopieerd", "Kopiert", "Copié"],
    "Dismiss": ["Sluiten", "Schließen", "Fermer"],
    "Page not found": ["Deze pagina bestaat niet", "Diese Seite gibt es nicht", "Cette page n'existe pas"],
    "Connection error": ["Geen verbinding", "Keine Verbindung", "Pas de connexion"],
    "Is Streamlit still running?": [
      "De server antwoordt niet.",
      "Der Server antwortet nicht.",
      "Le serveur ne répond pas.",
    ],
    "Streamlit server is not responding. Are you connected to the internet?": [
      "De server antwoordt niet. Wat u heeft ingevuld blijft staan; zodra de verbinding terug is, gaat het verder.",
      "Der Server antwortet nicht. Ihre Eingaben bleiben stehen; sobald die Verbindung zurück ist, geht es weiter.",
      "Le serveur ne répond pas. Ce que vous avez saisi reste; dès que la connexion revient, cela continue.",
    ],
    "dd": ["dd", "tt", "jj"], // the parts of an empty day
    "yyyy": ["jjjj", "jjjj", "aaaa"],
    "Please wait...": ["Even geduld …", "Einen Moment …", "Un instant …"],
  }));

  const LETTERS = [["dd", "jjjj"], ["tt", "jjjj"], ["jj", "aaaa"]]; // of a day and a year in figures
  const PARTS = { day: ["dag", "Tag", "jour"], month: ["maand", "Monat", "mois"], year: ["jaar", "Jahr", "année"] };
  const PATTERNS = [
    [/^Help for (.+)$/, ["Uitleg bij $1", "Erklärung zu $1", "Explication : $1"]],
    [/^Remove (.+)$/, ["$1 weghalen", "$1 entfernen", "Retirer $1"]],
    [/^(?:Limit )?(\d+) ?MB per file(?: • (.*))?$/, ["maximaal $1 MB", "höchstens $1 MB", "$1 Mo au plus"]],
    [/^(day|month|year), (.+)$/, LANGUAGES.map((_, place) => (whole, part, label) => `${PARTS[part][place]}, ${label}`)],
    [/^dd([-./])mm\1yyyy( – dd\1mm\1yyyy)?$/i,
      LETTERS.map(([day, year]) => (whole) => whole.toLowerCase().replaceAll("dd", day).replaceAll("yyyy", year))],
    [/^Connection error [–-] (.+)$/, ["Geen verbinding", "Keine Verbindung", "Pas de connexion"]],
    [/^Error: (.+)$/, ["Fout: $1", "Fehler: $1", "Erreur : $1"]],
  ];

  const ATTRIBUTES = ["aria-label", "aria-description", "aria-roledescription", "title", "placeholder"];
  // what stands in these comes from us or from a record: it is never English of Streamlit's
  const OURS = ".stHtml, .stMarkdown, .stText, .stTable, textarea, script, style, #first-screen";

  let language = document.documentElement.lang || "nl"; // of the document, until a page says what it reads
  const said = new WeakMap(); // per node and name of an attribute, "" its text: the English, and what we made of it

  function translated(text) {
    const place = LANGUAGES.indexOf(language);
    const bare = text.trim();
    if (!bare || place < 0) return text;
    const known = WORDS.get(bare);
    if (known !== undefined) return text.replace(bare, () => known[place]);
    for (const [pattern, replacements] of PATTERNS) {
      if (pattern.test(bare)) return bare.replace(pattern, replacements[place]);
    }
    return text;
  }

  /** What a node is to say in place of a value; null when it says so already. */
  function wanted(node, name, value) {
    const kept = said.get(node) || {};
    const english = kept[name] && kept[name].shown === value ? kept[name].english : value;
    const shown = translated(english);
    if (shown === value) return null;
    said.set(node, { ...kept, [name]: { english, shown } });
    return shown;
  }

  function translateText(node) {
    if (node.parentElement && node.parentElement.closest(OURS)) return;
    const found = wanted(node, "", node.data);
    if (found !== null) node.data = found;
  }

  function translateAttributes(element) {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      const found = value && wanted(element, name, value);
      if (found) element.setAttribute(name, found);
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

  const told = document.getElementsByClassName("reads"); // the menu says the language of the page

  // the whole page gets its style anew for it, and what came with the language is in it already
  const whenIdle = (act) => (window.requestIdleCallback ? requestIdleCallback(act, { timeout: 300 }) : setTimeout(act, 0));

  /** What stands there already follows when the page is read in another language. */
  function readOn() {
    const asked = told[0]?.dataset.language || language;
    if (asked === language) return;
    language = asked;
    whenIdle(() => {
      document.documentElement.lang = language;
      translate(document.body);
    });
  }

  new MutationObserver((changes) => {
    readOn();
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
