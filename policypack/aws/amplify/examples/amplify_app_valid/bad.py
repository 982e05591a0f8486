import pulumi_aws as aws

app = aws.amplify.App("shop", name="shop")
branch = aws.amplify.Branch("main", app_id=app.id, branch_name="main")
aws.amplify.DomainAssociation(
    "stray",
    app_id=app.id,
    domain_name="example.com",
    sub_domains=[{"branch_name": branch.branch_name, "prefix": ""}, {"branch_name": "master", "prefix": "www"}],
)

# finds stray: subDomains
