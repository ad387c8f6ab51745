import pytest
from tests.counties import make_vendor, training_folder_at
from tests.files import ctf

pytestmark = pytest.mark.django_db

@pytest.fixture(autouse=True)
def _folder(tmp_path):
    with training_folder_at(tmp_path):
        yield

def test_it(cast):
    v = make_vendor()
    me = v.old.get("/me")
    print(me.json())
    assert me.status_code == 200
    r = v.old.send("6812990_CTF_6812971_001.xml", ctf("6812990","6812971"))
    print(r.json())
    ref = r.json()["transfer"]["reference"]
    print(v.old.get(f"/transfers/{ref}").json()["state"])
    r = v.old.send("6812990_CTF_6812972_001.xml", ctf("6812990","6812972"))
    print(v.old.get("/notices").json())
    for to in ("6812973","6812974","6812975","6812976","6812977","6812999","9364971"):
        r = v.old.send(f"6812990_CTF_{to}_001.xml", ctf("6812990",to))
        print(to, r.status_code, r.json()["verdict"], [p["code"] for p in r.json()["problems"]])
    print(v.old.post("/training/clock", {"days": 60}).json())
    print(v.old.get("/notices").json())
    print(v.old.get("/training").json())
    print(v.new.post("/training/situations", {"situation": "file_waits"}).json())
    print(v.new.get("/inbox").json())
    print(v.old.get("/training/emails").json())
    print(v.authority.post("/lost-pupils/search", {"surname": "Evans"}).json())
