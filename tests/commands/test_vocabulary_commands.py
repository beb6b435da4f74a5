"""The command that takes in the taxonomy, as an operator types it."""

import json

import pytest

from marketplace import vocabulary_file


@pytest.fixture
def run(app, settings):
    """Type the command; gives the output. What it keeps is thrown away afterwards."""

    def typed(file, code=0):
        result = app.test_cli_runner().invoke(args=["vocabulary", "import", str(file)])
        assert result.exit_code == code, result.output
        return result.output

    yield typed
    vocabulary_file.path_in(settings.instance).unlink(missing_ok=True)


def test_an_import_is_used_at_once(app, run, tmp_path):
    concept = {"id": "Ljxo_4Zn_ygo", "type": "skill", "preferred_label": "Hotellstädning"}
    file = tmp_path / "skills.json"
    file.write_text(json.dumps({"data": {"concepts": [concept]}}))
    with app.app_context():
        assert vocabulary_file.words_of_tasks() == {}
        told = run(file)
        assert "1 of our skills" in told
        assert "Ids that the file does not have" in told
        words = vocabulary_file.words_of_tasks()
    assert words
    assert all(names == ["hotellstädning"] for names in words.values())


def test_another_file_changes_nothing(app, run, tmp_path):
    file = tmp_path / "skills.json"
    file.write_text("<html>")
    assert "this is no JSON" in run(file, code=1)
    with app.app_context():
        assert vocabulary_file.words_of_tasks() == {}
