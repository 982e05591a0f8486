from __future__ import annotations

import json
from typing import Any

import pytest

from policypack.aws import codepipeline, iam, kms, s3
from policypack.aws.codepipeline.rules.codepipeline_role_permissions import RULE
from policypack.model.resources import Resource
from policypack.testing import UNKNOWN, Judged, judge_stack, resource, secret

ARN = "arn:aws:iam::123456789012:role/deploy"
ROLE = resource(iam.ROLE[0], "deploy", {"name": "deploy"}, outputs={"arn": ARN})
BUCKET = resource(s3.BUCKET[0], "artifacts", {"bucket": "artifacts"}, outputs={"arn": "arn:aws:s3:::artifacts"})
KEY_ARN = "arn:aws:kms:eu-south-2:123456789012:key/1"
STORE = {"type": "S3", "location": "artifacts"}
WRITES = ["s3:PutObject", "s3:GetBucketVersioning"]
READS = ["s3:GetObject", "s3:GetObjectVersion"]
CONNECTION = "arn:aws:codestar-connections:eu-south-2:123456789012:connection/1"
USE = ["codestar-connections:UseConnection"]


def action(category: str, provider: Any, reads: Any = None, writes: Any = None, **more: Any) -> dict[str, Any]:
    base = {"name": provider, "category": category, "owner": "AWS", "provider": provider, "version": "1"}
    return {**base, "inputArtifacts": reads, "outputArtifacts": writes, **more}


SOURCE = action("Source", "CodeStarSourceConnection", writes=["source"], configuration={"ConnectionArn": CONNECTION})


def build(**configuration: Any) -> dict[str, Any]:
    return action("Build", "CodeBuild", ["source"], configuration={"ProjectName": "orders", **configuration})


