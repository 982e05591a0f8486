"""Loads an organization's rules. Each is a file: a module with a ``RULE``, or YAML with rows."""

from __future__ import annotations

import importlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, get_args

from policypack.engine.configuration.tree import nearest
from policypack.engine.index import ListedRule, SomeRule, said_of
from policypack.engine.own.mistakes import place_of
from policypack.engine.own.places import Place, package_of
from policypack.engine.policies import PACK_POLICIES
from policypack.errors import GuardrailsError, RuleError
from policypack.model.headings import SEVERITIES, Level, Stage
from policypack.model.records import record

if TYPE_CHECKING:
    from policypack.rule import AnyRule

YAML = (".yaml", ".yml")
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
"""service-thing-quality."""
_TOLD = (ImportError, NameError, AttributeError, TypeError, SyntaxError)
"""Errors whose text has names of the code, and no value that may be a secret."""


@record(frozen=True, slots=True, kw_only=True, eq=False)
class OwnRule(ListedRule):
    """A rule of an organization: what a run must know of it, and the file that another process loads it from."""

    file: str
    package: str

    @property
    def rule(self) -> AnyRule:
        """The rule itself. Raises RuleError where its file is not there or is wrong."""
        return load_file(self.file, self.package)


def own_rules(places: Iterable[Place], others: Iterable[SomeRule]) -> tuple[OwnRule, ...]:
    """The rules of all places. Raises ConfigurationError for one that cannot be loaded, that is written wrong, or whose
    id is that of one of the ``others`` or of another own rule."""
    taken = {name: "the pack" for one in (*others, *PACK_POLICIES) for name in (one.id, *one.aliases)}
    found = []
    for place in places:
        try:
            files = list(rule_files(place.folder))
        except OSError as error:
            raise place.node.wrong(f"{place.folder}: cannot be read ({type(error).__name__}).") from error
        for file in files:
            rule = _own_rule(file, place)
            for name in (rule.id, *rule.aliases):
                if name in taken:
                    told = f"{file}: {taken[name]} has a rule {name} already; choose another id."
                    raise place.node.wrong(told.replace(_beside(place), ""))
                taken[name] = str(file)
            found.append(rule)
    return tuple(found)


def _own_rule(file: Path, place: Place) -> OwnRule:
    """The rule of a file; ConfigurationError at its place where something is wrong, whatever it is."""
    try:
        rule = load_file(str(file), place.package)
        return OwnRule(id=rule.id, file=str(file), package=place.package, **said_of(rule))
    except GuardrailsError as error:
        raise place.node.wrong(str(error).replace(_beside(place), "")) from error
    except Exception as error:
        raise place.node.wrong(f"{file}: {_told(error)}".replace(_beside(place), "")) from error


def _beside(place: Place) -> str:
    """What the paths of files begin with that lie below the settings' folder: they are shown without it."""
    return f"{Path(place.node.file).absolute().parent}{os.sep}"


def rule_files(folder: Path) -> Iterator[Path]:
    """The files of rules in a folder: modules and YAML files whose names start with no underscore or full stop."""
    for file in sorted(folder.iterdir()):
        is_rule = file.suffix == ".py" or file.suffix in YAML
        if is_rule and not file.name.startswith(("_", ".", "test_", "conftest")) and file.is_file():
            yield file


@cache
def load_file(file: str, package: str) -> AnyRule:
    """The rule of one file. Raises RuleError with file, line and what to write instead where something is wrong."""
    path = Path(file)
    if path.suffix in YAML:
        from policypack.engine.own.rows import read_rule  # noqa: PLC0415 - most rules are modules

        rule = read_rule(path)
    else:
        rule = _load_module(path, package)
    _check(rule, path)
    return rule


def _load_module(path: Path, package: str) -> AnyRule:
    from policypack.engine.own.traps import check_source  # noqa: PLC0415 - only own rules need them
    from policypack.rule import ResourceRule, StackRule  # noqa: PLC0415 - as it

    check_source(path)
    _make_package(path.parent, package)
    try:
        with redirect_stdout(sys.stderr):  # To the engine, what a pack prints is its address.
            module = importlib.import_module(f"{package}.{path.stem}")
    except (KeyboardInterrupt, GeneratorExit):
        raise
    except BaseException as error:
        raise RuleError(f"{place_of(error, path)}: {_told(error)}") from error
    rule = getattr(module, "RULE", None)
    if not isinstance(rule, ResourceRule | StackRule):
        raise RuleError(
            f"{path}: declares no RULE; give it a ResourceRule or a StackRule of that name, or start the file's name"
            " with an underscore if it is no rule."
        )
    if rule.id != path.stem.replace("_", "-"):
        raise RuleError(f"{path}: declares the rule {rule.id}; name the file {rule.id.replace('-', '_')}.py.")
    return replace(rule, file=str(path))


def _make_package(folder: Path, name: str) -> None:
    """Lets the modules of a folder that is in no package import each other."""
    if name == package_of(folder) and name not in sys.modules:
        package = ModuleType(name)
        package.__path__ = [str(folder)]
        sys.modules[name] = package


def _check(rule: AnyRule, path: Path) -> None:
    from policypack.engine.own.traps import check_rule  # noqa: PLC0415 - as above

    if not ID.fullmatch(rule.id):
        raise RuleError(f"{path}: {rule.id} is no id; name a rule as service-thing-quality, in lower case.")
    choices = {"level": get_args(Level), "consequence": tuple(SEVERITIES), "stage": get_args(Stage)}
    for field, allowed in choices.items():
        value = getattr(rule, field)
        if value not in allowed:
            raise RuleError(
                f"{path}: {field}: {value!r} is not one of {', '.join(allowed)}; {nearest(str(value), allowed)}"
            )
    for field in ("summary", "rationale"):
        if not str(getattr(rule, field)).strip():
            raise RuleError(f"{path}: {field}: is empty; say it in a sentence.")
    check_rule(rule, path)


def _told(error: BaseException) -> str:
    name = type(error).__name__
    return f"{name}: {error}" if isinstance(error, _TOLD) else name
