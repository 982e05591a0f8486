"""Reads from Terraform's AWS provider which arguments it does not take together, and which it takes only together.

    python -m tools.provider_schema FOLDER --version 5.45 --older FOLDER --older-version 3.50

Both folders are sources of the provider. What each schema declares (ConflictsWith, ExactlyOneOf, AtLeastOneOf,
RequiredWith and the validators of the same meaning) goes to ``policypack/harvest/data/provider_schema.json`` with the
names of pulumi-aws. What has no name there is left out, and counted. Conflicts that both versions declare, each in both
arguments, are lasting.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from policypack.catalog.writing import today
from policypack.harvest.provider import arguments_of
from policypack.harvest.relations import Relation, path_in, related
from policypack.harvest.shapes import RelationKind
from tools.literals.trees import token_of

TARGET = Path(__file__).parents[1] / "policypack" / "harvest" / "data" / "provider_schema.json"
_KINDS: dict[str, RelationKind] = {
    "ConflictsWith": "conflicts",
    "Conflicting": "conflicts",
    "ExactlyOneOf": "exactly_one",
    "AtLeastOneOf": "at_least_one",
    "RequiredWith": "requires",
    "AlsoRequires": "requires",
}
_ALL = ("at_least_one", "requires")
"""Relations of which each argument must be known."""
_FUNCTION = re.compile(r"^func (?:\((\w+) \*?(\w+)\) )?(\w+)\(.*?^\}", re.MULTILINE | re.DOTALL)
_RESOURCE = re.compile(r"^((?:// @[^\n]*\n)+)func (\w+)", re.MULTILINE)
_LABEL = re.compile(r'@(?:SDK|Framework)Resource(?:\("(aws_\w+)")?')
_VARIABLE = re.compile(r"^\t?(?:var )?(\w+)\s*=\s*map\[string\]\*schema\.Schema\{.*?^\t?\}", re.MULTILINE | re.DOTALL)
_LISTS = (
    re.compile(r"(\w+)\s*:?=\s*\[\]string\{(.*?)\}", re.DOTALL),
    re.compile(r"func (\w+)\(\) \[\]string \{\s*return \[\]string\{(.*?)\}", re.DOTALL),
)
_NAMED = re.compile(r'\.TypeName = "(aws_\w+)"')
_TOKEN = re.compile(
    r'(?P<key>"\w+"|names\.\w+|\b[a-z]\w*)\s*:(?!=)'
    r"|(?P<field>\b(?:ConflictsWith|ExactlyOneOf|AtLeastOneOf|RequiredWith):\s*)"
    r"|(?P<call>\.(?:ConflictsWith|Conflicting|ExactlyOneOf|AtLeastOneOf|AlsoRequires)\()"
    r'|(?P<text>"(?:[^"\\\n]|\\.)*"|`[^`]*`)|(?P<brace>[{}])'
)


@dataclass(frozen=True, slots=True)
class Declared:
    """A relation as a schema has it: ``keys`` are the arguments that it is declared in, ``others`` those that it
    names: whole paths, or names beside it."""

    kind: RelationKind
    keys: tuple[str, ...]
    others: tuple[str, ...]
    beside: bool = False


@dataclass
class _Made:
    """Relations, each with the arguments that declare it; an empty name stands for all of them."""

    declared: dict[Relation, set[str]] = field(default_factory=dict)

    @property
    def mutual(self) -> set[Relation]:
        """The conflicts that both arguments declare."""
        return {
            one for one, by in self.declared.items() if one.kind == "conflicts" and ("" in by or by >= set(one.paths))
        }


@dataclass
class Package:
    """What the texts of a package of Go name: constants, functions with their bodies, lists of texts."""

    constants: Mapping[str, str]
    functions: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def names_in(self, text: str) -> tuple[str, ...]:
        """The texts, and the constants that stand for texts, in order."""
        found = []
        for text_, constant in re.findall(r'"([^"]*)"|\b(?:names\.)?(\w+)', text):
            name = text_ or self.constants.get(constant, "")
            if name:
                found.append(name)
        return tuple(found)


def declared(body: str, package: Package) -> Iterator[Declared]:
    """The relations in the body of a function."""
    depth = 0
    stack: list[tuple[int, str]] = []
    for match in _TOKEN.finditer(body):
        if match["brace"]:
            depth += 1 if match["brace"] == "{" else -1
            while stack and stack[-1][0] > depth:
                stack.pop()
        elif match["key"]:
            for name in package.names_in(match["key"]):
                while stack and stack[-1][0] >= depth:
                    stack.pop()
                stack.append((depth, name))
        elif match["field"] or match["call"]:
            word = re.sub(r"\W", "", match.group())
            keys = tuple(name for own, name in stack if own < depth)
            rest = body[match.end() :]
            if match["field"]:
                listed = re.match(r"\[\]string\{(.*?)\}", rest, re.DOTALL)
                named = re.match(r"(\w+)", rest)
                others = package.names_in(listed[1]) if listed else package.lists.get(named[1], ()) if named else ()
                yield Declared(_KINDS[word], keys, others)
            else:
                expressions = re.findall(r"path\.Match(Root|Relative)\(([^)]*)\)((?:\.At\w+\([^)]*\))*)", _call(rest))
                paths = []
                for origin, first, then in expressions:
                    names = package.names_in(first + then.replace("AtListIndex(0)", "").replace("AtParent()", ""))
                    names = tuple(one for one in names if not one.startswith("At"))
                    paths.append((origin, names))
                relative = bool(paths) and all(origin == "Relative" for origin, _ in paths)
                yield Declared(_KINDS[word], keys, tuple(".".join(names) for _, names in paths), relative)


def _call(text: str) -> str:
    """The arguments of a call, up to its closing parenthesis."""
    depth = 1
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return text[:at]
    return text


def relations_of(name: str, found: Sequence[Declared], left_out: Counter[str]) -> tuple[str | None, _Made]:
    """The resource type that Terraform names so, and its relations with the provider's names."""
    arguments = {path.partition(".")[0]: None for one in found for path in one.others if not one.beside}
    token = token_of(name.removeprefix("aws_"), arguments)
    made = _Made()
    if token is None:
        left_out["a resource that pulumi-aws has not, or by another name"] += len(found)
        return None, made
    block = arguments_of(token)
    for one in found:
        paths = _paths(one)
        own = None if paths is None else [path_in(block, path) for path in paths]
        if not own:
            left_out["the place of the argument is not told"] += 1
            continue
        known = [path for path in own if path is not None]
        kind = "at_most_one" if one.kind == "exactly_one" and len(known) < len(own) else one.kind
        if len(known) < 2 or (len(known) < len(own) and (kind in _ALL or (kind == "conflicts" and own[0] is None))):
            left_out["an argument that pulumi-aws has not"] += 1
            continue
        relations = list(related(kind, known))
        if not relations:
            left_out["arguments of blocks that are not one another's"] += 1
        for relation in relations:
            made.declared.setdefault(relation, set()).add("" if one.kind == "exactly_one" else known[0])
    return token, made


