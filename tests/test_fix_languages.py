"""Names and steps as Pulumi's own SDKs write them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from contextlib import suppress

import pytest
import yaml

from policypack.fix import (
    Archive,
    Blank,
    Create,
    Depend,
    Edit,
    Export,
    Fix,
    Json,
    Map,
    Ref,
    SecretSetting,
    Set,
    StackName,
    Target,
    fix,
)
from policypack.fix.languages import python_name
from policypack.fix.render import render, render_lines
from policypack.model.languages import Language
from policypack.model.texts import one_line
from tests.hostile import acting


@pytest.mark.parametrize(
    ("name", "python"),
    [
        ("storageType", "storage_type"),
        ("ipv6CidrBlocks", "ipv6_cidr_blocks"),
        ("openXJsonSerDe", "open_x_json_ser_de"),
        ("enableResourceNameDnsARecord", "enable_resource_name_dns_a_record"),
        ("gopNumBFrames", "gop_num_b_frames"),
    ],
)
def test_a_property_is_named_as_the_sdk_for_python_names_it(name: str, python: str) -> None:
    assert python_name(name) == python


MADE = Create("random:index/randomPassword:RandomPassword", "orders-password", {"length": 32})
FIXES = {
    "stack name": fix(Set("name", StackName("alias/", "-orders"))),
    "secret": fix(Set("password", SecretSetting("db_password"))),
    "export": fix(Export("orders_endpoint", Ref("orders", "endpoint"))),
    "waits": fix(Depend(Ref("gateway")), Depend(Ref("route"))),
    "another package": fix(MADE),
    "element of a JSON text": fix(Edit("policy", "Statement[1]", {"Effect": "Allow"})),
}


TEXTS = (
    *('q"uo', "back\\", "{brace}", "${x}", "$${x}", "`tick`", "a\nb", "# hash", "%s", "*/", '"; import os  # ', '"""'),
    *('$"{', "\u2028", "\x9b", "\u202e", "\x00", "'", "é名", "a: b", "- x", "null", "{", "", "class", "-1"),
)
PLACES: dict[str, Callable[[str], Fix]] = {
    "value": lambda text: fix(Set("name", text)),
    "element": lambda text: fix(Set("names", [text, {"name": text}])),
    "map": lambda text: fix(Set("tags", Map({text: text}))),
    "json": lambda text: fix(Set("policy", Json({text: [text]}))),
    "reference": lambda text: fix(Set("bucket", Ref(text, "id"))),
    "resource": lambda text: fix(Create("aws:s3/bucket:Bucket", text, {"bucket": Ref(text, "id")})),
    "export": lambda text: fix(Export(text, Ref(text, "id"))),
    "secret": lambda text: fix(Set("password", SecretSetting(text))),
    "archive": lambda text: fix(Set("code", Archive(text))),
    "stack name": lambda text: fix(Set("name", StackName(text, text))),
    "part of a JSON text": lambda text: fix(Edit("policy", "Sid", text)),
    "target": lambda text: fix(Set("x", 1, on=Target("aws:s3/bucket:Bucket", text)), note=text),
    "blank": lambda text: fix(Set("x", Blank(text))),
}


def shape(code: str) -> list[str]:
    """The kinds of the nodes of a Python statement, of arguments, or of an entry; raises where it is none of them."""
    for form in ("{}", "f({}\n)", "{{{}\n}}"):
        with suppress(SyntaxError):
            return [type(node).__name__ for node in ast.walk(ast.parse(form.format(code)))]
    raise AssertionError(f"not Python: {code}")


def code_of(one: Fix, language: Language) -> str:
    return "\n".join(map(one_line, render_lines(one, language)))


