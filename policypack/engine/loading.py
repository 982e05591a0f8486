"""Imports the rules of resource types in a thread of its own, while a program runs that tells which types it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from threading import Thread

from policypack.engine.index import SomeRule, loaded
from policypack.engine.settings import default_settings


@contextmanager
def rules_loaded_meanwhile(rules: Iterable[SomeRule]) -> Iterator[Callable[[str], None]]:
    """Takes the types of resources as they come; what is not loaded at the end is loaded when it is asked."""
    types: SimpleQueue[str | None] = SimpleQueue()
    thread = Thread(target=_load, args=(rules, types))
    thread.start()
    try:
        yield types.put
    finally:
        types.put(None)
        thread.join()


def _load(rules: Iterable[SomeRule], types: SimpleQueue[str | None]) -> None:
    settings = default_settings(rules)
    seen: set[str] = set()
    while (one := types.get()) is not None:
        if one not in seen:
            seen.add(one)
            for setting in (*settings.resource_rules.of(one), *settings.stack_rules.of(one)):
                with suppress(Exception):  # A rule that cannot be imported is a finding, where it is asked.
                    loaded(setting.rule)
