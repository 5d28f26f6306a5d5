"""A talk as one HTML file: no network, arrow keys, notes on demand, a slide a page in print."""

from collections.abc import Sequence
from html import escape

from presenter.paper.inks import Inks
from presenter.paper.sheets import Sheet
from presenter.paper.svg import HIGH, WIDE, as_svg
from slides.deck import Deck
from slides.words import by_step, pieces

STYLE = """
:root { background: PAPER; color: INK; font: 17px/1.5 system-ui, sans-serif; }
body { margin: 0; }
section { min-height: 100vh; display: flex; flex-direction: column; justify-content: center;
  align-items: center; scroll-snap-align: start; }
html { scroll-snap-type: y proximity; }
section > svg { width: 100%; height: auto; max-height: 100vh; }
aside { display: none; width: min(100% - 3rem, 50rem); padding: 0 0 2rem; }
.notes aside { display: block; }
.cue { opacity: .65; font-style: italic; }
.help { position: fixed; right: .75rem; bottom: .5rem; font-size: .8rem; opacity: .6; }
@media print { @page { size: WIDTHpx HIGHpx; margin: 0; } .help { display: none; }
  section { min-height: 0; break-after: page; }
  :root, body { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""
SCRIPT = """
const all = [...document.querySelectorAll("section")];
const here = () => all.reduce((best, one) => Math.abs(one.getBoundingClientRect().top) <
  Math.abs(best.getBoundingClientRect().top) ? one : best);
const go = by => { const to = all[Math.min(all.length - 1, Math.max(0, all.indexOf(here()) + by))];
  to.scrollIntoView(); history.replaceState(null, "", "#" + to.id); };
addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const by = { ArrowRight: 1, " ": 1, PageDown: 1, l: 1, ArrowLeft: -1, PageUp: -1, h: -1,
    Backspace: -1, Home: -1e6, End: 1e6 }[event.key];
  if (by) { event.preventDefault(); go(by); }
  if (event.key === "n") { const at = here(); document.body.classList.toggle("notes");
    at.scrollIntoView(); }
});
"""


def as_web(deck: Deck, sheets: Sequence[Sheet], inks: Inks) -> str:
    """The page. Sheets come slide by slide; each has the notes of its slide, or of its step."""
    style = STYLE.replace("PAPER", inks.paper).replace("INK", inks.ink)
    first = sheets[0]
    size = str(first.columns * WIDE), str(first.rows * HIGH)
    style = style.replace("WIDTH", size[0]).replace("HIGH", size[1])
    steps = len({sheet.number for sheet in sheets}) < len(sheets)
    title = escape(deck.talk.talk)
    return "\n".join(
        [
            f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>',
            f'<meta name="viewport" content="width=device-width">\n<style>{style}</style>',
            "<body>",
            *(_section(sheet, inks, steps) for sheet in sheets),
            '<p class="help">← → slides, n notes</p>',
            f"<script>{SCRIPT}</script>\n</body>\n</html>\n",
        ]
    )


def _section(sheet: Sheet, inks: Inks, steps: bool) -> str:
    name = f"{sheet.slide.slide}-{sheet.step}" if steps else sheet.slide.slide
    parts = by_step(sheet.slide.notes)
    notes = parts[sheet.step : sheet.step + 1] if steps else parts
    said = "".join(f"<p>{_notes(part)}</p>" for part in notes if part)
    aside = f"\n<aside>{said}</aside>" if said else ""
    return f'<section id="{escape(name)}">\n{as_svg(sheet, inks)}{aside}\n</section>'


def _notes(text: str) -> str:
    """Notes with their cues set apart."""
    return " ".join(
        f'<span class="cue">[{escape(piece.text)}]</span>' if piece.cue else escape(piece.text)
        for piece in pieces(text)
    )
