"""Small programs run whole: what an analyzer would be sent of them."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest
from pulumi.runtime.proto import analyzer_pb2

from policypack.sources.positions import SourcePosition
from policypack.sources.program import ProgramRun, run_program
from tests.sources.runs import UNKNOWN, analysis, in_stack, inputs, links, plain, secret, write

AWS = version("pulumi-aws")

NETWORK = """
    import json
    import pulumi
    import pulumi_aws as aws
    import pulumi_random as random

    class Store(pulumi.ComponentResource):
        def __init__(self, name, opts=None):
            super().__init__("shop:storage:Store", name, None, opts)
            inside = pulumi.ResourceOptions(parent=self)
            self.bucket = aws.s3.Bucket(name, opts=inside)
            aws.s3.BucketVersioning(
                name,
                bucket=self.bucket.id,
                versioning_configuration={"status": "Enabled"},
                opts=inside,
            )
            self.register_outputs({"arn": self.bucket.arn, "name": self.bucket.bucket})

    print("hello from the program")
    pulumi.log.info("a message")
    vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
    subnets = [aws.ec2.Subnet(f"zone-{n}", vpc_id=vpc.id, cidr_block=f"10.0.{n}.0/24") for n in range(2)]
    group = aws.rds.SubnetGroup("group", subnet_ids=[subnet.id for subnet in subnets])
    password = random.RandomPassword("password", length=20)
    db = aws.rds.Instance(
        "db", engine="postgres", password=password.result, db_subnet_group_name=group.name,
        instance_class="db.t4g.micro", opts=pulumi.ResourceOptions(protect=True, ignore_changes=["password"]),
    )
    store = Store("store", pulumi.ResourceOptions(depends_on=[db]))
    login = pulumi.Output.all(password.result, db.address).apply(lambda all: json.dumps({"p": all[0], "h": all[1]}))
    aws.ssm.Parameter("login", type="SecureString", value=login)
    aws.ssm.Parameter("name", type="String", value=store.bucket.bucket.apply(lambda name: "b:" + name))
    aws.ssm.Parameter("whole", type="String", value=db)
    aws.ssm.Parameter("after", type="String", value="x", opts=pulumi.ResourceOptions(depends_on=[store]))
    pulumi.export("endpoints", {"db": [db.endpoint], "vpc": {"id": vpc.id}})
    pulumi.export("url", pulumi.Output.concat("postgres://", db.address, "/", store.bucket.bucket))
    pulumi.export("plain", "text")
    pulumi.export("secret", password.result)
    pulumi.export("bucket", store.bucket)
"""


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> ProgramRun:
    folder = write(tmp_path_factory.mktemp("network"), {"infra/__main__.py": NETWORK, "Pulumi.yaml": PROJECT})
    return run_program(folder)


PROJECT = """
    name: shop
    runtime: python
    main: infra
    config: {aws:region: {value: eu-south-2}}
