"""Fine-tune a base on labelled messages, and measure it before and after on unseen ones."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event
from time import perf_counter

import torch

from presenter.work.jobs.classifier import BATCH, Classifier, load_base
from presenter.work.jobs.precision import short_name
from presenter.work.jobs.saving import save_trained
from presenter.work.jobs.tuning import RECIPES, Moving, count_steps, fit, moving
from presenter.work.messages import Message, spam_count
from presenter.work.metrics import measure
from presenter.work.models import public_name, shown_name
from presenter.work.protocol import (
    Baseline,
    Metrics,
    Prepared,
    Reply,
    Sample,
    Stage,
    Step,
    Train,
    Trained,
    Validated,
)
from presenter.work.sources import Source, find_source
from presenter.work.splits import Parts, split_messages
from presenter.work.trouble import Trouble


def run(request: Train, cancelled: Event) -> Iterator[Reply]:
    """`Prepared`, `Baseline`, a `Step` a step, a `Validated` an epoch, and `Trained`.

    The weights kept are the last ones: with a hundred spam messages to validate on, the best
    epoch by F1 is mostly the luckiest. A message is called spam from one half upwards.
    """
    began = perf_counter()
    yield Stage(name="reading the messages")
    source = find_source(request.data)
    parts = split_messages(source.messages, request.split, request.seed)
    yield Stage(name="loading the base")
    base = load_base(request.base, spam_count(parts.train) / len(parts.train))
    prepared = _prepared(request, source, parts, short_name(base.kind))
    yield prepared
    yield Stage(name="testing the untouched base")
    before = _evaluate(base.ready(), parts.test, cancelled)
    yield Baseline(metrics=before)
    model = moving(base, public_name(request.base), request.method, request.seed)
    yield from _fit(model, parts, prepared, cancelled)
    if cancelled.is_set():
        return
    yield Stage(name="testing")
    after = _evaluate(_still(model), parts.test, cancelled)
    trained = Trained(
        plan=prepared,
        before=before,
        after=after,
        seconds=perf_counter() - began,
        saved=request.save,
    )
    if request.save and not cancelled.is_set():
        save_trained(Path(request.save).expanduser(), request, model, trained)
    yield trained


def _prepared(request: Train, source: Source, parts: Parts, precision: str) -> Prepared:
    recipe = RECIPES[request.method]
    epochs = request.epochs or recipe.epochs
    return Prepared(
        base=shown_name(request.base),
        source=source.name,
        practice=source.practice,
        split=request.split,
        seed=request.seed,
        method=request.method,
        train=_part(parts.train),
        validation=_part(parts.validation),
        test=_part(parts.test),
        epochs=epochs,
        steps=count_steps(len(parts.train), epochs, recipe.batch),
        precision=precision,
    )


def _part(messages: Sequence[Message]) -> Sample:
    return Sample(size=len(messages), spam=spam_count(messages))


def _fit(model: Moving, parts: Parts, plan: Prepared, cancelled: Event) -> Iterator[Reply]:
    """Train, with the validation after each epoch; returns early when cancelled."""
    start = perf_counter()
    steps = fit(model, parts.train, RECIPES[plan.method], plan.epochs, plan.seed)
    try:
        for step, stepped in enumerate(steps, 1):
            seconds = perf_counter() - start
            yield Step(
                step=step,
                steps=plan.steps,
                epoch=stepped.epoch,
                epochs=plan.epochs,
                ends_epoch=stepped.ends_epoch,
                loss=stepped.loss,
                seconds=seconds,
                seconds_left=seconds / step * (plan.steps - step),
            )
            if stepped.ends_epoch and not cancelled.is_set():
                metrics = _evaluate(_still(model), parts.validation, cancelled)
                yield Validated(epoch=stepped.epoch, metrics=metrics)
            if cancelled.is_set():
                return
    except FloatingPointError:
        raise Trouble("The loss is no longer a number.", "Train again with another seed.") from None


def _still(model: Moving) -> Classifier:
    """The classifier as it is now, for use before the next step."""
    with torch.no_grad():
        return model.classifier()


def _evaluate(classifier: Classifier, messages: Sequence[Message], cancelled: Event) -> Metrics:
    """Metrics on `messages`, or on the first of them when cancelled on the way."""
    called: list[bool] = []
    for start in range(0, len(messages), 4 * BATCH):
        if cancelled.is_set():
            break
        texts = [message.text for message in messages[start : start + 4 * BATCH]]
        called += [chance >= 0.5 for chance in classifier.spam_probabilities(texts)]
    return measure([message.spam for message in messages[: len(called)]], called)
