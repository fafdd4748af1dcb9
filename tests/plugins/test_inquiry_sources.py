from __future__ import annotations

import pytest
from pydantic import BaseModel, ValidationError

from plugins.inquiry_sources import InquirySources, from_project

BOX = "imaps://postfach@mail.stadt.example/INBOX"


class Site(BaseModel):
    inquiries: InquirySources = ()


def test_one_source_or_several() -> None:
    assert Site(inquiries="a.csv").inquiries == ("a.csv",)
    assert Site(inquiries=["a.csv", BOX]).inquiries == ("a.csv", BOX)
    assert Site().inquiries == ()


def test_paths_stand_in_the_project_and_mailboxes_as_they_are() -> None:
    assert from_project((), "content/x") is None
    assert from_project(("a.csv",), "content/x") == "content/x/a.csv"
    assert from_project(("a.csv", BOX), "content/x") == ["content/x/a.csv", BOX]


@pytest.mark.parametrize("wrong", ["imap://u:geheim@h/INBOX", "imaps://h/INBOX", "IMAP://"])
def test_a_mailbox_with_password_or_without_user_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Site(inquiries=["a.csv", wrong])
    assert len(caught.value.errors()) == 1
