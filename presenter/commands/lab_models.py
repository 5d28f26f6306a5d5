"""`podium lab models`: the registry of base models on this machine."""

import argparse
import json
import sys

from presenter.work.models import DEFAULT, MODELS, Model, damaged, find, get, remove

OK, PROBLEMS = 0, 1
ACTIONS = ("list", "get", "verify", "remove")


def configure(parser: argparse.ArgumentParser) -> None:
    """An action and the model it is for."""
    parser.epilog = (
        "examples:\n"
        "  podium lab models\n"
        "  podium lab models get default\n"
        "  podium lab models verify --format json"
    )
    parser.add_argument("action", choices=ACTIONS, nargs="?", default="list", metavar="ACTION")
    parser.add_argument("name", nargs="?", metavar="NAME", help="a model's name, or default")


def run(args: argparse.Namespace) -> int:
    """Do it; exit code 1 when a verified model is damaged or missing. Raises Trouble."""
    models = [find(args.name)] if args.name else list(MODELS.values())
    match args.action:
        case "list":
            _report(args, [_facts(model) for model in models])
            return OK
        case "verify":
            return _verify(args, models)
        case "get":
            return _get(args, find(args.name or "default"))
        case _:
            return _remove(args, find(args.name or "default"))


def _facts(model: Model) -> dict[str, object]:
    return {
        "name": model.name,
        "default": model.name == DEFAULT,
        "here": all((model.folder / file).is_file() for file in model.files),
        "megabytes": round(model.size / 1e6, 1),
        "licence": model.licence,
        "source": model.wheel,
        "about": model.about,
        "path": str(model.folder),
        "sha256": dict(model.files),
    }


def _report(args: argparse.Namespace, rows: list[dict[str, object]]) -> None:
    if args.format == "json":
        print(json.dumps(rows))
        return
    for row in rows:
        mark = "here" if row["here"] else "not here"
        star = " (default)" if row["default"] else ""
        print(f"{row['name']}{star}: {mark}, {row['megabytes']} MB, {row['licence']}")
        print(f"  {row['about']}")
        print(f"  from {row['source']} to {row['path']}")


def _verify(args: argparse.Namespace, models: list[Model]) -> int:
    found = {model.name: damaged(model) for model in models}
    if args.format == "json":
        print(json.dumps({name: {"damaged": bad} for name, bad in found.items()}))
    else:
        for name, bad in found.items():
            print(f"{name}: {'missing or damaged: ' + ', '.join(bad) if bad else 'intact'}")
    return PROBLEMS if any(found.values()) else OK


def _get(args: argparse.Namespace, model: Model) -> int:
    if damaged(model):
        print(f"Fetching {model.name} ({model.size / 1e6:.0f} MB) ...", file=sys.stderr)
    fetched = get(model)
    if args.format == "json":
        print(json.dumps({"name": model.name, "path": str(model.folder), "fetched": fetched}))
    elif fetched:
        print(f"{model.name} is in {model.folder}, checksums verified.")
    return OK


def _remove(args: argparse.Namespace, model: Model) -> int:
    removed = remove(model)
    if args.format == "json":
        print(json.dumps({"name": model.name, "removed": removed}))
    else:
        print(f"{model.name} {'is removed' if removed else 'was not here'}.")
    return OK
