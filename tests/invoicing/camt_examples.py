"""Messages of camt.054, written element by element."""

IBAN = "SE4550000000058398257466"
VERSION_2 = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.02"


def detail(amount="100.00", *, reference="", more="", indicator=""):
    mark = f"<CdtDbtInd>{indicator}</CdtDbtInd>" if indicator else ""
    refs = f"<Refs><AcctSvcrRef>{reference}</AcctSvcrRef></Refs>" if reference else ""
    amt = f'<Amt Ccy="SEK">{amount}</Amt>' if amount else ""
    return f"<TxDtls>{refs}{amt}{mark}{more}</TxDtls>"


def structured(ocr, amount="", kind="RmtdAmt"):
    told = f'<RfrdDocAmt><{kind} Ccy="SEK">{amount}</{kind}></RfrdDocAmt>' if amount else ""
    return f"<Strd>{told}<CdtrRefInf><Ref>{ocr}</Ref></CdtrRefInf></Strd>"


def remittance(*parts):
    return f"<RmtInf>{''.join(parts)}</RmtInf>"


def entry(amount="100.00", *details, status="BOOK", indicator="CRDT", more="", day="2026-01-05"):
    inside = f"<NtryDtls>{''.join(details)}</NtryDtls>" if details else ""
    return (
        f'<Ntry><Amt Ccy="SEK">{amount}</Amt><CdtDbtInd>{indicator}</CdtDbtInd>{more}'
        f"<Sts>{status}</Sts><BookgDt><Dt>{day}</Dt></BookgDt>{inside}</Ntry>"
    )


def notice(*entries, namespace=VERSION_2, name="S1", iban=IBAN):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Document xmlns="{namespace}">'
        f"<BkToCstmrDbtCdtNtfctn><Ntfctn><Id>{name}</Id>"
        f"<Acct><Id><IBAN>{iban}</IBAN></Id></Acct>"
        f"{''.join(entries)}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"
    ).encode()
