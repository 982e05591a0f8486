"""ecr-repository-valid: Repositories must have options that fit their encryption and the tags of their images."""

from policypack.aws.ecr import REPOSITORY, SCANNING
from policypack.constraint import Blank, Constraint, Inputs, Set, argument, fix, of_text
from policypack.fix import Remove
from policypack.rule import constraints_rule

TEMPLATE = ("aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",)
CACHE_RULE = ("aws:ecr/pullThroughCacheRule:PullThroughCacheRule",)

TRIED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/ecr"
CACHE = "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreatePullThroughCacheRule.html"
KEY = "arn:aws:kms:us-east-1:123456789012:key/0e1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b"
LATEST: Inputs = {"imageTagMutabilityExclusionFilters": [{"filter": "latest*", "filterType": "WILDCARD"}]}
EVERY: Inputs = {"repositoryFilters": [{"filter": "*", "filterType": "WILDCARD"}]}
DOCKER_HUB = "registry-1.docker.io"
NOT_DOCKER_HUB = ("docker.io", "index.docker.io", "hub.docker.com", "registry.hub.docker.com")
"""Names of Docker Hub that are not the one of its registry."""

UPSTREAMS = (
    r"public\.ecr\.aws|quay\.io|registry\.k8s\.io|registry-1\.docker\.io|ghcr\.io|registry\.gitlab\.com|cgr\.dev"
    r"|[\w-]+\.azurecr\.\w+|\d{12}\.dkr[.-]ecr[.-].+"
)
"""The registries that ECR caches: those of UpstreamRegistry in botocore 1.44.8, and the ones in
https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html, November 2026."""

WITH_SECRET = r"registry-1\.docker\.io|ghcr\.io|registry\.gitlab\.com|cgr\.dev|.+\.azurecr\.io"
"""Those of them that are asked with credentials only."""

filters, mutability, url = (
    argument(path) for path in ("imageTagMutabilityExclusionFilters", "imageTagMutability", "upstreamRegistryUrl")
)
EXCLUDING = ("IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION")
OF_BOTH = (
    Constraint(
        demand=argument("encryptionType").one_of("KMS", "KMS_DSSE"),
        when=argument("kmsKey").is_given(),
        error="InvalidParameterException: Invalid parameter at 'encryptionConfiguration' failed to satisfy constraint:"
        " 'Invalid encryption configuration: Encryption key should not be set for AES256 encryption.'",
        source=f"{TRIED}/pf-ecr-encryption-configuration/meta.yaml",
        fix=fix(Set("encryptionType", "KMS"), otherwise=Remove("kmsKey")),
        invalid=({"kmsKey": KEY}, {"kmsKey": KEY, "encryptionType": "AES256"}),
        valid=({"kmsKey": KEY, "encryptionType": "KMS"}, {"encryptionType": "AES256"}),
    ).inside("encryptionConfigurations[]"),
    Constraint(
        demand=mutability.one_of(*EXCLUDING),
        when=filters.is_given(),
        error="InvalidParameterException: Invalid parameter at 'imageTagMutabilityExclusionFilters' failed to satisfy"
        " constraint: 'ImageTagMutabilityExclusionFilters are not allowed when imageTagMutability is set as IMMUTABLE'",
        source=f"{TRIED}/pf-ecr-image-tag-mutability-filters/meta.yaml",
        fix=fix(
            Set("imageTagMutability", Blank("IMMUTABLE_WITH_EXCLUSION or MUTABLE_WITH_EXCLUSION")),
            otherwise=Remove(filters.path),
        ),
        invalid=({**LATEST, "imageTagMutability": "IMMUTABLE"}, {**LATEST, "imageTagMutability": "MUTABLE"}),
        valid=({**LATEST, "imageTagMutability": "IMMUTABLE_WITH_EXCLUSION"}, {"imageTagMutability": "IMMUTABLE"}),
    ),
)

