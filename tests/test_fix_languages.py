"""Names and steps as Pulumi's own SDKs write them."""

from __future__ import annotations

import pytest

from policypack.fix import Create, Depend, Edit, Export, Ref, SecretSetting, Set, StackName, fix
from policypack.fix.languages import python_name
from policypack.fix.render import render
from policypack.model.languages import Language


@pytest.mark.parametrize(
    ("name", "python"),
    [
        ("storageType", "storage_type"),
        ("ipv6CidrBlocks", "ipv6_cidr_blocks"),
        ("openXJsonSerDe", "open_x_json_ser_de"),
        ("enableResourceNameDnsARecord", "enable_resource_name_dns_a_record"),
        ("gopNumBFrames", "gop_num_b_frames"),
    ],
)
def test_a_property_is_named_as_the_sdk_for_python_names_it(name: str, python: str) -> None:
    assert python_name(name) == python


MADE = Create("random:index/randomPassword:RandomPassword", "orders-password", {"length": 32})
FIXES = {
    "stack name": fix(Set("name", StackName("alias/", "-orders"))),
    "secret": fix(Set("password", SecretSetting("db_password"))),
    "export": fix(Export("orders_endpoint", Ref("orders", "endpoint"))),
    "waits": fix(Depend(Ref("gateway")), Depend(Ref("route"))),
    "another package": fix(MADE),
    "element of a JSON text": fix(Edit("policy", "Statement[1]", {"Effect": "Allow"})),
}


@pytest.mark.parametrize(
    ("what", "language", "text"),
    [
        ("stack name", "python", 'name=f"alias/{pulumi.get_stack()}-orders"'),
        ("stack name", "typescript", "name: `alias/${pulumi.getStack()}-orders`"),
        ("stack name", "go", 'Name: pulumi.Sprintf("alias/%s-orders", ctx.Stack())'),
        ("stack name", "csharp", 'Name = $"alias/{Deployment.Instance.StackName}-orders"'),
        ("stack name", "java", '.name("alias/" + ctx.stackName() + "-orders")'),
        ("stack name", "yaml", 'name: "alias/${pulumi.stack}-orders"'),
        ("secret", "python", 'password=pulumi.Config().require_secret("db_password")'),
        ("secret", "typescript", 'password: new pulumi.Config().requireSecret("db_password")'),
        ("secret", "go", 'Password: config.New(ctx, "").RequireSecret("db_password")'),
        ("secret", "csharp", 'Password = new Config().RequireSecret("db_password")'),
        ("secret", "java", '.password(ctx.config().requireSecret("db_password"))'),
        ("secret", "yaml", 'password: "${db_password}"'),
        ("export", "python", 'pulumi.export("orders_endpoint", orders.endpoint)'),
        ("export", "typescript", "export const ordersEndpoint = orders.endpoint;"),
        ("export", "go", 'ctx.Export("orders_endpoint", orders.Endpoint)'),
        ("export", "yaml", 'orders_endpoint: "${orders.endpoint}"  # under outputs'),
        ("waits", "python", "opts=pulumi.ResourceOptions(depends_on=[gateway, route])"),
        ("waits", "typescript", "{ dependsOn: [gateway, route] }"),
        ("waits", "yaml", 'options: {dependsOn: ["${gateway}", "${route}"]}'),
        ("another package", "typescript", 'new random.RandomPassword("orders-password", { length: 32 })'),
        (
            "another package",
            "go",
            'random.NewRandomPassword(ctx, "orders-password", &random.RandomPasswordArgs{Length: pulumi.Int(32)})',
        ),
        ("another package", "csharp", 'new Random.RandomPassword("orders-password", new() { Length = 32 })'),
        ("element of a JSON text", "python", '"Statement": [..., {"Effect": "Allow"}]  # in policy'),
    ],
)
def test_steps_in_the_words_of_each_language(what: str, language: Language, text: str) -> None:
    assert text in render(FIXES[what], language)
