"""One HTML file: no network, no script, light and dark."""

from collections.abc import Sequence

from presenter.report.svg import text

STYLE = """
:root { color-scheme: light dark; --paper: #fdfdfb; --ink: #1c1e21; --soft: #62676e;
  --rule: #d9dbdf; --good: #2f8f5b; --over: #c4561b; --under: #2a78b8; --band: #2f8f5b22; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181b; --ink: #e7e8ea; --soft: #9aa0a8;
  --rule: #33373d; --good: #54b884; --over: #ef8a4f; --under: #62aee8; --band: #54b88430; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 2rem 1.25rem 4rem; background: var(--paper);
  color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0; }
h2 { font-size: 1.1rem; margin: 2.5rem 0 .5rem; }
.when, .legend { color: var(--soft); margin: .25rem 0 1rem; }
.said { margin: .35rem 0; }
.figures { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; margin: 1.25rem 0; padding: 0; }
.figures div { min-width: 6rem; }
.figures dt { color: var(--soft); font-size: .85rem; }
.figures dd { margin: 0; font-size: 1.35rem; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums;
  font-size: .9rem; }
th, td { padding: .35rem .6rem; text-align: right; border-bottom: 1px solid var(--rule);
  white-space: nowrap; }
th { color: var(--soft); font-weight: 600; }
.words { text-align: left; white-space: normal; min-width: 8rem; overflow-wrap: anywhere; }
th.words:last-child, td.words:last-child { white-space: nowrap; }
td.over { color: var(--over); } td.under { color: var(--under); }
td.on-budget { color: var(--good); } td.not-shown { color: var(--soft); }
svg { width: 100%; height: auto; display: block; }
svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
svg .name { text-anchor: end; } svg .under { text-anchor: middle; fill: var(--soft); }
svg .bar.on-budget { fill: var(--good); } svg .bar.over { fill: var(--over); }
svg .bar.under { fill: var(--under); } svg .budget { stroke: var(--ink); stroke-width: 2; }
svg .spread { stroke: var(--soft); stroke-width: 2; } svg .median { fill: var(--soft); }
svg .grid { stroke: var(--rule); } svg .zero { stroke: var(--soft); stroke-dasharray: 4 4; }
svg .curve { stroke: var(--under); stroke-width: 2; } svg .dot { fill: var(--under); }
svg .band { fill: var(--band); }
@media print { body { max-width: none; padding: 0; } h2 { break-after: avoid; } }
"""


def document(title: str, parts: Sequence[str], style: str = "") -> str:
    """The whole file; `parts` are HTML already."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(title)}</title>\n"
        f"<style>{STYLE}{style}</style>\n</head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )
