"""``aws:iam/getPolicyDocument:getPolicyDocument``, which computes and asks nobody.

Parts that a preview does not know are not among the arguments, so a statement may come out without its ``Resource``:
so it does from the real provider, whose form this is:
https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/iam/policy_model.go, November 2026.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from policypack.model.json_text import parsed_json

DEFAULT_VERSION = "2012-10-17"

Document = dict[str, Any]


def policy_document(args: Mapping[str, Any]) -> dict[str, Any]:
    """The function's result for its arguments: ``json``, ``minifiedJson``, ``id`` and the arguments again."""
    document = _merged(
        _documents(args.get("sourcePolicyDocuments") or [args.get("sourceJson")]),
        _own(args),
        _documents(args.get("overridePolicyDocuments") or [args.get("overrideJson")]),
    )
    text = _html_escaped(json.dumps(document, indent=2, ensure_ascii=False))
    minified = _html_escaped(json.dumps(document, separators=(",", ":"), ensure_ascii=False))
    return {**args, "id": str(zlib.crc32(text.encode())), "json": text, "minifiedJson": minified}


def _html_escaped(text: str) -> str:
    """JSON as Go prints it, which the AWS provider is written in."""
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _documents(texts: Iterable[Any]) -> list[Document]:
    documents = [parsed_json(text) for text in texts if isinstance(text, str) and text.strip()]
    return [document for document in documents if isinstance(document, dict)]


def _own(args: Mapping[str, Any]) -> Document:
    document: Document = {"Version": args.get("version") or DEFAULT_VERSION}
    if args.get("policyId"):
        document["Id"] = args["policyId"]
    document["Statement"] = [_statement(statement) for statement in args.get("statements") or []]
    return document


def _merged(sources: Sequence[Document], own: Document, overrides: Sequence[Document]) -> Document:
    """One document: later statements replace earlier ones of the same ``Sid``."""
    statements: list[Document] = []
    documents = (*sources, own, *overrides)
    merged: Document = {"Version": max(str(document.get("Version") or "") for document in documents)}
    for document in documents:
        if document.get("Id"):
            merged["Id"] = document["Id"]
        for statement in _listed(document.get("Statement")):
            _put(statement, statements)
    if statements:
        merged["Statement"] = statements
    return merged


def _put(statement: Document, statements: list[Document]) -> None:
    for index, earlier in enumerate(statements):
        if statement.get("Sid") and earlier.get("Sid") == statement["Sid"]:
            statements[index] = statement
            return
    statements.append(statement)


def _statement(args: Mapping[str, Any]) -> Document:
    statement: Document = {"Sid": args["sid"]} if args.get("sid") else {}
    statement["Effect"] = args.get("effect") or "Allow"
    for key, argument in (
        ("Action", "actions"),
        ("NotAction", "notActions"),
        ("Resource", "resources"),
        ("NotResource", "notResources"),
    ):
        if args.get(argument):
            statement[key] = _strings(args[argument])
    for key, argument in (("Principal", "principals"), ("NotPrincipal", "notPrincipals")):
        if args.get(argument):
            statement[key] = _principals(args[argument])
    if args.get("conditions"):
        statement["Condition"] = _conditions(args["conditions"])
    return statement


def _principals(principals: Sequence[Mapping[str, Any]]) -> str | dict[str, Any]:
    """``*`` of the type ``*`` is everybody, without a map; identifiers of one type come together."""
    if [(one.get("type"), one.get("identifiers")) for one in principals] == [("*", ["*"])]:
        return "*"
    by_type: dict[str, list[str]] = {}
    for principal in principals:
        by_type.setdefault(str(principal.get("type")), []).extend(principal.get("identifiers") or [])
    return {kind: _strings(identifiers) for kind, identifiers in sorted(by_type.items())}


def _conditions(conditions: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    by_test: dict[str, dict[str, list[str]]] = {}
    for condition in conditions:
        variables = by_test.setdefault(str(condition.get("test")), {})
        variables.setdefault(str(condition.get("variable")), []).extend(condition.get("values") or [])
    return {
        test: {variable: _strings(values, keep_order=True) for variable, values in sorted(variables.items())}
        for test, variables in sorted(by_test.items())
    }


def _strings(values: Sequence[Any], *, keep_order: bool = False) -> str | list[str]:
    """One string stands alone; several are a list. ``&{`` is how a program writes IAM's own ``${``."""
    texts = [str(value).replace("&{", "${") for value in values]
    if len(texts) == 1:
        return texts[0]
    return texts if keep_order else sorted(dict.fromkeys(texts), reverse=True)


def _listed(statements: Any) -> list[Document]:
    return statements if isinstance(statements, list) else [] if statements is None else [statements]
