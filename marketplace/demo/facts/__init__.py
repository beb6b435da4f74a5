"""What the demo is made of: invented companies, cooperatives and staff, and how people are named.

Pure data: the builder turns it into rows. Nobody here exists. Addresses end in .example, telephone
numbers come from the series reserved for fiction, and organisation and bankgiro numbers are right
in form (check digit included) but far above those in use.
"""
