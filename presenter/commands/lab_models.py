"""`podium lab models`: the registry of base models on this machine."""

import argparse
import json
import sys

from presenter.commands.lab_progress import bar
from presenter.work.catalogue import DEFAULT, Model
from presenter.work.models import all_models, damaged, files_of, find, get, is_here, remove

OK, PROBLEMS = 0, 1
ACTIONS = ("list", "get", "verify", "remove")


def configure(parser: argparse.ArgumentParser) -> None:
    """An action and the model it is for."""
    parser.epilog = (
        "examples:\n"
        "  podium lab models\n"
        "  podium lab models get default\n"
        "  podium lab models get distilgpt2\n"
        "  podium lab models get prajjwal1/bert-tiny        any model of the hub with safetensors\n"
        "  podium lab models verify --format json\n\n"
        "Only get uses the network. HF_ENDPOINT names a mirror of the hub, HF_TOKEN opens what is\n"
        "private or gated. Pickled weights are never loaded."
    )
    parser.add_argument("action", choices=ACTIONS, nargs="?", default="list", metavar="ACTION")
    parser.add_argument(
        "name", nargs="?", metavar="NAME", help="a model's name, owner/model on the hub, or default"
    )


def run(args: argparse.Namespace) -> int:
    """Do it; exit code 1 when a verified model is damaged or missing. Raises Trouble."""
    models = [find(args.name)] if args.name else all_models()
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
        "here": is_here(model),
        "megabytes": round(model.size / 1e6, 1),
        "licence": model.licence,
        "source": str(model.source),
        "about": model.about,
        "path": str(model.folder),
        "sha256": files_of(model),
    }


def _report(args: argparse.Namespace, rows: list[dict[str, object]]) -> None:
    if args.format == "json":
        print(json.dumps(rows))
        return
    for row in rows:
        mark = "here" if row["here"] else "not here"
        star = " (default)" if row["default"] else ""
        size = f"{row['megabytes']} MB, " if row["megabytes"] else ""
        print(f"{row['name']}{star}: {mark}, {size}{row['licence']}")
        print(f"  {row['about']}")
        print(f"  {row['source']}; {row['path']}")


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
        size = f" ({model.size / 1e6:.0f} MB)" if model.size else ""
        print(f"Fetching {model.name}{size} ...", file=sys.stderr)
    with bar() as progress:
        fetched = get(model, progress)
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
