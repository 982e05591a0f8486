"""How each language of Pulumi programs writes values, arguments and resources."""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from policypack.model.fixes import Archive, Blank, Json, Map, Ref, SecretSetting, StackName
from policypack.model.languages import Language
from policypack.model.records import record
from policypack.model.resources import short_type
from policypack.model.texts import spelled
from policypack.model.values import Plain

Write: TypeAlias = Callable[[Plain], str]


def python_name(wire_name: str) -> str:
    """A property's name in a Python program: ``storageType`` is ``storage_type``, ``dnsARecord`` ``dns_a_record``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", wire_name).lower()


def variable(name: str, kind: str = "") -> str:
    """A variable made of a logical name; ``kind`` stands in front where a name alone is none."""
    words = re.sub(r"\W+", "_", name, flags=re.ASCII).strip("_").lower()
    if not words or words[0].isdigit() or keyword.iskeyword(words):
        return f"{kind.lower()}_{words}".strip("_") or "it"
    return words


def quoted(text: str) -> str:
    """A text as a literal of the C-like languages, and of Python."""
    return spelled(json.dumps(text, ensure_ascii=False))


def _inside(text: str) -> str:
    """A text as it stands between the quotes of a literal."""
    return quoted(text)[1:-1]


def _between_braces(text: str) -> str:
    """A literal part of a text in which braces hold expressions: of Python's and C#'s interpolated texts."""
    return _inside(text).replace("{", "{{").replace("}", "}}")


def _template(text: str) -> str:
    """A literal part of TypeScript's template literals."""
    return _inside(text).replace('\\"', '"').replace("`", "\\`").replace("${", "\\${")


def _go_format(text: str) -> str:
    """A literal part of a format of Go."""
    return _inside(text).replace("%", "%%")


def _not_interpolated(text: str) -> str:
    """A text that Pulumi's YAML takes as it is: there ``$$`` is a dollar sign, and ``${`` begins an expression."""
    return text.replace("$$", "$$$$").replace("${", "$${")


def pascal(name: str) -> str:
    """``bucketPrefix`` as Go and C# write it: ``BucketPrefix``."""
    return name[:1].upper() + name[1:]


def camel(name: str) -> str:
    """A variable of TypeScript, Go, C# and Java: ``dead_letters`` is ``deadLetters``."""
    first, *rest = variable(name).split("_")
    return first + "".join(word.capitalize() for word in rest)


@record(frozen=True, slots=True)
class Dialect:
    """One language: the names of properties, and the forms of values and resources."""

    comment: str
    field: Callable[[str], str]
    assign: Callable[[str, str], str]
    """Name and value as an argument of a resource."""
    entry: Callable[[str, str], str]
    """Name and value as a field of a block."""
    block: Callable[[list[str]], str]
    pair: Callable[[str, str], str]
    """Quoted key and value of a map."""
    mapping: Callable[[list[str]], str]
    sequence: Callable[[list[str]], str]
    scalar: Callable[[bool | int | float | str], str]
    reference: Callable[[Ref], str]
    json_text: Callable[[str, bool], str]
    """A tree, already written, as a JSON text; whether it holds outputs."""
    resource: Callable[[str, str, list[str]], str]
    """Type token, logical name, arguments."""
    depends_on: Callable[[str], str]
    export: Callable[[str, str], str]
    """Name and value of an output of the stack."""
    archive: Callable[[str], str]
    """A folder, its path already quoted."""
    secret_setting: Callable[[str], str]
    """A secret of the stack's configuration, by its quoted key."""
    stack_name: Callable[[str, str], str]
    """The texts before and behind the name of the stack."""
    separator: str = ", "
    """Between two arguments."""
    names_are_keys: bool = False
    """Logical names are keys of one mapping, so that resources of two types cannot have the same one."""

    def value(self, tree: Plain) -> str:
        """The tree as a literal."""
        if isinstance(tree, Ref):
            return self.reference(tree)
        if isinstance(tree, Blank):
            return "..."
        if isinstance(tree, SecretSetting):
            return self.secret_setting(quoted(tree.key))
        if isinstance(tree, StackName):
            return self.stack_name(tree.before, tree.after)
        if isinstance(tree, Archive):
            return self.archive(quoted(tree.path))
        if isinstance(tree, Json):
            return self.json_text(self.literal(tree.tree), holds_reference(tree.tree))
        if isinstance(tree, Map):
            return self.literal(tree.entries)
        if isinstance(tree, Mapping):
            return self.block([self.entry(self.field(name), self.value(item)) for name, item in tree.items()])
        if isinstance(tree, list | tuple):
            return self.sequence([self.value(item) for item in tree])
        return self.scalar(tree)

    def literal(self, tree: Plain) -> str:
        """The tree with its keys as they are."""
        if isinstance(tree, Mapping):
            return self.mapping([self.pair(quoted(str(key)), self.literal(item)) for key, item in tree.items()])
        if isinstance(tree, list | tuple):
            return self.sequence([self.literal(item) for item in tree])
        return self.value(tree)


