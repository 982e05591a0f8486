"""Resources that name one thing by literals alone, each in its own form: a role by its name, and by its ARN."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from policypack.aws.stacks.literal_names import is_global_name, name_in, same_thing
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Plain, plain, revealed


def literals_at(resource: Resource, path: str) -> Iterator[str]:
    """The known texts at the path; of a block, which has other texts besides names, the ARNs and URLs in it."""
    for value in resource.spread(path):
        tree = revealed(plain(value))
        if isinstance(tree, dict | list):
            yield from filter(is_global_name, _leaves(tree))
        elif value.is_known and plain(text := value.as_text()) != "":
            yield str(plain(text))


def named_alike(stack: Stack, text: str, types: Sequence[str], path: str) -> Iterator[Resource]:
    """The resources of these types that name by the argument at ``path`` the same thing as ``text``."""
    for other, resource in stack.derived(_by_name, tuple(types), path).get(name_in(text), ()):
        if same_thing(text, other):
            yield resource


def _by_name(stack: Stack, types: tuple[str, ...], path: str) -> Mapping[str, list[tuple[str, Resource]]]:
    found: dict[str, list[tuple[str, Resource]]] = defaultdict(list)
    for resource in stack.of_type(types):
        for text in literals_at(resource, path):
            found[name_in(text)].append((text, resource))
    return found


def _leaves(tree: Plain) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    for part in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from _leaves(part)
