"""codebuild-project-valid: what its examples do not show."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.codebuild.rules.codebuild_project_valid import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret

ARM = "aws/codebuild/amazonlinux-aarch64-standard:3.0"


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"source": {"type": "CODEPIPELINE"}, "artifacts": {"type": "CODEPIPELINE"}}, "fine"),
        ({"source": {"type": "CODEPIPELINE"}, "artifacts": {"type": "S3"}}, "violated: artifacts.type"),
        ({"source": [{"type": "S3"}], "artifacts": [{"type": "CODEPIPELINE"}]}, "violated: source.type"),
        ({"source": {"type": UNKNOWN}, "artifacts": {"type": "CODEPIPELINE"}}, "undetermined: source.type"),
        ({"artifacts": {"type": "NO_ARTIFACTS", "name": ""}}, "fine"),
        ({"artifacts": {"type": "NO_ARTIFACTS", "name": secret("x")}}, "violated: artifacts"),
        ({"artifacts": {"type": "S3", "name": "x"}}, "not applicable"),
        ({"secondarySources": [{"type": "S3"}, {"type": "CODEPIPELINE"}]}, "violated: secondarySources"),
        ({"secondaryArtifacts": UNKNOWN}, "undetermined: secondaryArtifacts"),
        ({"secondaryArtifacts": []}, "not applicable"),
        ({"environment": {"image": ARM, "type": "LINUX_CONTAINER"}}, "violated: environment"),
        ({"environment": {"image": ARM, "type": "ARM_CONTAINER"}}, "fine"),
        ({"environment": {"image": ARM, "type": UNKNOWN}}, "undetermined: environment.type"),
        ({"environment": {"image": UNKNOWN, "type": "LINUX_CONTAINER"}}, "undetermined: environment.image"),
        ({"environment": {"image": "aws/codebuild/standard:7", "type": "LINUX_CONTAINER"}}, "violated: environment"),
        ({"environment": {"image": "aws/codebuild/Standard:7.0", "type": "LINUX_CONTAINER"}}, "violated: environment"),
        (
            {"environment": {"image": "aws/codebuild/windows-base:2019-1.0", "type": "ARM_CONTAINER"}},
            "violated: environment",
        ),
        ({"environment": {"image": "aws/codebuild/standard:9.0", "type": "LINUX_CONTAINER"}}, "fine"),
        ({"environment": {"image": "aws/codebuild/standard:7.0-24.10.29", "type": "LINUX_EC2"}}, "fine"),
        (
            {
                "environment": {
                    "image": "aws/codebuild/amazonlinux2-x86_64-standard:corretto11",
                    "type": "LINUX_CONTAINER",
                }
            },
            "fine",
        ),
        ({"environment": {"image": "aws/codebuild/ami/amazonlinux-x86_64-base:latest", "type": "LINUX_EC2"}}, "fine"),
        ({"environment": {"image": "example/own:1", "imagePullCredentialsType": "SERVICE_ROLE"}}, "not applicable"),
        ({"environment": {"image": "example/aarch64:1", "type": "LINUX_CONTAINER"}}, "not applicable"),
    ],
)
def test_verdict(inputs: dict[str, Any], expected: str) -> None:
    assert str(judge(RULE, **inputs)) == expected


def test_an_image_of_the_stack_does_not_wait() -> None:
    repository = resource("aws:ecr/repository:Repository", "tools")
    inputs = {"environment": {"image": UNKNOWN, "type": "LINUX_CONTAINER"}}
    project = resource(RULE.applies_to[0], "it", inputs, depends={"environment": [repository]})
    assert str(judge_stack(RULE, repository, project)["it"]) == "not applicable"