"""


class TestNetwork:
    def test_inputs_are_those_after_the_check(self, network: ProgramRun) -> None:
        assert inputs(network, "zone-1") == {
            "vpcId": UNKNOWN,
            "cidrBlock": "10.0.1.0/24",
            "region": "eu-south-2",
            "tagsAll": {},
        }
        group, bucket = inputs(network, "group"), inputs(network, "Bucket::store")
        assert group["name"].startswith("group-")
        assert group["subnetIds"] == [UNKNOWN, UNKNOWN]
        assert inputs(network, "db")["dbSubnetGroupName"] == group["name"]
        assert inputs(network, "db")["password"] == secret(UNKNOWN)
        assert inputs(network, "login")["value"] == secret(UNKNOWN)
        assert inputs(network, "Parameter::name")["value"] == secret("b:" + bucket["bucket"])
        assert inputs(network, "whole")["value"] == secret(UNKNOWN)  # a resource where a text goes is its ID

    def test_default_providers_are_resources(self, network: ProgramRun) -> None:
        provider = analysis(network, f"default_{AWS.replace('.', '_')}")
        assert provider.type == "pulumi:providers:aws"
        assert plain(provider.properties) == {"region": "eu-south-2", "version": AWS}
        assert not provider.HasField("provider")
        assert analysis(network, "db").provider == analyzer_pb2.AnalyzerProviderResource(
            type=provider.type, urn=provider.urn, name=provider.name, properties=provider.properties
        )
        assert not analysis(network, "Store::store").HasField("provider")

    def test_urns_parents_and_options(self, network: ProgramRun) -> None:
        bucket = analysis(network, "Bucket::store")
        assert bucket.urn == "urn:pulumi:dev::shop::shop:storage:Store$aws:s3/bucket:Bucket::store"
        assert bucket.options.parent == "urn:pulumi:dev::shop::shop:storage:Store::store"
        db = analysis(network, "db")
        assert db.urn == "urn:pulumi:dev::shop::aws:rds/instance:Instance::db"
        assert db.options.parent == "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev"
        assert db.options.protect
        assert list(db.options.ignoreChanges) == ["password"]

    def test_links_of_the_stack(self, network: ProgramRun) -> None:
        assert links(in_stack(network, "group")) == {"subnetIds": ["zone-0", "zone-1"]}
        assert links(in_stack(network, "BucketVersioning::store")) == {"bucket": ["store"]}
        assert links(in_stack(network, "login")) == {"value": ["db", "password"]}
        assert links(in_stack(network, "db")) == {"password": ["password"], "dbSubnetGroupName": ["group"]}
        db = analysis(network, "db").urn
        assert list(in_stack(network, "Store::store").dependencies) == [db]
        after = [urn.split("::")[2] for urn in in_stack(network, "after").dependencies]
        assert [one.rpartition("$")[2] for one in after] == [
            "aws:s3/bucket:Bucket",
            "aws:s3/bucketVersioning:BucketVersioning",
        ]

    def test_outputs_of_the_stack(self, network: ProgramRun) -> None:
        vpc = plain(in_stack(network, "main").properties)
        assert (vpc["cidrBlock"], vpc["id"], vpc["arn"]) == ("10.0.0.0/16", UNKNOWN, UNKNOWN)
        assert "ipv4IpamPoolId" not in vpc
        assert plain(in_stack(network, "RandomPassword::password").properties)["result"] == secret(UNKNOWN)
        bucket = inputs(network, "Bucket::store")["bucket"]
        assert plain(in_stack(network, "Store::store").properties) == {"arn": UNKNOWN, "name": bucket}

    def test_exports_and_what_they_are_made_of(self, network: ProgramRun) -> None:
        stack = in_stack(network, "shop-dev")
        exports = plain(stack.properties)
        assert exports["endpoints"] == {"db": [UNKNOWN], "vpc": {"id": UNKNOWN}}
        assert (exports["url"], exports["plain"], exports["secret"]) == (UNKNOWN, "text", secret(UNKNOWN))
        assert links(stack) == {
            "endpoints": ["db", "main"],
            "url": ["db", "store"],
            "secret": ["password"],
            "bucket": ["store"],
        }

    def test_positions_are_the_programs_lines(self, network: ProgramRun) -> None:
        lines = [line.strip() for line in (network.root / "infra/__main__.py").read_text().splitlines()]

        def position(name: str, text: str) -> None:
            number = 1 + next(index for index, line in enumerate(lines) if line.startswith(text))
            assert network.positions[analysis(network, name).urn] == SourcePosition("infra/__main__.py", number)

        position("db", "db = aws.rds.Instance(")
        position("zone-1", "subnets = ")
        position("Store::store", "store = Store(")
        position("Bucket::store", "self.bucket = ")
        assert analysis(network, "shop-dev").urn not in network.positions

    def test_configuration_and_what_was_said(self, network: ProgramRun) -> None:
        configuration = network.configuration
        assert (configuration.project, configuration.stack, configuration.dry_run) == ("shop", "dev", True)
        assert dict(configuration.config) == {"aws:region": "eu-south-2"}
        assert network.warnings == ()
        assert set(network.logs) == {"hello from the program", "info: a message"}

    def test_what_a_resource_needs_comes_before_it(self, network: ProgramRun) -> None:
        seen: set[str] = set()
        for one in network.analyses:
            needs = {one.options.parent, one.provider.urn, *in_stack(network, one.urn).dependencies} - {""}
            assert needs <= seen
            seen.add(one.urn)
        assert [one.urn for one in network.stack.resources] == [one.urn for one in network.analyses]

    def test_a_second_run_sends_the_same(self, network: ProgramRun) -> None:
        again = run_program(network.root)
        assert again.analyses == network.analyses
        assert again.stack == network.stack
        assert again.positions == network.positions


def test_configuration(tmp_path: Path) -> None:
    program = """
        import pulumi
        import pulumi_aws as aws
        config = pulumi.Config()
        def parameter(name, value):
            aws.ssm.Parameter(name, type="String", value=value, opts=pulumi.ResourceOptions(parent=None))
        parameter("size", config.require("size"))
        parameter("password", config.require_secret("password"))
        parameter("number", config.require_secret_int("number").apply(lambda number: str(number + 1)))
        parameter("url", pulumi.Output.concat("db://", config.get_secret("password")))
        parameter("careless", "db://" + config.require("password"))
        parameter("nested", config.require_secret_object("database")["host"])
        aws.s3.Bucket("secrets", tags={"host": config.require_secret_object("database")["host"]})
        aws.s3.Bucket("tags", tags={"all": config.require_object("database")["password"]})
        aws.s3.Bucket("known", tags={"token": config.require_secret("token")})
    """
    stack = """
        config:
          shop:size: large
          shop:password: {secure: v1:abc}
          shop:number: {secure: v1:abc}
          shop:token: {secure: v1:abc}
          shop:database: {host: db, password: {secure: v1:abc}}
          aws:secretKey: {secure: v1:abc}
          aws:defaultTags: {tags: {team: orders}}
    """
    run = run_program(write(tmp_path, {"__main__.py": program, "Pulumi.dev.yaml": stack}), config={"token": "s3cr3t"})
    assert inputs(run, "size")["value"] == secret("large")  # the SDK marks each parameter's value
    for name in ("password", "number", "url", "careless"):
        assert inputs(run, name)["value"] == secret(UNKNOWN), name
    assert inputs(run, "secrets")["tags"] == {"host": secret("db")}
    assert inputs(run, "tags")["tags"] == {"all": UNKNOWN}
    assert inputs(run, "known")["tags"] == {"token": secret("s3cr3t")}
    # The provider would have decrypted its key, so it checks all the same.
    assert inputs(run, "secrets")["bucket"].startswith("secrets-")
    assert inputs(run, "secrets")["tagsAll"] == secret({"team": "orders", "host": "db"})
    provider = plain(analysis(run, "secrets").provider.properties)
    assert provider["secretKey"] == secret(UNKNOWN)
    assert provider["defaultTags"] == '{"tags":{"team":"orders"}}'
    assert sorted(run.configuration.config) == ["aws:defaultTags", "shop:database", "shop:size", "shop:token"]
    assert "shop:password" in run.configuration.config_secret_keys


def test_providers(tmp_path: Path) -> None:
    program = """
        import pulumi
        import pulumi_aws as aws
        role = aws.iam.Role("role", assume_role_policy="{}")
        milan = aws.Provider("milan", region="eu-south-1", default_tags={"tags": {"team": "orders"}})
        assumed = aws.Provider("assumed", region="eu-west-1", assume_roles=[{"role_arn": role.arn}])
        class Part(pulumi.ComponentResource):
            def __init__(self, name, opts):
                super().__init__("shop:a:Part", name, None, opts)
                aws.s3.Bucket("inherited", opts=pulumi.ResourceOptions(parent=self))
        aws.s3.Bucket("named", opts=pulumi.ResourceOptions(provider=milan))
        aws.s3.Bucket("elsewhere", region="us-east-2", opts=pulumi.ResourceOptions(provider=milan))
        aws.s3.Bucket("unchecked", opts=pulumi.ResourceOptions(provider=assumed))
        Part("part", pulumi.ResourceOptions(providers=[milan]))
        where = aws.get_region(opts=pulumi.InvokeOptions(provider=milan)).region
        zones = aws.get_availability_zones_output(opts=pulumi.InvokeOutputOptions(provider=milan)).names
        here = aws.get_region().region
        aws.s3.Bucket("answers", tags={"where": where, "here": here, "zone": zones[0]})
    """
    config = {"aws:region": "eu-south-2"}
    run = run_program(write(tmp_path, {"__main__.py": program}), config=config)
    assert plain(analysis(run, "milan").properties) == {
        "region": "eu-south-1",
        "defaultTags": '{"tags": {"team": "orders"}}',
        "skipCredentialsValidation": "false",
        "skipRegionValidation": "true",
        "version": AWS,
    }
    for name, region in (("named", "eu-south-1"), ("inherited", "eu-south-1"), ("elsewhere", "us-east-2")):
        assert inputs(run, name)["region"] == region
        assert inputs(run, name)["tagsAll"] == {"team": "orders"}
        assert analysis(run, name).provider.name == "milan"
    assert inputs(run, "unchecked") == {}
    assert links(in_stack(run, "assumed")) == {"assumeRoles": ["role"]}
    assert inputs(run, "answers")["tags"] == {"where": "eu-south-1", "here": "eu-south-2", "zone": "eu-south-1a"}


def test_functions_answers_and_what_exists(tmp_path: Path) -> None:
    program = """
        import json
        import pulumi
        import pulumi_aws as aws
        topic = aws.sns.Topic("topic")
        known = aws.iam.get_policy_document(statements=[{"actions": ["s3:*"], "resources": ["*"]}])
        publish = [{"actions": ["sns:Publish"], "resources": [topic.arn]}, {"actions": ["s3:*"], "resources": ["*"]}]
        partly = aws.iam.get_policy_document(statements=publish)
        waiting = aws.iam.get_policy_document_output(statements=publish)
        aws.iam.Policy("known", policy=known.json)
        aws.iam.Policy("partly", policy=partly.json)
        aws.iam.Policy("waiting", policy=waiting.json)
        aws.iam.Policy("object", policy={"Version": "2012-10-17", "Statement": [{"Resource": topic.arn}]})
        vpc = aws.ec2.get_vpc(default=True)
        network = pulumi.StackReference("acme/network/prod")
        other = pulumi.StackReference("acme/other/prod")
        found = aws.ec2.SecurityGroup.get("found", "sg-1")
        answered = aws.s3.Bucket.get("answered", "logs")
        identity = aws.get_caller_identity()
        aws.ec2.Subnet("a", vpc_id=vpc.id, cidr_block=vpc.cidr_block, tags={"owner": identity.account_id})
        aws.ec2.Subnet("b", vpc_id=network.get_output("vpc_id"), tags={"zone": network.require_output("zones")[1]})
        aws.ec2.Subnet("c", vpc_id=other.get_output("vpc_id"))
        aws.ec2.Instance("d", vpc_security_group_ids=[found.id], subnet_id=found.vpc_id)
        aws.s3.BucketVersioning("e", bucket=answered.bucket, versioning_configuration={"status": "Enabled"})
        aws.s3.Bucket("imported", bucket="old", opts=pulumi.ResourceOptions(
            import_="old", aliases=[pulumi.Alias(name="older"), "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::oldest"],
        ))
    """
    answers = """
        aws:ec2/getVpc:getVpc:
          - args: {default: true}
            answer: {id: vpc-1, cidr_block: 172.31.0.0/16}
        pulumi:pulumi:StackReference:
          - args: {name: acme/network/prod}
            answer: {vpc_id: vpc-2, zones: [a, b]}
        aws:s3/bucket:Bucket: {bucket: the-logs}
    """
    files = {"__main__.py": program, "guardrails-answers.yaml": answers}
    run = run_program(write(tmp_path, files), config={"aws:region": "eu-south-2"})
    assert '"Resource": "*"' in inputs(run, "known")["policy"]
    # An unknown in a list does not reach the function: its statement has no resource, and the text is known.
    assert "sns:Publish" in inputs(run, "partly")["policy"]
    assert inputs(run, "partly")["policy"].count('"Resource"') == 1
    assert inputs(run, "waiting")["policy"] == UNKNOWN
    assert inputs(run, "object")["policy"] == UNKNOWN
    assert {key: inputs(run, "a")[key] for key in ("vpcId", "cidrBlock")} == {
        "vpcId": "vpc-1",
        "cidrBlock": "172.31.0.0/16",
    }
    assert inputs(run, "a")["tags"] == {"owner": "123456789012"}
    assert inputs(run, "b")["vpcId"] == "vpc-2"
    assert inputs(run, "b")["tags"] == {"zone": "b"}
    assert inputs(run, "c")["vpcId"] == UNKNOWN
    assert inputs(run, "d")["vpcSecurityGroupIds"] == ["sg-1"]
    assert inputs(run, "d")["subnetId"] == UNKNOWN
    assert inputs(run, "e")["bucket"] == "the-logs"
    assert list(analysis(run, "imported").options.aliases) == []
    # What is only read is shown to no analyzer.
    assert not [one for one in run.analyses if one.name in ("found", "answered", "acme/network/prod")]
    (warning,) = run.warnings
    assert "stack 'acme/other/prod' are unknown" in warning


def test_transforms(tmp_path: Path) -> None:
    program = """
        import pulumi
        import pulumi_aws as aws
        def tag(by):
            def transform(args):
                if args.type_.startswith("aws:"):
                    tags = {**(args.props.get("tags") or {}), by: aws.get_region().region}
                    return pulumi.ResourceTransformResult({**args.props, "tags": tags}, args.opts)
            return transform
        def own(args):
            args.props["cidrBlock"] = "10.9.0.0/24"
            args.opts.protect = True
            return pulumi.ResourceTransformResult(args.props, args.opts)
        def asked(args):
            if args.token == "aws:index/getRegion:getRegion":
                return pulumi.InvokeTransformResult({**args.args, "region": "eu-west-3"}, args.opts)
        pulumi.runtime.register_resource_transform(tag("stack"))
        pulumi.runtime.register_invoke_transform(asked)
        class Part(pulumi.ComponentResource):
            def __init__(self):
                super().__init__("shop:a:Part", "part", None, pulumi.ResourceOptions(transforms=[tag("part")]))
                aws.ec2.Subnet("child", vpc_id=vpc.id, opts=pulumi.ResourceOptions(parent=self))
        vpc = aws.ec2.Vpc("vpc", cidr_block="10.0.0.0/16")
        aws.ec2.Subnet("own", vpc_id=vpc.id, opts=pulumi.ResourceOptions(transforms=[own]))
        aws.ec2.Subnet("untouched", vpc_id=vpc.id, opts=pulumi.ResourceOptions(transforms=[lambda args: None]))
        aws.ssm.Parameter("secret", type="String", value=pulumi.Output.secret("x"))
        Part()
    """
    run = run_program(write(tmp_path, {"__main__.py": program}), config={"aws:region": "eu-south-2"})
    assert inputs(run, "vpc")["tags"] == {"stack": "eu-west-3"}
    assert inputs(run, "child")["tags"] == {"part": "eu-west-3", "stack": "eu-west-3"}
    assert inputs(run, "child")["vpcId"] == UNKNOWN
    assert links(in_stack(run, "child")) == {"vpcId": ["vpc"]}
    assert inputs(run, "own")["cidrBlock"] == "10.9.0.0/24"
    assert inputs(run, "own")["vpcId"] == UNKNOWN
    assert analysis(run, "own").options.protect
    assert list(in_stack(run, "own").dependencies) == [analysis(run, "vpc").urn]
    assert inputs(run, "secret")["value"] == secret("x")


def test_what_a_plugin_would_do(tmp_path: Path) -> None:
    program = """
        import pulumi
        import pulumi_aws as aws
        from pulumi.dynamic import CreateResult, Resource, ResourceProvider

        class Cluster(pulumi.ComponentResource):
            endpoint: pulumi.Output[str]
            def __init__(self, name):
                super().__init__("eks:index:Cluster", name, {"size": 3, "endpoint": None}, None, remote=True)
            def kubeconfig(self):
                return pulumi.runtime.call("eks:index:Cluster/getKubeconfig", {"__self__": self}, self)

        class Provider(ResourceProvider):
            def create(self, props):
                return CreateResult("id", {})

        class Counter(Resource):
            def __init__(self, name, count):
                super().__init__(Provider(), name, {"count": count})

        cluster = Cluster("cluster")
        Counter("counter", 3)
        aws.ssm.Parameter("endpoint", type="String", value=cluster.endpoint)
        aws.ssm.Parameter("kubeconfig", type="String", value=cluster.kubeconfig().apply(str))
        hook = pulumi.ResourceHook("hook", lambda args: None)
        aws.s3.Bucket("hooked", opts=pulumi.ResourceOptions(hooks=pulumi.ResourceHookBinding(before_create=[hook])))
    """
    run = run_program(write(tmp_path, {"__main__.py": program}))
    assert inputs(run, "cluster") == {"size": 3.0}
    assert inputs(run, "endpoint")["value"] == secret(UNKNOWN)
    assert inputs(run, "kubeconfig")["value"] == secret(UNKNOWN)
    assert inputs(run, "counter") == {"count": 3.0}
    assert inputs(run, "hooked")["bucket"].startswith("hooked-")
    assert sorted(warning.partition(" ")[0] for warning in run.warnings) == [
        "eks:index:Cluster",
        "eks:index:Cluster/getKubeconfig",
    ]


def test_a_single_file_of_an_async_program_without_resources(tmp_path: Path) -> None:
    file = tmp_path / "empty.py"
    file.write_text(
        "import pulumi, helper, sys\nassert sys.argv == [__file__]\n"
        "async def main():\n    return {'later': helper.VALUE}\npulumi.run(main)\n"
    )
    (tmp_path / "helper.py").write_text("VALUE = 3\n")
    run = run_program(file, stack="prod")
    assert [one.urn for one in run.analyses] == ["urn:pulumi:prod::empty::pulumi:pulumi:Stack::empty-prod"]
    assert plain(run.stack.resources[0].properties) == {"later": 3.0}
    assert run.warnings == ("the program registers no resource",)
