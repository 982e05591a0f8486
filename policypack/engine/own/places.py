"""Where the rules of an organization lie: ``rules`` in its ``guardrails.yaml``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import redirect_stdout
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

from policypack.engine.configuration.tree import Node
from policypack.model.records import record

FOLDERS, PACKAGES = "folders", "packages"
KEYS = (FOLDERS, PACKAGES)


@record(frozen=True, slots=True)
class Place:
    """A folder of rules, the package that its modules are in, and where the settings name it."""

    folder: Path
    package: str
    node: Node


def read_places(node: Node, beside: Path) -> tuple[Place, ...]:
    """The folders, which start at the settings' own folder ``beside``, and the packages, as Python finds them.

    Raises ConfigurationError for one that is not there.
    """
    fields = node.known_fields(KEYS)
    folders = (_folder(one, beside) for one in _each(fields.get(FOLDERS)))
    packages = (place for one in _each(fields.get(PACKAGES)) for place in _package(one))
    return (*folders, *packages)


def package_of(folder: Path) -> str:
    """The name of the package that the modules of a folder are in."""
    return "guardrails_rules_" + hashlib.sha256(str(folder).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _each(node: Node | None) -> tuple[Node, ...]:
    """The elements of a list, or the one text that stands for it."""
    if node is None:
        return ()
    return (node,) if isinstance(node.content, str) else node.items()


def _folder(node: Node, beside: Path) -> Place:
    folder = (beside / node.text()).absolute()
    if not folder.is_dir():
        raise node.wrong(f"{folder}: no such folder; `guardrails new-rule` makes one.")
    return Place(folder, package_of(folder), node)


def _package(node: Node) -> Iterator[Place]:
    name = node.text()
    try:
        with redirect_stdout(StringIO()):  # The packages that it is in are imported for this.
            spec = find_spec(name)
    except Exception as error:
        raise node.wrong(f"{name}: cannot be imported ({type(error).__name__}).") from error
    if spec is None:
        raise node.wrong(f"{name}: no such package; install it where the policy pack runs.")
    if spec.submodule_search_locations is None:
        raise node.wrong(f"{name}: is a module; name the package that has the rules' files.")
    for location in spec.submodule_search_locations:
        yield Place(Path(location), name, node)
