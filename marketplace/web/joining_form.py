"""A company and a person there, as Kooptjänst writes them down and as they write themselves."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import InputRequired, Length, Regexp

from marketplace.services.invitations import Guest
from marketplace.web.fields import PlainField

MAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"


class GuestForm(FlaskForm):
    """What an invitation or an application needs."""

    company = PlainField(
        _l("Företagets namn"), [InputRequired(_l("Skriv företagets namn.")), Length(max=200)]
    )
    organisation_number = PlainField(
        _l("Organisationsnummer"),
        [InputRequired(_l("Skriv organisationsnumret.")), Length(max=40)],
        description=_l("Tio siffror, som 556036-0793."),
    )
    name = PlainField(
        _l("Kontaktperson"), [InputRequired(_l("Skriv vem vi ska prata med.")), Length(max=100)]
    )
    email = PlainField(
        _l("E-postadress"),
        [
            InputRequired(_l("Skriv en e-postadress.")),
            Length(max=254),
            Regexp(MAIL, message=_l("Skriv hela adressen, som namn@foretag.se.")),
        ],
    )
    phone = PlainField(_l("Telefon"), [Length(max=40)])

    @property
    def guest(self) -> Guest:
        """What was filled in."""
        return Guest(
            company=self.company.data or "",
            organisation_number=self.organisation_number.data or "",
            name=self.name.data or "",
            email=self.email.data or "",
            phone=self.phone.data or "",
        )
