"""Passwords that SSM parameters and secrets of Secrets Manager store: which of them hold one, and what made it."""

from __future__ import annotations

import re
from itertools import zip_longest

from policypack.aws.passwords import Password
from policypack.aws.passwords.arguments import Argument
from policypack.aws.passwords.origins import generated_texts, is_made_of, origin_of
from policypack.aws.passwords.secret_references import is_no_password
from policypack.aws.secretsmanager import CONTENT, secrets_of
from policypack.model.facts import FALSE, TRUE, Fact, all_facts, all_of, any_of, is_not, known
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.model.values import Value

PARAMETER_VALUE = Argument("value")
"""The value of an SSM parameter, which may be a password."""
_PASSWORD_WORDS = frozenset({"password", "passwords", "passwd", "passphrase", "pwd"})
_WORDS_ABOUT_PASSWORDS = frozenset(
    {
        *("age", "algorithm", "alias", "arn", "attempts", "change", "changed", "complexity", "days", "enabled", "env"),
        *(
            "expiration",
            "expired",
            "expires",
            "expiry",
            "field",
            "file",
            "format",
            "from",
            "generator",
            "hash",
            "hashed",
        ),
        *(
            "hashes",
            "hint",
            "history",
            "id",
            "ids",
            "key",
            "keys",
            "length",
            "location",
            "manager",
            "max",
            "min",
            "name",
        ),
        *("names", "param", "parameter", "parameters", "path", "paths", "policy", "prompt", "protected", "provider"),
        *(
            "ref",
            "reference",
            "required",
            "reset",
            "rotated",
            "rotation",
            "rules",
            "salt",
            "secret",
            "secrets",
            "source",
        ),
        *("ssm", "store", "template", "type", "updated", "uri", "url", "vault", "version"),
    }
)
"""After the word password they make a name that is not a password's: ``passwordPolicy``."""


def parameter_password(parameter: Resource) -> Password:
    """The value of an SSM parameter as a password."""
    return Password(parameter, PARAMETER_VALUE, parameter["value"])


def parameter_holds_password(parameter: Resource) -> Fact:
    """The parameter is a SecureString, and its name says that it holds a password."""
    says = any_of(known(says_password(parameter.name)), parameter["name"].as_text().test(says_password))
    may_be_one = is_not(parameter["value"].as_text().test(is_no_password))
    return all_of(parameter["type"].equals("SecureString"), parameter_password(parameter).is_asked, says, may_be_one)


def version_holds_password(version: Resource, stack: Stack) -> Fact:
    """The secret string is JSON with a password in it, or a text whose name says that it is a password."""
    content = version["secretString"]
    if not content.is_known:
        return content.undecided() if content.is_unknown else FALSE
    if _is_structured(content):
        return known(bool(_stored_passwords(content)))
    secrets = secrets_of(stack, version)
    named = secrets.any(
        lambda secret: any_of(known(says_password(secret.name)), secret["name"].as_text().test(says_password))
    )
    return all_of(
        is_not(content.is_empty()),
        is_not(content.as_text().test(is_no_password)),
        any_of(known(says_password(version.name)), version["secretId"].as_text().test(says_password), named),
    )


def version_is_generated(version: Resource, stack: Stack, deployment: Deployment) -> Fact:
    """Each password in the secret string is made by a generator or is a secret configuration value."""
    content, secrets = version["secretString"], (*deployment.secrets(), *generated_texts(stack))
    origin = origin_of(stack, version, CONTENT, through_passwords=False)
    if origin.generators:
        return TRUE
    if content.is_unknown:
        return content.undecided()
    stored = _stored_passwords(content) if _is_structured(content) else (content,)
    otherwise = content.undecided() if origin.is_open else FALSE
    return all_facts(any_of(is_made_of(one, secrets), deployment.may_have_read(one), otherwise) for one in stored)


def _is_structured(content: Value) -> bool:
    return any(True for element in content.as_json().elements() for _ in element.fields())


def _stored_passwords(content: Value) -> tuple[Value, ...]:
    """The texts under a password's key, at any depth of the JSON."""
    found: list[Value] = []
    pending = [content.as_json()]
    while pending:
        for element in pending.pop().elements():
            for key, part in element.fields():
                text = part.as_text()
                if not (says_password(key) and text.is_known):
                    pending.append(part)
                elif any_of(text.is_empty(), text.test(is_no_password)).truth is False:
                    found.append(text)
    return tuple(found)


def says_password(name: str) -> bool:
    """The name is that of a password: ``db-password``, ``/orders/DB_PASSWORD``; not ``password-policy``."""
    last = re.sub(r"-[0-9a-f]{7}$", "", name).rstrip("/").rsplit("/", 1)[-1]
    words = [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+", last)]
    return any(
        _is_password_word(word) and after not in _WORDS_ABOUT_PASSWORDS
        for word, after in zip_longest(words, words[1:], fillvalue="")
    )


def _is_password_word(word: str) -> bool:
    return word in _PASSWORD_WORDS or word.endswith(("password", "passwd"))
