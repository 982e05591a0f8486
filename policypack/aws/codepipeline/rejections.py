"""What CodePipeline answers to a pipeline that it refuses: condition, error, where AWS or a user says so.

The errors of InvalidStructureException and InvalidActionDeclarationException that nobody quotes are given in the words
of the API reference. Read in 2026-11.
"""

from __future__ import annotations

GUIDE = "https://docs.aws.amazon.com/codepipeline/latest/userguide/"
API = "https://docs.aws.amazon.com/codepipeline/latest/APIReference/"
STRUCTURE = GUIDE + "reference-pipeline-structure.html"
_PROVIDER = "https://github.com/hashicorp/terraform-provider-aws/issues/"
_STORES = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-codepipeline-pipeline-"
_INVALID_STRUCTURE = "InvalidStructureException: The structure was specified in an invalid format."
_INVALID_ACTION = "InvalidActionDeclarationException: The action declaration was specified in an invalid format."
_PATTERN = "ValidationException: Member must satisfy regular expression pattern: "

REFUSED: tuple[tuple[str, str, str, str, str], ...] = (
    (
        "a pipeline with fewer than two stages",
        "InvalidStructureException: Pipeline has only 1 stage(s). There should be a minimum of 2 stages",
        STRUCTURE,
        "one-stage",
        "two-stages",
    ),
    (
        "another action than a source in the first stage",
        "InvalidStructureException: Pipeline should start with a stage that only contains source actions",
        "https://github.com/aws-cloudformation/cfn-lint/issues/29",
        "builds-first",
        "two-sources",
    ),
    ("a source action in a later stage", _INVALID_STRUCTURE, STRUCTURE, "late-source", "two-sources"),
    ("a stage without an action", _INVALID_STRUCTURE, STRUCTURE, "empty-stage", "two-stages"),
    ("two stages of one name", _INVALID_STRUCTURE, STRUCTURE, "same-stage-names", "names-by-stage"),
    ("two actions of one name in a stage", _INVALID_STRUCTURE, STRUCTURE, "same-action-names", "names-by-stage"),
    (
        "a name with a space, or of more than 100 characters",
        _PATTERN + r"[A-Za-z0-9.@\-_]+",
        API + "API_StageDeclaration.html",
        "spaced-name",
        "longest-name",
    ),
    (
        "an action type that does not exist",
        "InvalidActionDeclarationException: ActionType (Category: 'Build', Provider: 'Jenkins', Owner:"
        " 'ThirdParty', Version: '1') in action 'Build' is not available",
        _PROVIDER + "6931",
        "no-such-type",
        "custom-action",
    ),
    (
        "a version of an AWS action type other than 1",
        "InvalidActionDeclarationException: ActionType (Category: 'Deploy', Provider: 'ECS', Owner:"
        " 'AWS', Version: '2') in action 'Deploy' is not available",
        _PROVIDER + "4667",
        "version-2",
        "custom-action",
    ),
    (
        "a run order that is not from 1 to 999",
        "ValidationException: Member must have value less than or equal to 999",
        API + "API_ActionDeclaration.html",
        "order-1000",
        "order-999",
    ),
    (
        "a timeout that is not from 5 to 86400 minutes",
        "ValidationException: Member must have value greater than or equal to 5",
        API + "API_ActionDeclaration.html",
        "timeout-4",
        "timeout-5",
    ),
    (
        "two actions with one namespace",
        "InvalidActionDeclarationException: Namespaces must be unique across the pipeline definition."
        " The following occur more than once in the pipeline.",
        "https://github.com/aws/aws-cdk/issues/6111",
        "same-namespaces",
        "own-namespaces",
    ),
    (
        "a namespace with a full stop",
        _PATTERN + r"[A-Za-z0-9@\-_]+",
        API + "API_ActionDeclaration.html",
        "dotted-namespace",
        "own-namespaces",
    ),
    (
        "an action whose configuration lacks what its provider needs",
        _INVALID_ACTION,
        GUIDE + "action-reference-CodeBuild.html",
        "no-project",
        "two-stages",
    ),
    (
        "a Commands action without commands",
        "InvalidActionDeclarationException: Action cleanup must have a non-empty commands field",
        _PROVIDER + "42997",
        "no-commands",
        "commands",
    ),
    (
        "commands outside a compute action",
        "The following action cannot contain a commands field: BuildDebugAction. To use the commands"
        " field, use a compute action.",
        "https://github.com/aws/aws-cdk/issues/38843",
        "commands-in-build",
        "commands",
    ),
    ("an input artifact that no action makes", _INVALID_ACTION, STRUCTURE, "nobody-makes", "by-order"),
    (
        "an input artifact that is made at the same time or later",
        _INVALID_ACTION,
        STRUCTURE,
        "made-at-once",
        "by-order",
    ),
    (
        "an output artifact that another action makes, too",
        "Output Artifact Bundle name must be unique within the pipeline. CreateOutput has been used more than once.",
        "https://github.com/aws-cloudformation/cfn-lint/issues/1688",
        "made-twice",
        "two-sources",
    ),
    (
        "an artifact name with a full stop",
        _PATTERN + r"[a-zA-Z0-9_\-]+",
        API + "API_OutputArtifact.html",
        "dotted-artifact",
        "two-stages",
    ),
    (
        "fewer input artifacts than the provider needs",
        "InvalidActionDeclarationException: Action Build declares 0 input artifacts which is less than"
        " the minimum count (1)",
        "https://github.com/awsdocs/aws-cloudformation-user-guide/pull/941",
        "builds-nothing",
        "five-inputs",
    ),
    (
        "more artifacts than the provider takes",
        _INVALID_ACTION,
        GUIDE + "reference-action-artifacts.html",
        "six-inputs",
        "five-inputs",
    ),
    (
        "a region on the only artifact store",
        "region cannot be set for a single-region CodePipeline Pipeline",
        _PROVIDER + "18113",
        "one-store-with-region",
        "two-stages",
    ),
    (
        "several artifact stores of which one has no region",
        "region must be set for a cross-region CodePipeline Pipeline",
        _PROVIDER + "18113",
        "store-without-region",
        "cross-region",
    ),
    (
        "two artifact stores for one region",
        "only one Artifact Store can be defined per region for a cross-region CodePipeline Pipeline",
        _PROVIDER + "18113",
        "stores-of-one-region",
        "cross-region",
    ),
    (
        "no artifact store for the region of an action",
        _INVALID_STRUCTURE,
        GUIDE + "actions-create-cross-region.html",
        "no-store-abroad",
        "cross-region",
    ),
    (
        "no artifact store for the pipeline's own region",
        _INVALID_STRUCTURE,
        _STORES + "artifactstoremap.html",
        "no-store-at-home",
        "cross-region",
    ),
    (
        "a source action in another region",
        _INVALID_ACTION,
        "https://github.com/aws/aws-cdk/pull/4303",
        "source-abroad",
        "source-at-home",
    ),
    (
        "triggers in a pipeline of type V1",
        "InvalidStructureException: Triggers on tag can only be used with V2 pipelines",
        "https://github.com/cloudposse/terraform-aws-ecs-codepipeline/issues/145",
        "triggers-in-v1",
        "triggers-in-v2",
    ),
    (
        "variables in a pipeline of type V1",
        _INVALID_STRUCTURE,
        GUIDE + "pipeline-types-planning.html",
        "variables-in-v1",
        "triggers-in-v2",
    ),
    (
        "queued or parallel executions in a pipeline of type V1",
        _INVALID_STRUCTURE,
        API + "API_PipelineDeclaration.html",
        "queued-v1",
        "triggers-in-v2",
    ),
    (
        "an action of type V2 in a pipeline of type V1",
        _INVALID_ACTION,
        GUIDE + "actions-valid-providers.html",
        "commands-in-v1",
        "commands",
    ),
)
"""Condition, error, source, a pipeline in the rule's examples that is refused, and its neighbour that is accepted."""
