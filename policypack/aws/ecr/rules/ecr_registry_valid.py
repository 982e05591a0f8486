"""ecr-registry-valid: Pull through cache rules must name a registry and its credentials."""

from policypack.aws.ecr import PULL_THROUGH_CACHE
from policypack.constraint import Blank, Constraint, Set, argument, fix
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreatePullThroughCacheRule.html"
WITH_SECRET = r"registry-1\.docker\.io|ghcr\.io|registry\.gitlab\.com|cgr\.dev|.+\.azurecr\.io"
SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/orders-AbCdEf"

url, credentials = argument("upstreamRegistryUrl"), argument("credentialArn")

RULE = constraints_rule(
    id="ecr-registry-valid",
    service="ECR",
    summary="Pull through cache rules must name a registry and its credentials",
    rationale="""
        A registry is named by its host alone, and Docker Hub by registry-1.docker.io. Docker Hub, GitHub, GitLab,
        Chainguard and Azure are asked with credentials, which are a secret of Secrets Manager.
    """,
    since="0.2.0",
    constraints={
        PULL_THROUGH_CACHE: (
            Constraint(
                demand=url.matches(
                    r"(?!(?:index\.|hub\.|www\.)?docker\.(?:io|com)$)[a-z0-9.-]+",
                    "the host of a registry, such as registry-1.docker.io",
                ),
                when=url.is_given().unsaid(),
                error="InvalidParameterException: The upstream registry URL docker.io is invalid",
                source=CREATE,
                fix=fix(Set("upstreamRegistryUrl", Blank("the host of a registry, such as registry-1.docker.io"))),
                invalid=(
                    {"upstreamRegistryUrl": "docker.io"},
                    {"upstreamRegistryUrl": "https://public.ecr.aws"},
                    {"upstreamRegistryUrl": "quay.io/orders"},
                ),
                valid=(
                    {"upstreamRegistryUrl": "public.ecr.aws"},
                    {"upstreamRegistryUrl": "registry-1.docker.io", "credentialArn": SECRET},
                    {"upstreamRegistryUrl": "123456789012.dkr.ecr.eu-west-1.amazonaws.com"},
                ),
            ),
            Constraint(
                demand=credentials.is_present(),
                when=url.matches(WITH_SECRET, "a registry that asks for credentials"),
                error="UnsupportedUpstreamRegistryException: The specified upstream registry requires authentication",
                source=CREATE,
                fix=fix(Set("credentialArn", Blank("the ARN of a secret with user and token"))),
                invalid={"upstreamRegistryUrl": "ghcr.io"},
                valid=({"upstreamRegistryUrl": "ghcr.io", "credentialArn": SECRET}, {"upstreamRegistryUrl": "quay.io"}),
            ),
        ),
    },
    base={PULL_THROUGH_CACHE[0]: {"ecrRepositoryPrefix": "orders"}},
)