def holds_reference(tree: Plain) -> bool:
    """An output is somewhere in the tree, so that its JSON text is an output, too."""
    if isinstance(tree, Ref):
        return True
    if isinstance(tree, Mapping):
        return any(map(holds_reference, tree.values()))
    return isinstance(tree, list | tuple) and any(map(holds_reference, tree))


def targets(tree: Plain) -> set[str]:
    """The logical names of the stack's resources that the tree refers to."""
    if isinstance(tree, Ref):
        return {tree.target.name} if tree.target is not None else set()
    if isinstance(tree, Json):
        return targets(tree.tree)
    if isinstance(tree, Map):
        return targets(tree.entries)
    items = tree.values() if isinstance(tree, Mapping) else tree if isinstance(tree, list | tuple) else ()
    return {name for item in items for name in targets(item)}


def blanks(tree: Plain) -> list[str]:
    """What may stand in each blank of the tree."""
    if isinstance(tree, Blank):
        return [tree.what] if tree.what else []
    if isinstance(tree, Json):
        return blanks(tree.tree)
    if isinstance(tree, Map):
        return blanks(tree.entries)
    if isinstance(tree, Mapping):
        return [what for item in tree.values() for what in blanks(item)]
    if isinstance(tree, list | tuple):
        return [what for item in tree for what in blanks(item)]
    return []


def _scalar(true: str, false: str, nothing: str) -> Callable[[bool | int | float | str], str]:
    def write(value: bool | int | float | str | None) -> str:
        if value is None:
            return nothing
        if isinstance(value, bool):
            return true if value else false
        return quoted(value) if isinstance(value, str) else f"{value}"

    return write


def _braces(items: list[str]) -> str:
    return "{" + ", ".join(items) + "}"


def _brackets(items: list[str]) -> str:
    return "[" + ", ".join(items) + "]"


def _spaced(items: list[str]) -> str:
    return "{ " + ", ".join(items) + " }" if items else "{}"


def _module(token: str) -> str:
    """``s3`` of ``aws:s3/bucket:Bucket``, and ``random`` of ``random:index/randomPassword:RandomPassword``."""
    package, module, _ = token.split(":")
    name = module.split("/", maxsplit=1)[0]
    return package if name == "index" else name


def _namespace(token: str) -> str:
    """``aws.s3`` of ``aws:s3/bucket:Bucket``."""
    package, module = token.split(":", maxsplit=1)[0], _module(token)
    return package if module == package else f"{package}.{module}"


def kind_of(token: str) -> str:
    """The last part of a type token: ``Bucket`` of ``aws:s3/bucket:Bucket``."""
    return token.rsplit(":", 1)[-1]


def _dotted(name: str, output: str) -> str:
    return f"{name}.{output}" if output else name


def _python_reference(ref: Ref) -> str:
    name = variable(ref.name, kind_of(ref.target.type) if ref.target else "resource")
    return _dotted(name, python_name(ref.output))


def _go_scalar(value: bool | int | float | str) -> str:
    if isinstance(value, bool):
        return f"pulumi.Bool({str(value).lower()})"
    if isinstance(value, str):
        return f"pulumi.String({quoted(value)})"
    return f"pulumi.Int({value})" if isinstance(value, int) else f"pulumi.Float64({value})"


