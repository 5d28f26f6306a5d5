"""`podium new`: a small good deck to begin with."""

import argparse
import sys
from pathlib import Path

OK, USAGE = 0, 2

DECK = """\
# A deck is a stream of YAML documents: first the talk, then one slide after each line `---`.
# Durations carry their units: 30s, 2m, 2m30s. `podium check {file}` says what does not fit,
# `podium present {file} --follow` shows what you save, docs/deck.md has every key.

talk: {title}
duration: 4m-5m         # what the programme gives you
qa: 2m                  # and what it gives the questions
pace: 140-160           # words per minute
variables:
  tool: Podium
glossary:
  deck: One YAML file with everything a talk is made of.
answers:
  - ask: Why write a talk as text?
    answer: Text can be compared, searched, and kept beside the work that it speaks of.
---
slide: welcome
layout: title
title: {title}
budget: 40s
body: |
  What it is about, in one line

  Your name
notes: |
  [smile, wait for quiet]
  Good morning, and thank you for coming. In the next few minutes I will show you what a talk
  looks like when it is written in one plain file: the slides, the words you say over them, and
  the time that each of them may take. What stands in square brackets is a cue for my eyes only;
  nobody hears it, and nobody counts it. Everything else is what I say, word for word.
  By the end you will know enough to write your own.
---
slide: three-points
section: The idea
title: Three points
budget: 1m10s
reveal: items
body: |
  A list that comes on point by point:

  - **Slides** are text, as Markdown
  - **Notes** say what you say, step by step
  - **Budgets** say how long that takes
notes: |
  There are three things to a talk, and they belong together. Let us take them one by one, so
  that each has a moment to itself and nobody reads ahead of me while I speak.
  [step]
  First, the slides. They are plain Markdown: headings, lists, tables, code. What you see in
  your editor is what the audience sees on the wall, only larger and with better colours.
  [step]
  Second, the notes. They hold what I say, and wherever there is a step cue in them I press the
  key and the next point comes on. The notes follow along, so that I never lose my place.
  [step]
  Third, the budgets. Every slide says how much time it may take, and {{{{tool}}}} tells me how
  I stand against that while I speak, and how I stood when I rehearsed it.
---
slide: numbers
title: A table
budget: 1m
blocks:
  - table:
      - [What, Where it stands, Who sees it]
      - [slide, body and blocks, everybody]
      - [cue, "notes, in brackets", the speaker]
      - [budget, beside each slide, the speaker]
    caption: Which part of a deck is for whom
notes: |
  Here is the same as a table. The slide itself is for everybody in the room, and it lives in
  the body of the slide or in its blocks. A cue is for the speaker: it stands in the notes, in
  brackets. The budget is for the speaker too, and stands right beside the slide that it is
  for.
  [point at the last row]
  Of the three, the budget is the one that most people leave out, and the one that you will miss
  most when the chair of the session holds up a sign that says two minutes. So write it down
  while you still have the time to change it, and see whether the words fit.
---
slide: side-by-side
section: The end
title: Side by side
budget: 1m10s
blocks:
  - columns:
      - markdown: |
          ### Before the talk

          - `podium check` counts
          - `podium rehearse` times
      - markdown: |
          ### In the talk

          - `podium present` shows
          - `podium speaker` keeps you on time
    weights: [1, 1]
  - callout: Replace all of this with what you have to say.
    kind: tip
notes: |
  And this is how you work with it. Before the talk there are two things to do. Check counts
  your words against your budgets, and tells you where they disagree. Rehearse runs the whole
  talk against the clock and keeps a record, so that tomorrow you can see whether you got any
  better at it.
  [pause]
  In the talk itself there are two more. Present shows the slides on this terminal, for everyone
  to see. And speaker, on a second terminal, shows me my notes, my clock, and what comes next.
  That is all there is to it. Now take this deck, throw out my words, and put in your own.
  Thank you for listening.
---
slide: questions
layout: title
part: qa
title: Questions?
budget: 2m
body: "{{{{tool}}}} keeps your answers at hand"
notes: |
  [The answers in the header are a key away while you are asked.]
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """What to call the deck."""
    parser.add_argument("name", metavar="NAME", help="the deck's file; .yaml is added to a name")
    parser.add_argument("--title", help="the talk's title (default: made from NAME)")
    parser.epilog = (
        "examples:\n"
        "  podium new my-talk                        writes my-talk.yaml\n"
        '  podium new talks/keynote.yaml --title "What we learnt"\n'
        "  podium new my-talk && podium present my-talk.yaml --follow"
    )


def run(args: argparse.Namespace) -> int:
    """Write the deck; an existing file is never touched."""
    path = Path(args.name)
    if path.suffix not in (".yaml", ".yml"):
        path = path.with_name(f"{path.name}.yaml") if path.name else path
    title = args.title or path.stem.replace("-", " ").replace("_", " ").strip().capitalize()
    if not title or len(title) > 200 or not title.isprintable():
        return _refuse("give the talk a title of 1 to 200 characters with --title")
    text = DECK.format(title=_quoted(title), file=path.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        return _refuse(f"{path} exists already, and is left as it is; choose another name")
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return _refuse(f"{path} cannot be written: {why}")
    print(f"{path} is ready:  podium present {path} --follow")
    return OK


def _quoted(title: str) -> str:
    """A title as a YAML text, with its braces meant as they are."""
    escaped = title.replace("\\", "\\\\").replace('"', '\\"').replace("{{", "\\\\{{")
    return f'"{escaped}"'


def _refuse(why: str) -> int:
    print(f"podium new: {why}", file=sys.stderr)
    return USAGE