def _paths(one: Declared) -> list[str] | None:
    """The arguments as paths of Terraform: the one that it is declared in first, but for those of a choice."""
    others = [re.sub(r"\.\d+(?=\.|$)", "", path) for path in one.others]
    if one.beside:
        block = ".".join(one.keys[:-1])
        others = [f"{block}.{path}" if block else path for path in others]
    if one.kind in ("exactly_one", "at_least_one"):
        own = _own(one, others)
        if own and own not in others and one.keys:
            others = [own, *others]
        # A choice between blocks is asked where one of them stands.
        return others if len({path.rpartition(".")[0] for path in others}) == 1 or (own and "." not in own) else None
    if not one.keys:
        return others if one.kind == "conflicts" and others else None
    own = _own(one, others)
    return None if own is None else [own, *(path for path in others if path != own)]


def _own(one: Declared, others: Sequence[str]) -> str | None:
    """The path of the argument that a relation is declared in: a helper function has only its end."""
    if not one.keys:
        return ""
    end = ".".join(one.keys)
    beside = [path for path in others if path.split(".")[-len(one.keys) : -1] == list(one.keys[:-1])]
    for path in beside:
        block = path.rpartition(".")[0]
        return f"{block}.{one.keys[-1]}" if block else one.keys[-1]
    return end