@pytest.mark.parametrize("place", PLACES)
def test_no_text_is_more_than_a_text_in_python(place: str) -> None:
    expected = shape(code_of(PLACES[place]("plain"), "python"))
    for text in TEXTS:
        code = code_of(PLACES[place](text), "python")
        assert acting(code) == []
        found = shape(code)
        # A part of an interpolated text that is empty is no node.
        assert [one for one in found if one != "Constant"] == [one for one in expected if one != "Constant"], code


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_read_back_as_it_was(text: str) -> None:
    python = ast.literal_eval(code_of(fix(Set("name", text)), "python").removeprefix("name="))
    assert python == text
    edited = code_of(fix(Edit("policy", "a", {text: text})), "python").rpartition("  #")[0]
    assert ast.literal_eval(f"{{{edited}}}") == {"a": {text: text}}
    read = yaml.safe_load(code_of(fix(Set("tags", Map({text: text, "k": [text]}))), "yaml"))["tags"]
    written = text.replace("$$", "$$$$").replace("${", "$${")
    assert read == {written: written, "k": [written]}
    assert yaml.safe_load(code_of(PLACES["resource"](text), "yaml"))[text]["type"] == "aws:s3/bucket:Bucket"
    assert text in yaml.safe_load(code_of(PLACES["export"](text), "yaml"))


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("python", r'name=f"%`${{\"{pulumi.get_stack()}-x"'),
        ("typescript", r"""name: `%\`\${"${pulumi.getStack()}-x`"""),
        ("go", r"""Name: pulumi.Sprintf("%%`${\"%s-x", ctx.Stack())"""),
        ("csharp", r'Name = $"%`${{\"{Deployment.Instance.StackName}-x"'),
        ("java", r""".name("%`${\"" + ctx.stackName() + "-x")"""),
        ("yaml", r'name: "%`$${\"${pulumi.stack}-x"'),
    ],
)
def test_what_ends_an_interpolated_text_is_escaped(language: Language, code: str) -> None:
    assert render(fix(Set("name", StackName('%`${"', "-x"))), language) == code


@pytest.mark.parametrize(
    ("what", "language", "text"),
    [
        ("stack name", "python", 'name=f"alias/{pulumi.get_stack()}-orders"'),
        ("stack name", "typescript", "name: `alias/${pulumi.getStack()}-orders`"),
        ("stack name", "go", 'Name: pulumi.Sprintf("alias/%s-orders", ctx.Stack())'),
        ("stack name", "csharp", 'Name = $"alias/{Deployment.Instance.StackName}-orders"'),
        ("stack name", "java", '.name("alias/" + ctx.stackName() + "-orders")'),
        ("stack name", "yaml", 'name: "alias/${pulumi.stack}-orders"'),
        ("secret", "python", 'password=pulumi.Config().require_secret("db_password")'),
        ("secret", "typescript", 'password: new pulumi.Config().requireSecret("db_password")'),
        ("secret", "go", 'Password: config.New(ctx, "").RequireSecret("db_password")'),
        ("secret", "csharp", 'Password = new Config().RequireSecret("db_password")'),
        ("secret", "java", '.password(ctx.config().requireSecret("db_password"))'),
        ("secret", "yaml", 'password: "${db_password}"'),
        ("export", "python", 'pulumi.export("orders_endpoint", orders.endpoint)'),
        ("export", "typescript", "export const ordersEndpoint = orders.endpoint;"),
        ("export", "go", 'ctx.Export("orders_endpoint", orders.Endpoint)'),
        ("export", "yaml", 'orders_endpoint: "${orders.endpoint}"  # under outputs'),
        ("waits", "python", "opts=pulumi.ResourceOptions(depends_on=[gateway, route])"),
        ("waits", "typescript", "{ dependsOn: [gateway, route] }"),
        ("waits", "yaml", 'options: {dependsOn: ["${gateway}", "${route}"]}'),
        ("another package", "typescript", 'new random.RandomPassword("orders-password", { length: 32 })'),
        (
            "another package",
            "go",
            'random.NewRandomPassword(ctx, "orders-password", &random.RandomPasswordArgs{Length: pulumi.Int(32)})',
        ),
        ("another package", "csharp", 'new Random.RandomPassword("orders-password", new() { Length = 32 })'),
        ("element of a JSON text", "python", '"Statement": [..., {"Effect": "Allow"}]  # in policy'),
    ],
)
def test_steps_in_the_words_of_each_language(what: str, language: Language, text: str) -> None:
    assert text in render(FIXES[what], language)
