"""codebuild-privileged: Builds must not run in privileged mode."""

from policypack.aws.codebuild import PROJECT
from policypack.aws.practices.base_of_compute import COMPUTE
from policypack.constraint.practices import turned_off
from policypack.rule import practices_rule

RULE = practices_rule(
    id="codebuild-privileged",
    summary="Builds must not run in privileged mode",
    rationale="""
        A build in privileged mode has all devices and capabilities of the machine that it runs on. Only a build that
        runs the Docker daemon needs that, to make images: exempt such projects. Other tools make images without it.
    """,
    harm="What a build runs, a dependency of the project too, then has all rights on the machine; only a build that"
    " runs Docker needs them.",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    base=COMPUTE,
    practices={PROJECT: [turned_off("environment.privilegedMode", controls=("CodeBuild.5",))]},
)