RULE = constraints_rule(
    id="ecr-repository-valid",
    service="ECR",
    summary="Repositories must have options that fit their encryption and tags",
    rationale="""
        A repository has a key of KMS only with the encryption KMS or KMS_DSSE; without a type it is AES256. Tags are
        excluded only where the mutability says so. The registry of Docker Hub is registry-1.docker.io. It, GitHub,
        GitLab, Chainguard and Azure are asked with credentials, which are a secret of Secrets Manager.
    """,
    since="0.2.0",
    constraints={
        (*REPOSITORY, *TEMPLATE): OF_BOTH,
        SCANNING: (
            Constraint(
                demand=~argument("scanFrequency").equals("CONTINUOUS_SCAN"),
                given=argument("scanType").equals("BASIC"),
                each="rules[]",
                error="scanFrequency: When the BASIC scan type is specified, the SCAN_ON_PUSH scan frequency is"
                " supported.",
                source="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_RegistryScanningRule.html",
                fix=fix(Set("scanFrequency", "SCAN_ON_PUSH"), note="or scanType ENHANCED"),
                invalid={"scanType": "BASIC", "rules": [{**EVERY, "scanFrequency": "CONTINUOUS_SCAN"}]},
                valid=(
                    {"scanType": "BASIC", "rules": [{**EVERY, "scanFrequency": "SCAN_ON_PUSH"}]},
                    {"scanType": "ENHANCED", "rules": [{**EVERY, "scanFrequency": "CONTINUOUS_SCAN"}]},
                ),
            ),
        ),
        CACHE_RULE: (
            Constraint(
                demand=~url.one_of(*NOT_DOCKER_HUB),
                error="UnsupportedUpstreamRegistryException: The upstream registry URL registry.example.com is invalid."
                " Specify a valid upstream registry URL and try again",
                source=f"{TRIED}/pf-ecr-pull-through-cache-url/meta.yaml",
                problem=f"The registry of Docker Hub is {DOCKER_HUB}.",
                fix=fix(Set(url.path, Blank("the name of the registry, registry-1.docker.io"))),
                invalid={url.path: "docker.io"},
                valid={url.path: DOCKER_HUB},
                condition="upstreamRegistryUrl is another name of Docker Hub than registry-1.docker.io",
            ),
            Constraint(
                demand=url.matches(UPSTREAMS, "the host name of a registry that ECR caches"),
                when=(~url.one_of(*NOT_DOCKER_HUB)).unsaid(),
                error="UnsupportedUpstreamRegistryException: The upstream registry URL harbor.example.com is invalid."
                " Specify a valid upstream registry URL and try again",
                source="https://github.com/goharbor/harbor/issues/20174",
                fix=fix(Set(url.path, Blank("the host name of a registry that ECR caches, without https://"))),
                correct=of_text(lambda text: text.removeprefix("https://").rstrip("/")),
                invalid=(
                    {url.path: "harbor.example.com"},
                    {url.path: "https://210987654321.dkr.ecr.eu-west-1.amazonaws.com"},
                ),
                valid=(
                    {url.path: DOCKER_HUB},
                    {url.path: "shop.azurecr.io"},
                    {url.path: "210987654321.dkr.ecr.eu-west-1.amazonaws.com"},
                ),
                condition="upstreamRegistryUrl is none of the registries that ECR caches",
            ),
            Constraint(
                demand=argument("credentialArn").is_present(),
                when=url.matches(WITH_SECRET, "a registry that asks for credentials"),
                error="UnsupportedUpstreamRegistryException: The specified upstream registry requires authentication",
                source=CACHE,
                fix=fix(Set("credentialArn", Blank("the ARN of a secret with user and token"))),
                invalid={url.path: DOCKER_HUB, "credentialArn": None},
                valid=({url.path: DOCKER_HUB}, {url.path: "public.ecr.aws", "credentialArn": None}),
            ),
        ),
    },
    base={
        REPOSITORY[0]: {"name": "orders"},
        TEMPLATE[0]: {"prefix": "orders", "appliedFors": ["PULL_THROUGH_CACHE"]},
        SCANNING[0]: {"scanType": "BASIC"},
        CACHE_RULE[0]: {
            "ecrRepositoryPrefix": "hub",
            "credentialArn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/hub-AbCdEf",
        },
    },
    references=(CACHE,),
)
