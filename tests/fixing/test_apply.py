"""Each kind of step in each form that a program writes arguments in; and what is left alone, with the reason."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest

from policypack.engine.findings import Finding
from policypack.engine.findings import Outcome as Found
from policypack.fix import Add, Blank, Create, Depend, Edit, Export, Fix, Json, Map, Ref, Remove, Set, fix, note
from policypack.fixing.apply import Applied, apply_fixes
from policypack.fixing.outcomes import Kind
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Plain
from policypack.reports.run import Run
from policypack.testing import resource

QUEUE, BUCKET, VERSIONING = "aws:sqs/queue:Queue", "aws:s3/bucket:Bucket", "aws:s3/bucketVersioning:BucketVersioning"
HEAD = "import pulumi_aws as aws\n\n"

IT = resource(QUEUE, "it")


def applied(folder: Path, program: str, *fixes: tuple[Resource, Fix], others: Sequence[Resource] = ()) -> Applied:
    """Fixes of resources whose logical names are in the program, each at the line of its name."""
    file = folder / "program.py"
    file.write_text(program, encoding="utf-8", newline="")
    resources = [*dict.fromkeys(one for one, _ in fixes), *others]
    places = {one.urn: line_of(one.name, program) for one in resources}
    findings = tuple(
        Finding(f"rule-{index}", Found.VIOLATED, "mandatory", "high", "", one.urn, one.type, one.name, fix=given)
        for index, (one, given) in enumerate(fixes)
    )
    positions = {urn: f"program.py:{line}" for urn, line in places.items()}
    return apply_fixes(Run(findings, Stack(resources), 1, 0.0, positions, root=folder))


def line_of(name: str, program: str) -> int:
    """The line of the call with the name, else the last one."""
    lines = program.splitlines()
    return next((at for at, line in enumerate(lines, 1) if f'("{name}"' in line and "print" not in line), len(lines))


def text_of(result: Applied) -> str:
    return "".join(after.decode() for _, after in result.files.values())


def reasons(result: Applied) -> list[str]:
    return [one.text for one in result.outcomes if one.kind is Kind.DECLINED]


VALUES: list[tuple[str, Fix, str]] = [
    ('aws.sqs.Queue("it")', fix(Set("fifoQueue", True)), 'aws.sqs.Queue("it", fifo_queue=True)'),
    ('aws.sqs.Queue("it", delay_seconds=1)', fix(Set("delaySeconds", 9)), 'aws.sqs.Queue("it", delay_seconds=9)'),
    ('aws.sqs.Queue("it", name="a", tags={})', fix(Remove("name")), 'aws.sqs.Queue("it", tags={})'),
    ('aws.sqs.Queue("it", name="a")', fix(Remove("name")), 'aws.sqs.Queue("it")'),
    ('aws.sqs.Queue("it")', fix(Remove("name"), Set("delaySeconds", 9)), 'aws.sqs.Queue("it", delay_seconds=9)'),
    (
        'aws.sqs.Queue("it", opts=child)',
        fix(Set("tags", Map({"costCenter": "web"}))),
        'aws.sqs.Queue("it", tags={"costCenter": "web"}, opts=child)',
    ),
    ('aws.sqs.Queue("it")', fix(Set("a.maxSize", 2)), 'aws.sqs.Queue("it", a={"max_size": 2})'),
    ('aws.sqs.Queue("it", a={"b": 1})', fix(Set("a.maxSize", 2)), 'aws.sqs.Queue("it", a={"b": 1, "max_size": 2})'),
    ('aws.sqs.Queue("it", a={"maxSize": 1})', fix(Set("a.maxSize", 2)), 'aws.sqs.Queue("it", a={"maxSize": 2})'),
    ('aws.sqs.Queue("it", a=dict(b=1))', fix(Set("a.b", 2)), 'aws.sqs.Queue("it", a=dict(b=2))'),
    (
        'aws.sqs.Queue("it", a=aws.sqs.AArgs(b=1))',
        fix(Set("a.maxSize", 2)),
        'aws.sqs.Queue("it", a=aws.sqs.AArgs(b=1, max_size=2))',
    ),
    ('aws.sqs.Queue("it", a=[{"b": 1}])', fix(Set("a[0].b", 2)), 'aws.sqs.Queue("it", a=[{"b": 2}])'),
    ('aws.sqs.Queue("it", a={"b": 1})', fix(Set("a[0].b", 2)), 'aws.sqs.Queue("it", a={"b": 2})'),
    ('aws.sqs.Queue("it", a=[{"b": 1}])', fix(Remove("a[0].b")), 'aws.sqs.Queue("it", a=[{}])'),
    ('aws.sqs.Queue("it", a=[1, 2, 3])', fix(Remove("a[1]")), 'aws.sqs.Queue("it", a=[1, 3])'),
    ('aws.sqs.Queue("it", a=[1])', fix(Add("a", {"fromPort": 2})), 'aws.sqs.Queue("it", a=[1, {"from_port": 2}])'),
    ('aws.sqs.Queue("it", a=[1, 3])', fix(Add("a", 2, before=1)), 'aws.sqs.Queue("it", a=[1, 2, 3])'),
    ('aws.sqs.Queue("it")', fix(Add("a", 1)), 'aws.sqs.Queue("it", a=[1])'),
    (
        'aws.sqs.Queue("it", policy=json.dumps({"Statement": [{"Effect": "allow"}]}))',
        fix(Edit("policy", "Statement[0].Effect", "Allow")),
        'aws.sqs.Queue("it", policy=json.dumps({"Statement": [{"Effect": "Allow"}]}))',
    ),
    (
        'aws.sqs.Queue("it", policy=json.dumps({"A": [1], "B": 2}))',
        fix(Edit("policy", "A[1]", 2), Edit("policy", "B", None)),
        'aws.sqs.Queue("it", policy=json.dumps({"A": [1, 2]}))',
    ),
    (
        'aws.sqs.Queue("it", policy={"maxSize": 1})',
        fix(Edit("policy", "minSize", 2)),
        'aws.sqs.Queue("it", policy={"maxSize": 1, "minSize": 2})',
    ),
    (
        """aws.sqs.Queue("it", policy='{"A": 1}')""",
        fix(Edit("policy", "A", 2)),
        'aws.sqs.Queue("it", policy=json.dumps({"A": 2}))',
    ),
    ('aws.sqs.Queue("it", a=1)', fix(Set("a", Blank("b")), otherwise=Set("b", 2)), 'aws.sqs.Queue("it", a=1, b=2)'),
    ('common = dict(c=1)\naws.sqs.Queue("it", **common)', fix(Set("a", 2)), 'aws.sqs.Queue("it", **common, a=2)'),
]


@pytest.mark.parametrize(
    ("program", "given", "expected"), VALUES, ids=lambda value: value if type(value) is str else ""
)
def test_an_argument_is_changed_as_the_program_writes_it(
    tmp_path: Path, program: str, given: Fix, expected: str
) -> None:
    result = applied(tmp_path, HEAD + program + "\n", (resource(QUEUE, "it"), given))
    assert expected in text_of(result).splitlines(), reasons(result)


@pytest.mark.parametrize(
    ("before", "argument", "given", "after"),
    [
        ('NAME = "a b"', "name=NAME", fix(Set("name", "a-b")), 'NAME = "a-b"'),
        ("DELAY: int = 901  # slow", "delay=DELAY", fix(Set("delay", 900)), "DELAY: int = 900  # slow"),
        ('TAGS = {"a": 1}', "tags=TAGS", fix(Set("tags.b", 2)), 'TAGS = {"a": 1, "b": 2}'),
        ("IDS = [1, 2]", "ids=IDS", fix(Remove("ids[0]")), "IDS = [2]"),
        ("IDS = [1]", "ids=IDS", fix(Add("ids", 2), Set("delay", 3)), "IDS = [1, 2]"),
        ("SIZE = 1", 'a={"b": SIZE}', fix(Set("a.b", 2)), "SIZE = 2"),
        ('ACTION = "sqs:*"', 'policy=json.dumps({"A": ACTION})', fix(Edit("policy", "A", "s")), 'ACTION = "s"'),
        ('POLICY = {"A": 1}', "policy=json.dumps(POLICY)", fix(Edit("policy", "A", 2)), 'POLICY = {"A": 2}'),
    ],
)
def test_a_variable_that_only_the_call_uses_is_changed_where_it_is_assigned(
    tmp_path: Path, before: str, argument: str, given: Fix, after: str
) -> None:
    result = applied(tmp_path, f'{HEAD}{before}\naws.sqs.Queue("it", {argument})\n', (IT, given))
    lines = text_of(result).splitlines()
    assert after in lines, reasons(result)
    assert lines[-1].startswith(f'aws.sqs.Queue("it", {argument}')


def test_two_fixes_of_one_variable_are_both_applied(tmp_path: Path) -> None:
    fixes = [(IT, fix(Set("tags.a", 2))), (IT, fix(Set("tags.b", 3)))]
    result = applied(tmp_path, f'{HEAD}TAGS = {{"a": 1}}\naws.sqs.Queue("it", tags=TAGS)\n', *fixes)
    assert 'TAGS = {"a": 2, "b": 3}' in text_of(result)


def test_a_variable_that_another_file_imports_is_left(tmp_path: Path) -> None:
    program = f'{HEAD}NAME = "a b"\naws.sqs.Queue("it", name=NAME)\n'
    (tmp_path / "other.py").write_text("NAME = 'of its own'\n", encoding="utf-8")
    assert applied(tmp_path, program, (IT, fix(Set("name", "b")))).files != {}
    (tmp_path / "other.py").write_text("import program\nprint(program.NAME)\n", encoding="utf-8")
    assert reasons(applied(tmp_path, program, (IT, fix(Set("name", "b"))))) == ["name comes from elsewhere: `NAME`"]


LEFT: list[tuple[str, Fix, str]] = [
    ('for name in ["it"]:\n    aws.sqs.Queue(name)', fix(Set("a", 1)), "the resource is made in a loop"),
    ('[aws.sqs.Queue(name) for name in ["it"]]', fix(Set("a", 1)), "the resource is made in a comprehension"),
    ('aws.sqs.Queue("it", **more())', fix(Set("a", 1)), "a may come from `**more()`"),
    ('common = dict(a=0)\naws.sqs.Queue("it", **common)', fix(Set("a", 1)), "a comes from `**common`"),
    ('c = dict(b=0)\nc["a"] = 2\naws.sqs.Queue("it", **c)', fix(Set("a", 1)), "a may come from `**c`"),
    ('a = 0\nprint(a)\naws.sqs.Queue("it", a=a)', fix(Set("a", 1)), "a comes from elsewhere: `a`"),
    ('a = b = 0\naws.sqs.Queue("it", a=a)', fix(Set("a", 1)), "a comes from elsewhere: `a`"),
    ('a = 0\na += 1\naws.sqs.Queue("it", a=a)', fix(Set("a", 1)), "a comes from elsewhere: `a`"),
    ('a = int()\naws.sqs.Queue("it", a=a)', fix(Set("a", 1)), "a comes from elsewhere: `int()`"),
    ('from b import a\naws.sqs.Queue("it", a=a)', fix(Set("a", 1)), "a comes from elsewhere: `a`"),
    (
        'a = ""\nx = aws.sqs.Queue("x")\naws.sqs.Queue("it", a=a)',
        fix(Set("a", Ref.to(resource(QUEUE, "x"), "arn"))),
        "a comes from elsewhere: `a`",
    ),
    ('a = 0\naws.sqs.Queue("it", name=f"{a}")', fix(Set("name", "b")), 'name comes from elsewhere: `f"{a}"`'),
    ('a = {}\nprint(a)\naws.sqs.Queue("it", a=a)', fix(Set("a.b", 1)), "a is not written in the call: `a`"),
    ('a = []\nprint(a)\naws.sqs.Queue("it", a=a)', fix(Add("a", 1)), "a is not written as a list in the call: `a`"),
    ('a = {}\naws.sqs.Queue("it", a={**a})', fix(Set("a.b", 1)), "a has keys from elsewhere: `{**a}`"),
    (
        'aws.sqs.Queue("it", aws.sqs.QueueArgs(a=0))',
        fix(Set("a", 1)),
        "the arguments come from `aws.sqs.QueueArgs(a=0)`",
    ),
    ('aws.sqs.Queue("it", a=1)', fix(Set("a", Blank("a number"))), "fill in: a number"),
    (
        'aws.sqs.Queue("it", a=1)',
        fix(Set("a", Ref("role", "arn"))),
        "fill in: role.arn, of a resource that only you can choose",
    ),
    ('aws.sqs.Queue("it", a=1)', fix(Set("a", Blank()), otherwise=Remove("a")), "fill in: the value"),
    ('aws.sns.Topic("other"); print("it")', fix(Set("a", 1)), "no call on the line makes a Queue"),
    ('x = aws.sqs.Queue("it")\nprint(x)', fix(Remove("")), "other code needs the resource"),
    (
        'print(aws.sqs.Queue("it"))',
        fix(Export("it", Ref.to(resource(QUEUE, "it"), "arn"))),
        'no variable holds Queue "it"',
    ),
]


@pytest.mark.parametrize(("program", "given", "reason"), LEFT)
def test_what_cannot_be_placed_is_left_with_the_reason(tmp_path: Path, program: str, given: Fix, reason: str) -> None:
    result = applied(tmp_path, HEAD + program + "\n", (resource(QUEUE, "it"), given))
    assert reasons(result) == [reason]
    assert result.files == {}
    assert result.outcomes[0].place.startswith("program.py:")


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        ("x = " + "1 + " * 3000 + '1\naws.sqs.Queue("it")', "the file is nested too deeply"),
        ('aws.sqs.Queue("it"', "the file cannot be read (ParserSyntaxError)"),
    ],
    ids=["deep", "broken"],
)
def test_a_file_that_cannot_be_read_is_left(tmp_path: Path, program: str, reason: str) -> None:
    result = applied(tmp_path, f"{HEAD}{program}\n", (IT, fix(Set("a", 1))))
    assert reasons(result) == [reason]


def test_a_note_changes_nothing(tmp_path: Path) -> None:
    result = applied(tmp_path, HEAD + 'aws.sqs.Queue("it")\n', (resource(QUEUE, "it"), note("choose")))
    assert [(one.kind, one.text) for one in result.outcomes] == [(Kind.NOTE, "choose")]
    assert result.files == {}


# -- several fixes ----------------------------------------------------------------------------


def test_fixes_of_one_resource_are_applied_together_and_the_same_one_once(tmp_path: Path) -> None:
    it = resource(QUEUE, "it")
    given = [fix(Set("a", 1)), fix(Add("b", 1)), fix(Set("a", 1)), fix(Add("b", 2))]
    result = applied(tmp_path, HEAD + 'aws.sqs.Queue("it")\n', *((it, one) for one in given))
    assert 'aws.sqs.Queue("it", a=1, b=[1, 2])' in text_of(result)
    assert reasons(result) == []


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        (Set("a", 1), Set("a", 2), "a"),
        (Set("a", {"b": 1}), Set("a.b", 2), "a"),
        (Remove("c[0]"), Set("c[1]", 2), "c[0]"),
        (Set("c[0]", 5), Remove("c[0]"), "c[0]"),
    ],
)
def test_of_two_fixes_that_conflict_the_first_is_applied(
    tmp_path: Path, one: Set | Remove, other: Set | Remove, name: str
) -> None:
    it = resource(QUEUE, "it")
    result = applied(tmp_path, HEAD + 'aws.sqs.Queue("it", a={"b": 0}, c=[1, 2])\n', (it, fix(one)), (it, fix(other)))
    assert [found.kind for found in result.outcomes] == [Kind.APPLIED, Kind.DECLINED]
    assert reasons(result) == [f"the fix of another finding changes {name}, too"]


def test_a_fix_that_fails_half_way_leaves_no_trace(tmp_path: Path) -> None:
    it = resource(QUEUE, "it")
    half = fix(Create(VERSIONING, "it", {"bucket": Ref.to(it, "id")}), Set("a", Json({"b": 1})), Set("b", Blank("x")))
    result = applied(tmp_path, HEAD + 'aws.sqs.Queue("it")\n', (it, half), (it, fix(Set("c", 1))))
    assert text_of(result) == HEAD + 'aws.sqs.Queue("it", c=1)\n'


def test_resources_of_one_call_are_fixed_where_all_need_the_same(tmp_path: Path) -> None:
    program = HEAD + 'def queue(name):\n    aws.sqs.Queue(name)  # "one"\n\nqueue(name="one")\nqueue("two")\n'
    one, two = resource(QUEUE, "one"), resource(QUEUE, "two")
    places = {one.urn: "program.py:4", two.urn: "program.py:4"}
    (tmp_path / "program.py").write_text(program, encoding="utf-8")

    def outcome(*given: tuple[Resource, Plain]) -> Applied:
        findings = tuple(
            Finding("r", Found.VIOLATED, "advisory", "low", "", on.urn, on.type, on.name, fix=fix(Add("a", value)))
            for on, value in given
        )
        return apply_fixes(Run(findings, Stack([one, two]), 1, 0.0, places, root=tmp_path))

    assert "aws.sqs.Queue(name, a=[1])" in text_of(outcome((one, 1), (two, 1)))
    assert reasons(outcome((one, 1), (two, 2))) == ["the call also makes two", "the call also makes one"]
    assert reasons(outcome((one, 1))) == ["the call also makes two"]


# -- new resources ----------------------------------------------------------------------------

LOGS = resource(BUCKET, "logs")
VERSIONED = fix(
    Create(VERSIONING, "logs", {"bucket": Ref.to(LOGS, "id"), "versioningConfiguration": {"status": "Enabled"}})
)
MADE = 'aws.s3.BucketVersioning("logs", bucket={}.id, versioning_configuration={{"status": "Enabled"}}'


@pytest.mark.parametrize(
    ("program", "line", "expected"),
    [
        (
            "class Store:\n    def __init__(self, name):\n        self.bucket = aws.s3.Bucket(name)\n",
            5,
            "aws.s3.Bucket(name)\n        aws.s3.BucketVersioning(name, bucket=self.bucket.id)\n",
        ),
        (
            'for name in ("logs", "more"):\n    aws.s3.Bucket(name, tags={})\n',
            4,
            "bucket = aws.s3.Bucket(name, tags={})\n    aws.s3.BucketVersioning(name, bucket=bucket.id)\n",
        ),
        ('buckets = [aws.s3.Bucket(name) for name in ("logs", "more")]\n', 3, ""),
    ],
    ids=["component", "loop", "comprehension"],
)
def test_a_resource_is_added_for_each_of_those_that_a_call_makes(
    tmp_path: Path, program: str, line: int, expected: str
) -> None:
    (tmp_path / "program.py").write_text(HEAD + program, encoding="utf-8")
    buckets = [resource(BUCKET, "logs"), resource(BUCKET, "more")]

    def outcome(*chosen: Resource) -> Applied:
        findings = tuple(
            Finding("r", Found.VIOLATED, "mandatory", "high", "", one.urn, one.type, one.name, fix=versioned(one))
            for one in chosen
        )
        places = {one.urn: f"program.py:{line}" for one in buckets}
        return apply_fixes(Run(findings, Stack(buckets), 1, 0.0, places, root=tmp_path))

    assert expected in text_of(outcome(*buckets))
    assert len(reasons(outcome(*buckets))) == (0 if expected else 2)
    assert text_of(outcome(*buckets)).count("BucketVersioning") == (1 if expected else 0)
    assert reasons(outcome(buckets[0])) != []


def versioned(one: Resource) -> Fix:
    return fix(Create(VERSIONING, one.name, {"bucket": Ref.to(one, "id")}))


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ('store = aws.s3.Bucket("logs")', f'store = aws.s3.Bucket("logs")\n{MADE.format("store")})'),
        ('aws.s3.Bucket("logs")', f'logs = aws.s3.Bucket("logs")\n{MADE.format("logs")})'),
        ('logs = 1\naws.s3.Bucket("logs")', f'logs_bucket = aws.s3.Bucket("logs")\n{MADE.format("logs_bucket")})'),
        (
            'def make():\n    return aws.s3.Bucket("logs")',
            f'def make():\n    logs = aws.s3.Bucket("logs")\n    {MADE.format("logs")})\n    return logs',
        ),
        (
            'class C:\n    def __init__(self):\n        self.b = aws.s3.Bucket("logs", opts=o(parent=self))',
            "made inside",
        ),
    ],
)
def test_a_resource_is_added_after_the_one_that_it_is_for(tmp_path: Path, program: str, expected: str) -> None:
    if expected == "made inside":
        program = program.replace("o(", "pulumi.ResourceOptions(")
        expected = f"\n        {MADE.format('self.b')}, opts=pulumi.ResourceOptions(parent=self))".replace(
            'aws.s3.BucketVersioning("logs", ', 'aws.s3.BucketVersioning(\n            "logs",\n            '
        )
        text = text_of(applied(tmp_path, HEAD + program + "\n", (LOGS, VERSIONED)))
        assert "bucket=self.b.id" in text
        assert text.count("opts=pulumi.ResourceOptions(parent=self)") == 2
        return
    result = applied(tmp_path, HEAD + program + "\n", (LOGS, VERSIONED))
    assert expected in text_of(result), reasons(result)


def test_a_resource_that_an_argument_names_is_added_before_it(tmp_path: Path) -> None:
    given = fix(Create("aws:ec2/eip:Eip", "nat", {"domain": "vpc"}), Set("allocationId", Ref("nat", "id")))
    text = text_of(applied(tmp_path, HEAD + '# why\nx = aws.sqs.Queue("it")\n', (resource(QUEUE, "it"), given)))
    assert (
        text == HEAD + '# why\nnat = aws.ec2.Eip("nat", domain="vpc")\nx = aws.sqs.Queue("it", allocation_id=nat.id)\n'
    )


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", "opts=pulumi.ResourceOptions(depends_on=[logs])"),
        (", opts=pulumi.ResourceOptions(protect=True)", "pulumi.ResourceOptions(protect=True, depends_on=[logs])"),
        (", opts=pulumi.ResourceOptions(depends_on=[x])", "pulumi.ResourceOptions(depends_on=[x, logs])"),
        (", opts=pulumi.ResourceOptions(depends_on=x.y)", "pulumi.ResourceOptions(depends_on=[x.y, logs])"),
        (", opts=child", "opts=pulumi.ResourceOptions.merge(child, pulumi.ResourceOptions(depends_on=[logs]))"),
    ],
)
def test_a_dependency_is_merged_with_the_options(tmp_path: Path, options: str, expected: str) -> None:
    program = f'import pulumi\n{HEAD}logs = aws.s3.Bucket("logs")\naws.sqs.Queue("it"{options})\n'
    given = fix(Depend(Ref.to(LOGS)))
    text = text_of(applied(tmp_path, program, (resource(QUEUE, "it"), given), others=[LOGS]))
    assert expected in " ".join(text.split()).replace("( ", "(").replace(", )", ")")


def test_a_resource_of_another_function_is_out_of_reach(tmp_path: Path) -> None:
    program = HEAD + 'def make():\n    logs = aws.s3.Bucket("logs")\n\ndef use():\n    aws.sqs.Queue("it")\n'
    result = applied(tmp_path, program, (resource(QUEUE, "it"), fix(Set("a", Ref.to(LOGS, "id")))), others=[LOGS])
    assert reasons(result) == ['no variable holds Bucket "logs" there']


def test_an_export_is_the_end_of_the_program(tmp_path: Path) -> None:
    given = fix(Export("logs", Ref.to(LOGS, "arn")))
    text = text_of(applied(tmp_path, HEAD + 'aws.s3.Bucket("logs")\nprint()\n', (LOGS, given)))
    assert text.endswith('logs = aws.s3.Bucket("logs")\nprint()\npulumi.export("logs", logs.arn)\n')


# -- imports and layout -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("imports", "expected"),
    [
        ("import pulumi_aws", 'pulumi_aws.s3.BucketVersioning("logs"'),
        ("import pulumi_aws as cloud", 'cloud.s3.BucketVersioning("logs"'),
        ("from pulumi_aws import s3", "from pulumi_aws import s3\nimport pulumi_aws as aws\n"),
        ("from pulumi_aws.s3 import Bucket as B", 'aws.s3.BucketVersioning("logs"'),
    ],
)
def test_new_code_names_modules_as_the_file_does(tmp_path: Path, imports: str, expected: str) -> None:
    used = {"from pulumi_aws import s3": "s3.Bucket", "from pulumi_aws.s3 import Bucket as B": "B"}
    call = used.get(imports, f"{imports.rsplit(maxsplit=1)[-1]}.s3.Bucket")
    result = applied(tmp_path, f'{imports}\n\n{call}("logs")\n', (LOGS, VERSIONED))
    assert expected in text_of(result), reasons(result)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import pulumi\n", "import json\n\nimport pulumi\n"),
        ('"""Doc."""\n\nfrom __future__ import annotations\n\nimport os\n', "annotations\n\nimport json\nimport os\n"),
        ("import json\nimport os\n", "import json\nimport os\n"),
    ],
)
def test_a_module_that_is_needed_is_imported(tmp_path: Path, before: str, after: str) -> None:
    program = f'{before}import pulumi_aws as aws\n\naws.sqs.Queue("it")\n'
    text = text_of(applied(tmp_path, program, (resource(QUEUE, "it"), fix(Set("policy", Json({"a": 1}))))))
    assert after in text
    assert text.count("import json") == 1


def test_imports_stay_sorted(tmp_path: Path) -> None:
    program = f'import json\n\n{HEAD}logs = aws.s3.Bucket("logs")\n'
    text = text_of(applied(tmp_path, program, (LOGS, fix(Export("logs", Ref.to(LOGS, "arn"))))))
    assert text.startswith("import json\n\nimport pulumi\nimport pulumi_aws as aws\n\nlogs = ")


def test_layout_comments_and_line_endings_stay(tmp_path: Path) -> None:
    program = (
        HEAD
        + textwrap.dedent(
            """\
            aws.sqs.Queue(
                "it",  # its name
                a=1,  # one

                # two
                b={
                    "c": 2,  # three
                },  # four
            )  # five
            """
        )
    ).replace("\n", "\r\n")
    given = fix(Set("b.d", 1), Set("e", ["x" * 60, "y" * 60]), Remove("a"))
    text = text_of(applied(tmp_path, program, (resource(QUEUE, "it"), given)))
    assert text == HEAD.replace("\n", "\r\n") + (
        'aws.sqs.Queue(\r\n    "it",  # its name\r\n'
        '    b={\r\n        "c": 2,  # three\r\n        "d": 1,\r\n    },  # four\r\n'
        f'    e=[\r\n        "{"x" * 60}",\r\n        "{"y" * 60}",\r\n    ],\r\n)  # five\r\n'
    )


def test_a_call_that_becomes_too_long_gets_a_line_for_each_argument(tmp_path: Path) -> None:
    program = f'{HEAD}aws.sqs.Queue("it", a="{"x" * 60}")\n'
    text = text_of(applied(tmp_path, program, (resource(QUEUE, "it"), fix(Set("b", "y" * 40)))))
    assert text == f'{HEAD}aws.sqs.Queue(\n    "it",\n    a="{"x" * 60}",\n    b="{"y" * 40}",\n)\n'