def read_source(folder: Path) -> Iterator[tuple[str, list[Declared]]]:
    """Each resource of the provider's source with what its schema declares."""
    constants: dict[str, str] = {}
    for file in (folder / "names").glob("*.go"):
        constants.update(re.findall(r'^\s*(\w+)\s+=\s+"([^"\n]*)"', file.read_text(encoding="utf-8"), re.MULTILINE))
    if (folder / "aws" / "provider.go").exists():
        registered = (folder / "aws" / "provider.go").read_text(encoding="utf-8")
        package, _ = _package(folder / "aws", constants)
        for name, function in re.findall(r'"(aws_\w+)":\s+(resource\w+)\(\)', registered):
            yield name, _declared_in([package.functions.get(function, "")], package)
        return
    for service in sorted((folder / "internal" / "service").iterdir()):
        package, texts = _package(service, constants)
        for text in texts:
            for labelled, function in _RESOURCE.findall(text):
                labels = _LABEL.findall(labelled)
                named = list(filter(None, labels)) or list(dict.fromkeys(_NAMED.findall(text)))[: len(labels)]
                methods = [match[0] for match in _FUNCTION.finditer(text) if match[2]] if "@Framework" in text else []
                for name in named:
                    yield name, _declared_in([package.functions.get(function, ""), *methods], package)


def _package(folder: Path, constants: Mapping[str, str]) -> tuple[Package, list[str]]:
    """The functions, constants and lists of a package, and the texts of its files."""
    files = [
        one for one in sorted(folder.glob("*.go")) if not re.search(r"(^|_)data_source(_|\.)|_test\.go$", one.name)
    ]
    texts = [re.sub(r"^\s*//(?! @).*$", "", one.read_text(encoding="utf-8"), flags=re.MULTILINE) for one in files]
    own = dict(constants)
    for text in texts:
        own.update(re.findall(r'^\s*(\w+)\s+=\s+"(\w+)"', text, re.MULTILINE))
    package = Package(own)
    for text in texts:
        package.functions.update({match[3]: match[0] for match in _FUNCTION.finditer(text) if not match[2]})
        package.functions.update({match[1]: match[0] for match in _VARIABLE.finditer(text)})
        for form in _LISTS:
            package.lists.update({name: package.names_in(listed) for name, listed in form.findall(text)})
    return package, texts


def _declared_in(bodies: Sequence[str], package: Package) -> list[Declared]:
    return [one for body in _with_helpers(bodies, package) for one in declared(body, package)]


def _with_helpers(bodies: Sequence[str], package: Package) -> list[str]:
    """The bodies, and those of the functions and variables of the package that hold schemas for them."""
    found = list(bodies)
    seen: set[str] = set()
    for body in found:
        for name in dict.fromkeys(re.findall(r"\b(\w*[sS]chema\w*)\b", body)):
            if name in package.functions and name not in seen:
                seen.add(name)
                found.append(package.functions[name])
    return found


def _types(folder: Path, left_out: Counter[str]) -> dict[str, tuple[str, _Made]]:
    """Each resource type with its name in Terraform and its relations."""
    types = {}
    for name, found in read_source(folder):
        token, made = relations_of(name, found, left_out) if found else (None, _Made())
        if token is not None and made.declared:
            types[token] = (name, made)
        elif found and token is None:
            sys.stdout.write(f"{name}: {len(found)} relations, no such resource\n")
    return types


def main() -> int:
    """Write the file, and say what was left out."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--version", required=True)
    parser.add_argument("--older", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--older-version", required=True)
    options = parser.parse_args()
    left_out: Counter[str] = Counter()
    types, older = _types(options.folder, left_out), _types(options.older, Counter())
    head = {
        "source": "Schemas of Terraform's AWS provider: github.com/hashicorp/terraform-provider-aws",
        "version": options.version,
        "older": options.older_version,
        "as_of": today().isoformat(),
    }
    lines = [f" {json.dumps(key)}: {json.dumps(value)}," for key, value in head.items()]
    blocks = []
    counts: Counter[str] = Counter()
    for token, (name, made) in sorted(types.items()):
        lasting = made.mutual & (older[token][1].mutual if token in older else set())
        counts.update(f"{'lasting ' if one in lasting else ''}{one.kind}" for one in made.declared)
        lists = {"lasting": lasting, "others": set(made.declared) - lasting}
        rows = [f"   {json.dumps(key)}: [\n{_lines(own)}\n   ]" for key, own in lists.items() if own]
        blocks.append("\n".join([f'  {json.dumps(token)}: {{"name": {json.dumps(name)},', ",\n".join(rows), "  }"]))
    TARGET.write_text("\n".join(["{", *lines, ' "types": {', ",\n".join(blocks), " }", "}"]) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(types)} types: {dict(counts)}; left out: {dict(left_out)}\n")
    return 0


def _lines(relations: Iterable[Relation]) -> str:
    found = sorted(relations, key=lambda one: (one.block, one.kind, one.arguments))
    return ",\n".join(f"    {json.dumps([one.kind, one.block, *one.arguments])}" for one in found)


if __name__ == "__main__":
    sys.exit(main())
