import pulumi
import pulumi_aws as aws

pool = aws.cognito.UserPool("shop", name="shop")
login = aws.cognito.IdentityProvider(
    "login",
    user_pool_id=pool.id,
    provider_name="Salesforce",
    provider_type="OIDC",
    provider_details={
        "client_id": "shop",
        "attributes_request_method": "GET",
        "oidc_issuer": "https://login.example.com",
        "authorize_scopes": "openid",
    },
)
aws.cognito.UserPoolClient(
    "spelt",
    user_pool_id=pool.id,
    supported_identity_providers=["COGNITO", "Salesforce"],
    opts=pulumi.ResourceOptions(depends_on=[login]),
)
aws.cognito.UserPoolClient("named", user_pool_id=pool.id, supported_identity_providers=[login.provider_name])
aws.cognito.UserPoolClient("elsewhere", user_pool_id="us-east-1_abcdefghi", supported_identity_providers=["Google"])
