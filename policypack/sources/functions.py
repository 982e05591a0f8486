"""Answers to the functions (data sources), reads and stack references of a program that runs offline."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from typing import Any

from google.protobuf.struct_pb2 import Struct, Value

from policypack.sources import aws_provider, kubernetes_functions
from policypack.sources.answers import STACK_REFERENCE, Answers, Question, mistakes
from policypack.sources.foresight import Foresight
from policypack.sources.providers import configuration_of
from policypack.sources.registrations import Registration
from policypack.sources.resources import Resources
from policypack.sources.stack_config import StackConfig
from policypack.sources.structs import (
    contains_secret,
    contains_unknown,
    from_plain,
    from_plain_properties,
    is_unknown,
    plain,
    plain_properties,
    texts_in,
    unknown,
)
from policypack.wire.placeholders import holds_marks
from policypack.wire.trees import UNKNOWN_STRING

POLICY_DOCUMENT = "aws:iam/getPolicyDocument:getPolicyDocument"
GET_RESOURCE = "pulumi:pulumi:getResource"
REGION_VARIABLES = ("AWS_REGION", "AWS_DEFAULT_REGION")
"""Where the AWS provider looks for a region that its configuration does not name, in this order."""


class Functions:
    """``unanswered`` collects, for each function that nobody answered, the line that tells how to answer it;
    ``assumed`` the same for those that foresight answers with placeholders, ``questions`` all of these. ``mistakes``
    says which answers are not of the provider's form, ``unexpanded`` are functions whose resources are not seen, and
    ``secrets`` the texts that no message may repeat: secret
    configuration, and secret arguments of functions."""

    def __init__(
        self, config: StackConfig, resources: Resources, answers: Answers, foresight: Foresight | None = None
    ) -> None:
        self.unanswered: list[str] = []
        self.assumed: list[str] = []
        self.questions: list[Question] = []
        self.mistakes: set[str] = set()
        self.unexpanded: list[str] = []
        self._foresight = foresight
        self.unknown_references: list[str] = []
        self.secrets = {
            config.values[key] for key in config.secret_keys - config.encrypted_keys if key in config.values
        }
        self._config = config
        self._resources = resources
        self._answers = answers

    @property
    def wanting(self) -> list[str]:
        """All lines that tell how to answer a function."""
        return [*self.unanswered, *self.assumed]

    def call(
        self, token: str, args: Struct, provider: Registration, kinds: Mapping[str, str] | None = None
    ) -> Struct | str:
        """The result of a function. Unknown parts of the arguments do not reach it, as they reach no provider.
        ``kinds`` says of each field of the result what it is.

        Where nothing can be said the line, now in ``unanswered`` too, that tells how to answer it.
        """
        if token == GET_RESOURCE:
            return self._get_resource(args)
        asked = plain_properties(args)
        answer = self._answers.find(token, asked)
        said = plain_properties(self._public(args))
        # A plain preview would not have asked: a placeholder is among the arguments.
        is_foreseen = holds_marks(repr(asked))
        if answer is not None and kinds:
            self.mistakes.update(f"{token}: {one}" for one in mistakes(answer, kinds))
        if answer is not None and kinds and self._foresight is not None:
            return self._assumed(token, said, kinds, provider, answer)
        if answer is None and self._foresight is not None:
            if token == POLICY_DOCUMENT and any(map(contains_unknown, args.fields.values())):
                # The provider would write a document that lacks what is not known, and nothing may judge it by that.
                return Struct(fields={name: unknown() for name in ("id", "json", "minifiedJson")})
            answer = kubernetes_functions.invoke(token, asked)
            if kubernetes_functions.is_left_out(token):
                self.unexpanded.append(token)
        if answer is None and is_foreseen and token != POLICY_DOCUMENT:
            if self._foresight is None:
                return Struct()
            if self._foresight.is_assumed(repr(asked)):
                known = {name: value for name, value in said.items() if not holds_marks(repr(value))}
                self._assume(token, known, kinds or {})
            return self._foresight.result(token, said, kinds or {}, None)
        if answer is None and token.startswith("aws:"):
            configuration = configuration_of(provider, self._config)
            if any(contains_unknown(value) for value in configuration.fields.values()):
                # A provider that is not configured yet answers everything with nothing.
                return Struct()
            tags = aws_provider.default_tags(configuration)
            answer = aws_provider.invoke(token, asked, region_of(configuration), default_tags=tags)
        if answer is None and self._foresight is not None and kinds:
            self._assume(token, said, kinds)
            return self._assumed(token, said, kinds, provider, {})
        if answer is None:
            self.questions.append(Question(token, said, kinds or {}))
            self.unanswered.append(self._answers.wanted(token, said))
            return self.unanswered[-1]
        if is_foreseen and token == POLICY_DOCUMENT:
            # The provider computes it of the text.
            answer["id"] = UNKNOWN_STRING
        return from_plain_properties(_typed(answer, kinds or {}))

    def _assume(self, token: str, said: Mapping[str, Any], kinds: Mapping[str, str]) -> None:
        self.questions.append(Question(token, said, kinds))
        self.assumed.append(self._answers.wanted(token, said))

    def _assumed(
        self,
        token: str,
        said: Mapping[str, Any],
        kinds: Mapping[str, str],
        provider: Registration,
        answer: Mapping[str, Any],
    ) -> Struct:
        """The answer, with placeholders in the fields that neither it nor the arguments say."""
        assert self._foresight is not None
        region = region_of(configuration_of(provider, self._config)) if token.startswith("aws:") else None
        result = self._foresight.result(token, said, kinds, region)
        arguments = {name: value for name, value in said.items() if isinstance(value, str | bool | int | float)}
        for name, value in _typed({**arguments, **answer}, kinds).items():
            result.fields[name].CopyFrom(from_plain(value))
        return result

    def read(self, token: str, identity: str, known: Struct) -> Struct:
        """What is known of a resource that exists already, or of another stack; the rest is unknown to the program."""
        outputs = Struct()
        outputs.CopyFrom(known)
        if token == STACK_REFERENCE:
            name = plain(known.fields["name"]) if "name" in known.fields else identity
            answer = self._answers.find(token, {"name": name})
            if answer is None:
                is_secret = self._is_secret(known.fields["name"] if "name" in known.fields else from_plain(name))
                self.unknown_references.append("[secret]" if is_secret else str(name))
            else:
                outputs.fields["outputs"].CopyFrom(from_plain(answer))
                outputs.fields["secretOutputNames"].CopyFrom(from_plain([]))
            return outputs
        asked: dict[str, Any] = {} if is_unknown(Value(string_value=identity)) else {"id": identity}
        answer = self._answers.find(token, {**plain_properties(known), **asked})
        for key, value in (answer or {}).items():
            outputs.fields[key].CopyFrom(from_plain(value))
        return outputs

    def _public(self, args: Struct) -> Struct:
        """The arguments that hold no secret at any depth, whether marked as one or known to be one."""
        return Struct(fields={key: value for key, value in args.fields.items() if not self._is_secret(value)})

    def _is_secret(self, value: Value) -> bool:
        texts = set(texts_in(value))
        if contains_secret(value):
            self.secrets |= texts
            return True
        return any(secret in text for text in texts for secret in self.secrets if secret)

    def _get_resource(self, args: Struct) -> Struct | str:
        """A resource that the program refers to by URN only, as when a reference to it is read back."""
        urn = plain(args.fields["urn"]) if "urn" in args.fields else ""
        state = self._resources.state_of(urn)
        if state is None:
            return "unknown resource" if self._is_secret(from_plain(urn)) else f"unknown resource {urn}"
        identity, outputs = state
        fields = {"urn": from_plain(urn), "id": from_plain(identity), "state": Value(struct_value=outputs)}
        return Struct(fields=fields)


def _typed(result: Mapping[str, Any], kinds: Mapping[str, str]) -> dict[str, Any]:
    """The result with its scalars as the provider's schema types them: it takes ``"true"`` for true in an argument, and
    gives that back."""
    return {name: _scalar(value, kinds.get(name, "")) for name, value in result.items()}


def _scalar(value: Any, kind: str) -> Any:
    if kind == "boolean" and value in ("true", "false"):
        return value == "true"
    if kind == "text" and isinstance(value, bool | int | float):
        return json.dumps(value)
    if kind == "number" and isinstance(value, str) and re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", value):
        return float(value)
    return value


def region_of(configuration: Struct) -> str | None:
    if "region" in configuration.fields:
        return str(plain(configuration.fields["region"]))
    return next((os.environ[name] for name in REGION_VARIABLES if os.environ.get(name)), None)
