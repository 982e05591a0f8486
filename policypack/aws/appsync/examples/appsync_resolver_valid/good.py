import pulumi_aws as aws

SCHEMA = """
"Questions of customers."
type Query {
  # the latest first
  orders(customer: ID!, limit: Int = 10): [Order]
}

type Order { id: ID! }
"""
api = aws.appsync.GraphQLApi("orders", name="orders", authentication_type="API_KEY", schema=SCHEMA)


def resolver(logical, type_, field):
    aws.appsync.Resolver(
        logical,
        api_id=api.id,
        type=type_,
        field=field,
        data_source="none",
        request_template="{}",
        response_template="{}",
    )


resolver("placed", "Query", "orders")
resolver("inner", "Order", "id")
