import pulumi_aws as aws

app = aws.amplify.App("shop", name="shop")
branch = aws.amplify.Branch("main", app_id=app.id, branch_name="main")
aws.amplify.DomainAssociation(
    "known",
    app_id=app.id,
    domain_name="example.com",
    sub_domains=[{"branch_name": branch.branch_name, "prefix": ""}],
)
itself = aws.amplify.App(
    "itself", name="itself", enable_auto_branch_creation=True, auto_branch_creation_patterns=["feature/*"]
)
aws.amplify.DomainAssociation(
    "made", app_id=itself.id, domain_name="example.org", sub_domains=[{"branch_name": "feature/cart", "prefix": "cart"}]
)
