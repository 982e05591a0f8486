"""The nouns of AWS Budgets."""

BUDGET = ("aws:budgets/budget:Budget",)
BUDGET_ACTION = ("aws:budgets/budgetAction:BudgetAction",)
