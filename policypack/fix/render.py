"""Fixes as the program's language writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policypack.fix.languages import DIALECTS, Dialect, blanks, kind_of, quoted, targets
from policypack.fix.names import with_names
from policypack.model.fixes import Add, Create, Depend, Edit, Export, Fix, Remove, Set, Step
from policypack.model.languages import DEFAULT_LANGUAGE, Language
from policypack.model.paths import EACH, steps
from policypack.model.values import Plain

_ELLIPSIS = "..."


def render(one: Fix, language: Language = DEFAULT_LANGUAGE) -> str:
    """The fix as code: its steps, then a comment with the steps on other resources, the alternatives, what goes into
    the blanks, and its note.

    ``fifo_queue=True  # or without deduplication_scope``. A fix that has no step is its note.
    """
    return "\n".join(render_lines(one, language))


def render_lines(one: Fix, language: Language = DEFAULT_LANGUAGE) -> list[str]:
    """The same in lines: a statement each, and the comment after the last."""
    dialect = DIALECTS[language]
    said = with_names(one.note, dialect.field)
    if not one.steps:
        return [said]
    own = tuple(step for step in one.steps if _is_own(step))
    code, others = (own, [step for step in one.steps if not _is_own(step)]) if own else (one.steps, [])
    remarks = [
        *_remarks(code, dialect),
        *(f"and {_with_remarks((step,), dialect)}" for step in others),
        *(f"or {_with_remarks(way, dialect)}" for way in one.otherwise),
        *([said] if said else []),
    ]
    comment = f"{dialect.comment} {'; '.join(remarks)}" if remarks else ""
    *before, last = _statements(code, dialect)
    return [*before, "  ".join(part for part in (last, comment) if part)]


def _is_own(step: Step) -> bool:
    """It goes into the finding's resource, or beside it."""
    return isinstance(step, Create | Export) or step.on is None


def _with_remarks(way: tuple[Step, ...], dialect: Dialect) -> str:
    remarks = "; ".join(_remarks(way, dialect))
    code = (", " if dialect.separator == "\n" else dialect.separator).join(_parts(way, dialect))
    return f"{code} ({remarks})" if remarks else code


def _statements(steps_: tuple[Step, ...], dialect: Dialect) -> list[str]:
    """An export is a statement of its own; all else goes into the call, or beside it."""
    parts = _parts(steps_, dialect)
    if dialect.separator == "\n" or all(isinstance(step, Export) for step in steps_):
        return parts
    return [dialect.separator.join(parts)]


def _parts(steps_: tuple[Step, ...], dialect: Dialect) -> list[str]:
    parts = [_step(step, dialect) for step in _merged(steps_) if not isinstance(step, Depend)]
    waits = [dialect.reference(step.earlier) for step in steps_ if isinstance(step, Depend)]
    return [*parts, dialect.depends_on(", ".join(waits))] if waits else parts


def _merged(steps_: Iterable[Step]) -> list[Step]:
    """The steps, those that set several fields of one block as one: an argument is written once."""
    merged: list[Step] = []
    blocks: dict[tuple[Plain, str], dict[str, Plain]] = {}
    for step in steps_:
        names = steps(step.path) if isinstance(step, Set) else ()
        if not isinstance(step, Set) or len(names) < 2 or not all(isinstance(one, str) for one in names):
            merged.append(step)
            continue
        block, *inner, last = map(str, names)
        key = (step.on, block)
        if key not in blocks:
            blocks[key] = {}
            merged.append(Set(block, blocks[key], step.on))
        place = blocks[key]
        for name in inner:
            place = place.setdefault(name, {})
        place[last] = step.value
    return merged


def _step(step: Set | Remove | Add | Edit | Create | Export, dialect: Dialect) -> str:
    if isinstance(step, Create):
        arguments = [dialect.assign(dialect.field(name), dialect.value(tree)) for name, tree in step.arguments.items()]
        taken = dialect.names_are_keys and step.name in targets(step.arguments)
        return dialect.resource(step.type, f"{step.name}-{kind_of(step.type)}" if taken else step.name, arguments)
    if isinstance(step, Export):
        return dialect.export(step.name, dialect.reference(step.value))
    if isinstance(step, Remove):
        return f"without {_named(step.path, dialect) or 'this resource'}"
    if isinstance(step, Edit):
        key, value = _last(step.inside), dialect.literal(step.value)
        if isinstance(steps(step.inside)[-1], int):
            value = dialect.sequence([_ELLIPSIS, value])
        return f"without {quoted(key)}" if step.value is None else dialect.pair(quoted(key), value)
    value = dialect.value(step.value)
    return _assignment(step.path, dialect.sequence(_beside(step, value)) if isinstance(step, Add) else value, dialect)


def _beside(step: Add, value: str) -> list[str]:
    """The new element among those that are there."""
    earlier = [] if step.before == 0 else [_ELLIPSIS]
    return [*earlier, value] if step.before is None else [*earlier, value, _ELLIPSIS]


def _assignment(path: str, value: str, dialect: Dialect) -> str:
    """``name=value`` for an argument and a block, ``"name": value`` for a field of an element of a list, and
    ``name=[..., value]`` for an element itself."""
    first, *rest = steps(path)
    while rest and isinstance(rest[-1], int):
        rest, value = rest[:-1], dialect.sequence([_ELLIPSIS, value])
    names = [dialect.field(str(one)) for one in rest if isinstance(one, str)]
    if len(names) != len(rest):
        return dialect.entry(names[-1], value)
    for name in reversed(names):
        value = dialect.block([dialect.entry(name, value)])
    return dialect.assign(dialect.field(str(first)), value)


def _named(path: str, dialect: Dialect) -> str:
    """The path with each name as the language writes it: ``ingress[0].from_port``."""
    named = ""
    for one in steps(path):
        if isinstance(one, str):
            named += ("." if named else "") + dialect.field(one)
        else:
            named += "[]" if one == EACH else f"[{one}]"
    return named


def _last(path: str) -> str:
    return str(next((one for one in reversed(steps(path)) if isinstance(one, str)), path))


def _remarks(steps_: Iterable[Step], dialect: Dialect) -> Iterator[str]:
    """Where the steps go, if not to the finding's resource; and what may be written into the blanks."""
    seen: dict[str, None] = {}
    for step in steps_:
        if isinstance(step, Set) and isinstance(steps(step.path)[-1], int):
            seen[f"in place of {_named(step.path, dialect)}"] = None
        if isinstance(step, Export) and dialect.names_are_keys:
            seen["under outputs"] = None
        if isinstance(step, Edit):
            seen[f"in {_named(step.path, dialect)}"] = None
        if not isinstance(step, Create | Export) and step.on is not None:
            seen[f'on {kind_of(step.on.type)} "{step.on.name}"'] = None
        for what in _blanks(step):
            seen[f"{_ELLIPSIS} is {with_names(what, dialect.field)}"] = None
    return iter(seen)


def _blanks(step: Step) -> list[str]:
    if isinstance(step, Create):
        return blanks(step.arguments)
    tree: Plain = step.value if isinstance(step, Set | Add | Edit) else None
    return blanks(tree)
