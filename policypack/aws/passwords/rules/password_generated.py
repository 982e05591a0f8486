"""password-generated: Passwords must be generated, managed, or secret configuration."""

from collections.abc import Iterator

from policypack.aws import secretsmanager, ssm
from policypack.aws.common.programs import name_of, python_name, variable
from policypack.aws.passwords import TYPES, Password, passwords_of
from policypack.aws.passwords.origins import origin_of
from policypack.aws.passwords.random_passwords import arguments_for
from policypack.aws.passwords.stored_passwords import (
    parameter_holds_password,
    parameter_password,
    version_holds_password,
    version_is_generated,
)
from policypack.check import Resource, Value, Verdict, require
from policypack.rule import StackContext, StackRule


def check(resource: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Each password comes from a generator or from the stack's secret configuration, or AWS keeps it."""
    for password in passwords_of(resource):
        yield require(
            password.is_generated(context.stack, context.deployment),
            when=password.is_asked,
            at=password.value,
            problem=problem(password, context),
            fix=fix(password),
        )
    if resource.type in ssm.PARAMETER:
        password = parameter_password(resource)
        yield require(
            password.is_generated(context.stack, context.deployment),
            when=parameter_holds_password(resource),
            at=password.value,
            problem=problem(password, context),
            fix=fix(password),
        )
    if resource.type in secretsmanager.SECRET_VERSION:
        yield require(
            version_is_generated(resource, context.stack, context.deployment),
            when=version_holds_password(resource, context.stack),
            at="secretString",
            problem=f"The password in secretString {LITERAL}",
            fix='secret_string=Output.json_dumps({..., "password": password.result})'
            f"  # password = random.RandomPassword({name_of(resource)}, length=32)",
        )


LITERAL = (
    "is a literal, or a value that the program computes or reads with a data source such as getSecretVersion: whoever"
    " has the program can have it. Let AWS keep it, generate it, or make it a secret configuration value; one that must"
    " be read from elsewhere needs an exemption."
)
"""A preview cannot tell what a data source read from a literal, so the sentence names both, and every way out."""


def problem(password: Password, context: StackContext[None]) -> str:
    """What is wrong with it, by where it comes from, as far as that can be told."""
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


def fix(password: Password) -> str:
    """The code of the best way out that the argument has."""
    argument, resource = password.argument, password.resource
    name = python_name(argument.path.rsplit(".", 1)[-1].removesuffix("[]"))
    if argument.instead:
        return f"{argument.instead}  # in place of {name}"
    arguments = password.limits.say(arguments_for, "length=32, special=False")
    value = f"random.RandomPassword({name_of(resource)}, {arguments}).result"
    if argument.foreign:
        value = f'pulumi.Config().require_secret("{variable(resource)}_{name}")'
    return f"{name}=[{value}]" if argument.path.endswith("[]") else f"{name}={value}"


RULE = StackRule(
    id="password-generated",
    summary="Passwords must be generated, managed, or secret configuration",
    rationale="""
        A password that stands in a program is known to everybody who reads the program, and stays in its history when
        it is changed. One that the program makes with Python's `random` is new on every run and follows from a seed.
        pulumi-aws marks both as secret, so being secret proves nothing: what counts is where the value comes from.

        A password is fine when it comes from a `RandomPassword` (directly, through a Secrets Manager version, an SSM
        parameter or a component, joined with other text or inside JSON), when AWS makes and keeps it
        (`manage_master_user_password`), when it is a write-only argument, or when it is one of the stack's secret
        configuration values. A RandomPassword's result that is joined with a literal is fine, a plain configuration
        value is not. A password that is left out, as on a replica or a restore, is not this rule's matter.

        Asked are the password arguments of databases, caches, brokers, directories, gateways and connections, SSM
        parameters of type SecureString whose name says password, and secret strings of Secrets Manager that hold one:
        JSON with a key such as `password`, or a plain text in a secret whose name says password. Tokens, keys and
        client secrets that somebody else issues are not asked, and neither is what is stored and no password: a text
        that says where one is (an ARN, a parameter's path, `{{resolve:...}}`), a public key or certificate, a hash, a
        placeholder. A text that an environment variable holds, too, may have been read from there: it is undetermined.

        Known gaps: a value that a data source reads (`getSecretVersion`, `getParameter`) reaches the engine as a plain
        value, so it is reported like a literal; so is a password of another stack that is passed on without its
        reference. A literal in JSON that also holds a generated value, or a literal in JSON that a preview does not
        know yet, is not found before all of it is known. A password inside a connection string, in an environment
        variable or in `aws.elasticbeanstalk` settings is not looked for.
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
