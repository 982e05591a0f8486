"""The nouns of Service Catalog."""

CONSTRAINT = ("aws:servicecatalog/constraint:Constraint",)
PORTFOLIO_SHARE = ("aws:servicecatalog/portfolioShare:PortfolioShare",)
PRINCIPAL_ASSOCIATION = ("aws:servicecatalog/principalPortfolioAssociation:PrincipalPortfolioAssociation",)
PRODUCT_ASSOCIATION = ("aws:servicecatalog/productPortfolioAssociation:ProductPortfolioAssociation",)
PROVISIONED_PRODUCT = ("aws:servicecatalog/provisionedProduct:ProvisionedProduct",)
PROVISIONING_ARTIFACT = ("aws:servicecatalog/provisioningArtifact:ProvisioningArtifact",)
TAG_ASSOCIATION = ("aws:servicecatalog/tagOptionResourceAssociation:TagOptionResourceAssociation",)
