from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from invoice_examples import make_invoice

from invoicing import document_to_json
from invoicing.chain import START, first_broken, link_hash, seal

contents = st.lists(st.binary(min_size=1, max_size=40), min_size=1, max_size=10)


@given(contents)
def test_a_sealed_chain_holds(drawn):
    assert first_broken(seal(drawn)) is None


@given(contents, st.data())
def test_one_flipped_bit_is_found_at_its_place(drawn, data):
    links = list(seal(drawn))
    place = data.draw(st.integers(0, len(links) - 1))
    part = data.draw(st.sampled_from(["content", "link_hash"]))
    content = bytearray(getattr(links[place], part))
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    links[place] = replace(links[place], **{part: bytes(content)})
    assert first_broken(links) == place


def test_taking_out_or_swapping_a_link_is_found():
    links = list(seal([b"a", b"b", b"c"]))
    assert first_broken([links[0], links[2]]) == 1
    assert first_broken([links[1], links[0], links[2]]) == 0


def test_a_chain_goes_on_where_it_stopped():
    whole = list(seal([b"a", b"b"]))
    assert list(seal([b"b"], after=whole[0].link_hash)) == whole[1:]
    assert first_broken(whole[1:], after=whole[0].link_hash) is None


def test_an_issued_invoice_is_sealed_by_its_canonical_bytes():
    content = document_to_json(make_invoice())
    assert link_hash(START, content) == next(iter(seal([content]))).link_hash