def document(*statements: Any) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allow(actions: Any, on: Any = "*", **more: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": actions, "Resource": on, **more}


def policy(value: Any, depends: dict[str, Any] | None = None) -> Resource:
    return resource(iam.ROLE_POLICY[0], "policy", {"role": "deploy", "policy": value}, depends=depends)


def judged(*others: Resource, actions: list[Any], store: Any = STORE, role: Any = ARN, config: Any = None) -> Judged:
    stages = [{"name": f"stage-{at}", "actions": [one]} for at, one in enumerate(actions)]
    inputs = {"roleArn": role, "artifactStores": store if isinstance(store, list) else [store], "stages": stages}
    pipeline = resource(codepipeline.PIPELINE[0], "orders", inputs)
    region = {"aws:region": "eu-south-2"} if config is None else config
    return judge_stack(RULE, ROLE, BUCKET, pipeline, *others, config=region)["orders"]


def verdict(allowed: Any, *actions: Any, store: Any = STORE, others: tuple[Resource, ...] = ()) -> str:
    return str(judged(policy(document(*allowed)), *others, actions=[SOURCE, *actions], store=store))


SOURCE_NEEDS = [allow(WRITES), allow(USE)]


@pytest.mark.parametrize(
    ("allowed", "expected"),
    [
        ([*SOURCE_NEEDS, allow(["codebuild:StartBuild", "codebuild:BatchGetBuilds"])], "fine"),
        ([*SOURCE_NEEDS, allow("codebuild:*")], "fine"),
        ([*SOURCE_NEEDS, allow("CodeBuild:*", "arn:aws:codebuild:eu-south-2:123456789012:project/orders")], "fine"),
        (
            [*SOURCE_NEEDS, allow("codebuild:*", "arn:aws:codebuild:eu-south-2:123456789012:project/other")],
            "violated: roleArn",
        ),
        ([*SOURCE_NEEDS, allow("codebuild:StartBuild")], "violated: roleArn"),
        ([allow(WRITES, "arn:aws:s3:::artifacts*"), allow(USE, CONNECTION), allow("codebuild:*")], "fine"),
        ([allow(WRITES, "arn:aws:s3:::artifacts"), allow(USE), allow("codebuild:*")], "violated: roleArn"),
        ([allow(WRITES), allow("codeconnections:*"), allow("codebuild:*")], "fine"),
        ([allow(WRITES), allow(USE, CONNECTION.replace("star-", "")), allow("codebuild:*")], "fine"),
        ([allow(WRITES), allow(USE, f"{CONNECTION}2"), allow("codebuild:*")], "violated: roleArn"),
    ],
)
def test_a_source_and_a_build(allowed: list[Any], expected: str) -> None:
    assert verdict(allowed, build()) == expected


def test_a_batch_build_needs_other_actions() -> None:
    batch = ["codebuild:StartBuildBatch", "codebuild:BatchGetBuildBatches"]
    assert verdict([*SOURCE_NEEDS, allow(batch)], build(BatchEnabled="true")) == "fine"
    assert verdict([*SOURCE_NEEDS, allow(batch)], build(BatchEnabled=True)) == "fine"
    assert verdict([*SOURCE_NEEDS, allow(batch)], build()) == "violated: roleArn"
    some = [allow([*batch, "codebuild:StartBuild", "codebuild:BatchGetBuilds"])]
    assert verdict([*SOURCE_NEEDS, *some], build(BatchEnabled=UNKNOWN)) == "fine"
    answer = verdict([*SOURCE_NEEDS, allow(batch)], build(BatchEnabled=UNKNOWN))
    assert answer == "undetermined: stages[1].actions[0].configuration.BatchEnabled"


def cloudformation(mode: str, **more: Any) -> dict[str, Any]:
    return action(
        "Deploy", "CloudFormation", ["source"], configuration={"ActionMode": mode, "StackName": "shop", **more}
    )


@pytest.mark.parametrize(
    ("mode", "needed"),
    [
        ("CREATE_UPDATE", ["CreateStack", "UpdateStack", "DescribeStacks"]),
        ("DELETE_ONLY", ["DeleteStack"]),
        ("CHANGE_SET_EXECUTE", ["ExecuteChangeSet", "DescribeChangeSet", "DescribeStacks"]),
    ],
)
def test_cloudformation_needs_what_its_mode_needs(mode: str, needed: list[str]) -> None:
    names = [f"cloudformation:{name}" for name in needed]
    on = "arn:aws:cloudformation:eu-south-2:123456789012:stack/shop/*"
    assert verdict([*SOURCE_NEEDS, allow(READS), allow(names, on)], cloudformation(mode)) == "fine"
    assert verdict([*SOURCE_NEEDS, allow(READS), allow(names[1:], on)], cloudformation(mode)) == "violated: roleArn"


def test_cloudformation_passes_its_role_but_not_to_a_change_set_that_it_executes() -> None:
    deployer = {"RoleArn": "arn:aws:iam::123456789012:role/cloudformation"}
    allowed = [*SOURCE_NEEDS, allow(READS), allow("cloudformation:*")]
    assert verdict(allowed, cloudformation("CREATE_UPDATE", **deployer)) == "violated: roleArn"
    assert verdict(allowed, cloudformation("CHANGE_SET_EXECUTE", **deployer)) == "fine"
    passing = allow("iam:PassRole", deployer["RoleArn"])
    assert verdict([*allowed, passing], cloudformation("CREATE_UPDATE", **deployer)) == "fine"


def test_the_message_names_what_is_missing_and_for_what() -> None:
    answer = judged(policy(document(allow(WRITES))), actions=[SOURCE, build()])
    assert (
        'codestar-connections:UseConnection or codeconnections:UseConnection for action "CodeStar' in answer.messages[0]
    )
    assert 'codebuild:BatchGetBuilds, codebuild:StartBuild for action "CodeBuild"' in answer.messages[0]
    assert "s3:" not in answer.messages[0]


def test_documents_that_are_not_known() -> None:
    assert str(judged(policy(UNKNOWN), actions=[SOURCE])) == "undetermined: policy"
    assert str(judged(policy("{broken"), actions=[SOURCE])) == "undetermined: policy"
    assert str(judged(policy(secret(document(allow("*")))), actions=[SOURCE])) == "fine"
    assert (
        str(judged(policy({"Statement": [allow("*", UNKNOWN)]}), actions=[SOURCE]))
        == "undetermined: policy.Statement[0].Resource"
    )
    elsewhere = {"role": "deploy", "policyArn": "arn:aws:iam::123456789012:policy/elsewhere"}
    attached = resource(iam.ROLE_POLICY_ATTACHMENT[0], "attached", elsewhere)
    assert str(judged(attached, actions=[SOURCE])) == "undetermined: policyArn"


def test_a_document_that_a_preview_left_holes_in() -> None:
    new = resource(s3.BUCKET[0], "new", {"bucket": "new"})
    lacking = {"Effect": "Allow", "Action": "*"}
    assert str(judged(policy(document(lacking), {"policy": [new]}), new, actions=[SOURCE])) == "undetermined: policy"
    assert str(judged(policy(document(lacking)), actions=[SOURCE])) == "violated: roleArn"


def test_a_role_that_is_not_in_the_stack() -> None:
    others = [policy(document(allow("*")))]
    assert (
        str(judged(*others, actions=[SOURCE], role="arn:aws:iam::123456789012:role/other")) == "undetermined: roleArn"
    )
    assert str(judged(*others, actions=[SOURCE], role=UNKNOWN)) == "undetermined: roleArn"


def test_a_bucket_that_is_not_in_the_stack_may_have_a_policy_that_lets_the_role_in() -> None:
    elsewhere = {"type": "S3", "location": "elsewhere"}
    assert verdict([allow(USE)], store=elsewhere) == "undetermined: artifactStores[0].location"
    assert verdict(SOURCE_NEEDS, store=elsewhere) == "fine"
    assert verdict([allow(USE)]) == "violated: roleArn"


def bucket_policy(principal: Any) -> Resource:
    on = ["arn:aws:s3:::artifacts", "arn:aws:s3:::artifacts/*"]
    value = document(allow(WRITES, on, Principal=principal))
    return resource(s3.BUCKET_POLICY[0], "artifacts", {"bucket": "artifacts", "policy": value})


@pytest.mark.parametrize(
    ("principal", "expected"),
    [
        ({"AWS": ARN}, "fine"),
        ({"AWS": ["arn:aws:iam::123456789012:role/other", ARN]}, "fine"),
        ("*", "fine"),
        ({"AWS": "*"}, "fine"),
        ({"AWS": "arn:aws:iam::123456789012:role/other"}, "violated: roleArn"),
        ({"AWS": "arn:aws:iam::123456789012:root"}, "violated: roleArn"),
        ({"AWS": "123456789012"}, "violated: roleArn"),
        ({"Service": "codebuild.amazonaws.com"}, "violated: roleArn"),
    ],
)
def test_the_policy_of_the_bucket(principal: Any, expected: str) -> None:
    assert verdict([allow(USE)], others=(bucket_policy(principal),)) == expected


def test_the_key_of_the_store() -> None:
    store = {**STORE, "encryptionKey": {"type": "KMS", "id": KEY_ARN}}
    key = resource(kms.KEY[0], "key", outputs={"arn": KEY_ARN, "keyId": "1", "id": "1"})
    assert verdict(SOURCE_NEEDS, store=store, others=(key,)) == "violated: roleArn"
    assert verdict([*SOURCE_NEEDS, allow("kms:GenerateDataKey*", KEY_ARN)], store=store, others=(key,)) == "fine"
    assert verdict([*SOURCE_NEEDS, allow("kms:*", f"{KEY_ARN}2")], store=store, others=(key,)) == "violated: roleArn"
    assert verdict(SOURCE_NEEDS, store=store) == "undetermined: artifactStores[0].encryptionKey.id"
    own = document(allow("kms:*", Principal={"AWS": ARN}))
    admitting = resource(kms.KEY[0], "key", {"policy": own}, outputs={"arn": KEY_ARN})
    assert verdict(SOURCE_NEEDS, store=store, others=(admitting,)) == "fine"
    separate = resource(kms.KEY_POLICY[0], "key", {"keyId": "1", "policy": own})
    assert verdict(SOURCE_NEEDS, store=store, others=(key, separate)) == "fine"
    aliased = {**STORE, "encryptionKey": {"type": "KMS", "id": "alias/orders"}}
    assert verdict([*SOURCE_NEEDS, allow("kms:GenerateDataKey", KEY_ARN)], store=aliased) == "fine"


def test_what_is_read_needs_to_be_readable() -> None:
    deploy = action("Deploy", "S3", ["source"], configuration={"BucketName": "site", "Extract": "true"})
    into = allow("s3:PutObject", "arn:aws:s3:::site/*")
    site = resource(s3.BUCKET[0], "site", {"bucket": "site"})
    store = [allow(WRITES, "arn:aws:s3:::artifacts*"), allow(USE)]
    assert verdict([*store, into, allow(READS, "arn:aws:s3:::artifacts/*")], deploy, others=(site,)) == "fine"
    assert verdict([*store, into], deploy, others=(site,)) == "violated: roleArn"
    assert verdict([*store, allow(READS)], deploy, others=(site,)) == "violated: roleArn"


def test_an_action_with_a_role_of_its_own_needs_that_role_only() -> None:
    other = "arn:aws:iam::123456789012:role/build"
    assert verdict([*SOURCE_NEEDS, allow("sts:AssumeRole", other)], {**build(), "roleArn": other}) == "fine"
    # A trust policy may let the pipeline's role in by its name.
    assert verdict(SOURCE_NEEDS, {**build(), "roleArn": other}) == "undetermined: stages[1].actions[0].roleArn"
    for principal, expected in ((ARN, "fine"), ("arn:aws:iam::123456789012:root", "violated: roleArn")):
        trust = document({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": principal}})
        role = resource(iam.ROLE[0], "build", {"name": "build", "assumeRolePolicy": trust}, outputs={"arn": other})
        assert verdict(SOURCE_NEEDS, {**build(), "roleArn": other}, others=(role,)) == expected


def test_only_the_store_of_the_pipelines_region_is_asked_for() -> None:
    stores = [{**STORE, "region": "eu-south-2"}, {"type": "S3", "location": "abroad", "region": "eu-west-1"}]
    allowed = [allow(WRITES, "arn:aws:s3:::artifacts*"), allow(USE)]
    assert verdict(allowed, store=stores) == "fine"
    assert verdict([allow(USE)], store=stores) == "violated: roleArn"


def test_providers_without_documented_needs_are_not_asked() -> None:
    for one in (action("Deploy", "EKS", ["source"]), {**action("Build", "Jenkins", ["source"]), "owner": "Custom"}):
        assert verdict(SOURCE_NEEDS, one) == "fine"
    assert verdict(SOURCE_NEEDS, action("Build", UNKNOWN, ["source"])).startswith(
        "undetermined: stages[1].actions[0].provider"
    )


def test_variables_of_the_pipeline_may_be_anything() -> None:
    project = allow("codebuild:*", "arn:aws:codebuild:eu-south-2:123456789012:project/orders-blue")
    assert verdict([*SOURCE_NEEDS, project], build(ProjectName="orders-#{variables.colour}")) == "fine"
    assert verdict([*SOURCE_NEEDS, project], build(ProjectName="bills-#{variables.colour}")) == "violated: roleArn"


def test_in_a_first_preview_links_tell_the_role() -> None:
    role = resource(iam.ROLE[0], "deploy", {"name": "deploy-1234567"})
    own = resource(
        iam.ROLE_POLICY[0], "own", {"role": UNKNOWN, "policy": document(allow("*"))}, depends={"role": [role]}
    )
    stages = [{"name": "Source", "actions": [SOURCE]}]
    inputs = {"roleArn": UNKNOWN, "artifactStores": [{"type": "S3", "location": UNKNOWN}], "stages": stages}
    pipeline = resource(
        codepipeline.PIPELINE[0], "orders", inputs, depends={"roleArn": [role], "artifactStores": [BUCKET]}
    )
    assert str(judge_stack(RULE, role, own, pipeline, BUCKET)["orders"]) == "fine"
    assert str(judge_stack(RULE, role, pipeline, BUCKET)["orders"]) == "violated: roleArn"
