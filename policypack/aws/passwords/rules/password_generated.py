"""password-generated: Passwords must be generated, managed, or secret configuration."""

from collections.abc import Iterator

from policypack.aws import secretsmanager, ssm
from policypack.aws.passwords import TYPES, Password, passwords_of
from policypack.aws.passwords.origins import origin_of
from policypack.aws.passwords.random_passwords import generated, new_generator
from policypack.aws.passwords.stored_passwords import (
    parameter_holds_password,
    parameter_password,
    version_holds_password,
    version_is_generated,
)
from policypack.check import Resource, Value, Verdict, require
from policypack.fix import Edit, Fix, Remove, SecretSetting, Set, fix, note
from policypack.fix.languages import python_name, variable
from policypack.rule import StackContext, StackRule


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each password comes from a generator or from the stack's secret configuration, or AWS keeps it."""
    for password in passwords_of(resource):
        yield require(
            password.is_generated(context.stack, context.deployment),
            when=password.is_asked,
            at=password.value,
            problem=problem(password, context),
            fix=replacement(password),
        )
    if resource.type in ssm.PARAMETER:
        password = parameter_password(resource)
        yield require(
            password.is_generated(context.stack, context.deployment),
            when=parameter_holds_password(resource),
            at=password.value,
            problem=problem(password, context),
            fix=replacement(password),
        )
    if resource.type in secretsmanager.SECRET_VERSION:
        yield require(
            version_is_generated(resource, context.stack, context.deployment),
            when=version_holds_password(resource, context.stack),
            at="secretString",
            problem=f"The password in secretString {LITERAL}",
            fix=generated_content(resource),
        )


LITERAL = (
    "is a literal, or the program computes it or reads it (getSecretVersion): whoever reads the program can read it."
    " Let AWS manage it, generate it, make it a secret configuration value, or write an exemption."
)
"""A preview cannot tell what a data source read from a literal, so the sentence names both, and every way out."""


def problem(password: Password, context: StackContext[None]) -> str:
    """What is wrong with it, by where it comes from, as far as that is known."""
    at = password.value.path
    plain_key = key_of_plain_setting(password.value, context)
    if plain_key:
        return f"{at} is the configuration value {plain_key}, which the stack's configuration holds in clear."
    exposed = origin_of(context.stack, password.resource, (password.argument.top,)).exposed
    source = context.stack.get(exposed[0]) if exposed and not password.argument.is_part else None
    if source is not None:
        return f"{at} comes from {source}, whose result is no secret: previews, logs and the state show it."
    return f"{at} {LITERAL}"


def key_of_plain_setting(value: Value, context: StackContext[None]) -> str:
    """The configuration key, not secret, whose value this is; empty where there is none."""
    deployment = context.deployment
    plain_keys = (key for key in sorted(deployment.config) if key not in deployment.secret_keys)
    return next((key for key in plain_keys if value.equals(deployment.config[key]).truth), "")


def replacement(password: Password) -> Fix:
    """The best alternative that the argument has."""
    argument, path = password.argument, password.value.path
    if argument.instead_key:
        return note(f"set {argument.instead_key}, the name of a secret, in {argument.top} instead of this key")
    if argument.instead:
        own = argument.path.removesuffix("[]")
        is_replaced = any(own.startswith(step.path) for step in argument.instead if isinstance(step, Set))
        return fix(*argument.instead, *(() if is_replaced else (Remove(own),)))
    if argument.foreign:
        name = python_name(argument.path.rsplit(".", 1)[-1].removesuffix("[]"))
        return fix(Set(path, SecretSetting(f"{variable(password.resource.name)}_{name}")))
    return generated(password)


def generated_content(version: Resource) -> Fix:
    """A generated password in the content of a secret."""
    made, result = new_generator(version, Value(None, "secretString"))
    return fix(made, Edit("secretString", "password", result), otherwise=(made, Set("secretString", result)))


RULE = StackRule(
    id="password-generated",
    summary="Passwords must be generated, managed, or secret configuration",
    rationale="""
        A password in a program is known to everyone who reads the program, and stays in its history after it is
        changed. One that the program makes with Python's `random` is new on every run and follows from a seed.
        pulumi-aws marks both as secret, so being secret proves nothing: what counts is where the value comes from.

        A password is fine when it comes from a `RandomPassword` (directly, through a Secrets Manager version, an SSM
        parameter or a component, joined with other text or inside JSON), when AWS generates and keeps it
        (`manage_master_user_password`), when it is a write-only argument, or when it is one of the stack's secret
        configuration values. A RandomPassword's result that is joined with a literal is fine, a plain configuration
        value is not. A password that is left out, as on a replica or a restore, is not checked.

        This rule checks the password arguments of databases, caches, brokers, directories, gateways and connections,
        SSM parameters of type SecureString with a password's name, and secret strings of Secrets Manager that hold one:
        JSON with a key such as `password`, or a plain text in a secret with a password's name. It does not check
        tokens, keys and client secrets that someone else issues, nor stored texts that are no password: the place of
        one (an ARN, a parameter's path, `{{resolve:...}}`), a public key or certificate, a hash, a placeholder. A text
        that is also the value of an environment variable may have been read from there: it is undetermined.

        Known gaps: a value that a data source reads (`getSecretVersion`, `getParameter`) reaches the engine as a plain
        value, so it is reported like a literal; so is a password of another stack that is passed on without its
        reference. A literal in JSON that also holds a generated value, or a literal in JSON that a preview does not
        know yet, is not found before all of it is known. Passwords inside connection strings, environment variables or
        `aws.elasticbeanstalk` settings are not found.
    """,
    level="mandatory",
    consequence="exposure",
    since="0.1.0",
    applies_to=(*TYPES, *ssm.PARAMETER, *secretsmanager.SECRET_VERSION),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
        "https://www.pulumi.com/docs/iac/concepts/secrets/",
        "https://www.pulumi.com/registry/packages/random/api-docs/randompassword/",
        "https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html",
    ),
    check=check,
)