def _yaml_scalar(value: bool | int | float | str | None) -> str:
    if not isinstance(value, str):
        return json.dumps(value)
    if re.fullmatch(r"[A-Za-z][\w./-]*", value) and value.lower() not in _YAML_WORDS:
        return value
    return quoted(_not_interpolated(value))


def _yaml_key(name: str) -> str:
    """The name of a resource, or of an output: no expression."""
    return name if _yaml_scalar(name) == name else quoted(name)


def _yaml_name(name: str) -> str:
    """A name as the root of an expression."""
    return name if re.fullmatch(r"[A-Za-z_][\w-]*", name, re.ASCII) else f"[{quoted(name)}]"


def _yaml_reference(ref: Ref) -> str:
    """A brace that is not in quotes would end the mapping around it."""
    return quoted(f"${{{_dotted(_yaml_name(ref.name), ref.output)}}}")


_YAML_WORDS = ("true", "false", "yes", "no", "on", "off", "null", "y", "n")

DIALECTS: Mapping[Language, Dialect] = {
    "python": Dialect(
        comment="#",
        field=python_name,
        assign=lambda name, value: f"{name}={value}",
        entry=lambda name, value: f"{quoted(name)}: {value}",
        block=_braces,
        pair=lambda key, value: f"{key}: {value}",
        mapping=_braces,
        sequence=_brackets,
        scalar=_scalar("True", "False", "None"),
        reference=_python_reference,
        json_text=lambda tree, outputs: f"{'pulumi.Output.json_dumps' if outputs else 'json.dumps'}({tree})",
        resource=lambda token, name, arguments: f"{short_type(token)}({', '.join([quoted(name), *arguments])})",
        depends_on=lambda ref: f"opts=pulumi.ResourceOptions(depends_on=[{ref}])",
        export=lambda name, value: f"pulumi.export({quoted(name)}, {value})",
        archive=lambda path: f"pulumi.FileArchive({path})",
        secret_setting=lambda key: f"pulumi.Config().require_secret({key})",
        stack_name=lambda before, after: f'f"{_between_braces(before)}{{pulumi.get_stack()}}{_between_braces(after)}"',
    ),
    "typescript": Dialect(
        comment="//",
        field=str,
        assign=lambda name, value: f"{name}: {value}",
        entry=lambda name, value: f"{name}: {value}",
        block=_spaced,
        pair=lambda key, value: f"{key}: {value}",
        mapping=_spaced,
        sequence=_brackets,
        scalar=_scalar("true", "false", "undefined"),
        reference=lambda ref: _dotted(camel(ref.name), ref.output),
        json_text=lambda tree, outputs: f"{'pulumi.jsonStringify' if outputs else 'JSON.stringify'}({tree})",
        resource=lambda token, name, arguments: (
            f"new {_namespace(token)}.{kind_of(token)}({quoted(name)}, {_spaced(arguments)})"
        ),
        depends_on=lambda ref: f"{{ dependsOn: [{ref}] }}",
        export=lambda name, value: f"export const {camel(name)} = {value};",
        archive=lambda path: f"new pulumi.asset.FileArchive({path})",
        secret_setting=lambda key: f"new pulumi.Config().requireSecret({key})",
        stack_name=lambda before, after: f"`{_template(before)}${{pulumi.getStack()}}{_template(after)}`",
    ),
    "go": Dialect(
        comment="//",
        field=pascal,
        assign=lambda name, value: f"{name}: {value}",
        entry=lambda name, value: f"{name}: {value}",
        block=_braces,
        pair=lambda key, value: f"{key}: {value}",
        mapping=lambda items: f"pulumi.Map{_braces(items)}",
        sequence=lambda items: f"pulumi.Array{_braces(items)}",
        scalar=_go_scalar,
        reference=lambda ref: _dotted(camel(ref.name), pascal(ref.output)),
        json_text=lambda tree, _: f"pulumi.JSONMarshal({tree})",
        resource=lambda token, name, arguments: (
            f"{_module(token)}.New{kind_of(token)}(ctx, {quoted(name)},"
            f" &{_module(token)}.{kind_of(token)}Args{_braces(arguments)})"
        ),
        depends_on=lambda ref: f"pulumi.DependsOn([]pulumi.Resource{{{ref}}})",
        export=lambda name, value: f"ctx.Export({quoted(name)}, {value})",
        archive=lambda path: f"pulumi.NewFileArchive({path})",
        secret_setting=lambda key: f'config.New(ctx, "").RequireSecret({key})',
        stack_name=lambda before, after: f'pulumi.Sprintf("{_go_format(before)}%s{_go_format(after)}", ctx.Stack())',
    ),
    "csharp": Dialect(
        comment="//",
        field=pascal,
        assign=lambda name, value: f"{name} = {value}",
        entry=lambda name, value: f"{name} = {value}",
        block=lambda items: f"new() {_spaced(items)}",
        pair=lambda key, value: f"[{key}] = {value}",
        mapping=lambda items: f"new() {_spaced(items)}",
        sequence=lambda items: f"new[] {_spaced(items)}",
        scalar=_scalar("true", "false", "null"),
        reference=lambda ref: _dotted(camel(ref.name), pascal(ref.output)),
        json_text=lambda tree, _: f"Output.JsonSerialize(Output.Create({tree}))",
        resource=lambda token, name, arguments: (
            f"new {'.'.join(map(pascal, _namespace(token).split('.')))}.{kind_of(token)}({quoted(name)}, new()"
            f" {_spaced(arguments)})"
        ),
        depends_on=lambda ref: f"new CustomResourceOptions {{ DependsOn = {{ {ref} }} }}",
        export=lambda name, value: f"[{quoted(name)}] = {value}",
        archive=lambda path: f"new FileArchive({path})",
        secret_setting=lambda key: f"new Config().RequireSecret({key})",
        stack_name=lambda before, after: (
            f'$"{_between_braces(before)}{{Deployment.Instance.StackName}}{_between_braces(after)}"'
        ),
    ),
    "java": Dialect(
        comment="//",
        field=str,
        assign=lambda name, value: f".{name}({value})",
        entry=lambda name, value: f".{name}({value})",
        block=lambda items: "builder()" + "".join(items) + ".build()",
        pair=lambda key, value: f"entry({key}, {value})",
        mapping=lambda items: f"Map.ofEntries({', '.join(items)})",
        sequence=lambda items: f"List.of({', '.join(items)})",
        scalar=_scalar("true", "false", "null"),
        reference=lambda ref: _dotted(camel(ref.name), f"{ref.output}()" if ref.output else ""),
        json_text=lambda tree, _: f"serializeJson({tree})",
        resource=lambda token, name, arguments: (
            f"new {kind_of(token)}({quoted(name)}, {kind_of(token)}Args.builder(){''.join(arguments)}.build())"
        ),
        depends_on=lambda ref: f"CustomResourceOptions.builder().dependsOn({ref}).build()",
        export=lambda name, value: f"ctx.export({quoted(name)}, {value});",
        archive=lambda path: f"new FileArchive({path})",
        secret_setting=lambda key: f"ctx.config().requireSecret({key})",
        stack_name=lambda before, after: f"{quoted(before)} + ctx.stackName() + {quoted(after)}",
        separator="",
    ),
    "yaml": Dialect(
        comment="#",
        field=str,
        assign=lambda name, value: f"{name}: {value}",
        entry=lambda name, value: f"{name}: {value}",
        block=_braces,
        pair=lambda key, value: f"{_not_interpolated(key)}: {value}",
        mapping=_braces,
        sequence=_brackets,
        scalar=_yaml_scalar,
        reference=_yaml_reference,
        json_text=lambda tree, _: f"{{fn::toJSON: {tree}}}",
        resource=lambda token, name, arguments: (
            f"{_yaml_key(name)}: {{type: {token}, properties: {_braces(arguments)}}}"
        ),
        depends_on=lambda ref: f"options: {{dependsOn: [{ref}]}}",
        export=lambda name, value: f"{_yaml_key(name)}: {value}",
        archive=lambda path: f"{{fn::fileArchive: {_not_interpolated(path)}}}",
        secret_setting=lambda key: quoted(f"${{{_yaml_name(json.loads(key))}}}"),
        stack_name=lambda before, after: quoted(
            f"{_not_interpolated(before)}${{pulumi.stack}}{_not_interpolated(after)}"
        ),
        separator="\n",
        names_are_keys=True,
    ),
}
