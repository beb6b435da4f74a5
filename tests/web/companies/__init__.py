"""The doors of companies, through the checked browser."""
