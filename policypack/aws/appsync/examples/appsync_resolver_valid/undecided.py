import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
api = aws.appsync.GraphQLApi("orders", name="orders", authentication_type="API_KEY", schema=old.outputs["Schema"])
aws.appsync.Resolver(
    "orders",
    api_id=api.id,
    type="Query",
    field="orders",
    data_source="none",
    request_template="{}",
    response_template="{}",
)  # undetermined: schema
