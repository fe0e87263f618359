"""Readers of rows ask the world of the reader, with the user's layers, and none else."""

from datetime import date

import pytest

from summitry.knowledge.world import open_world
from summitry.read.claims import find_claims
from summitry.read.parse import parse_documents
from summitry.read.scene import build_scene
from summitry.records import Document

TEXT = "Norway's Prime Minister Ann Quillfeather met Angela Merkel for the fourth time since she took office."


@pytest.mark.model
def test_the_window_of_a_count_opens_with_an_office_of_the_users_layer(reader, tmp_path):
    row = ",Ann Quillfeather,Quillfeather,NOR,head_of_government,Prime Minister,2031-02-01,,us,2031-02-02"
    layer = tmp_path / "corrections"
    layer.mkdir()
    header = "person,name,family_name,country,office,title,start,end,source,checked"
    (layer / "tenures.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    (parsed,) = parse_documents([Document.from_text(TEXT, published="2031-06-14")], reader.pipeline)

    scene = build_scene(parsed, open_world((layer,)))

    assert scene.world is open_world((layer,))
    assert scene.world.office("NOR/ann-quillfeather", date(2031, 6, 1)) is not None
    assert [claim.window.start for claim in find_claims(scene) if claim.window] == [date(2031, 2, 1)]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "published", "person"),
    [
        pytest.param("Obama met Angela Merkel in Berlin.", None, "USA/barack-obama", id="the best known bearer without a day"),
        pytest.param("Obama met Angela Merkel in Berlin.", "2013-06-19", "USA/barack-obama", id="who is in office"),
        pytest.param("Bush met John Major in London.", "1991-07-15", "USA/george-h-w-bush", id="the day goes first"),
    ],
)  # fmt: skip
def test_a_bare_family_name_of_several(reader, text, published, person):
    (parsed,) = parse_documents([Document.from_text(text, published=published)], reader.pipeline)

    assert person in {actor.id for actor in build_scene(parsed, open_world(())).cast.actors}
