"""Whether the site can do its work."""


def test_it_says_so_when_the_database_answers(browser):
    page = browser.get("/health")
    assert page.response.json == {"status": "ok"}
    assert page.queries == 1


def test_it_says_busy_when_the_database_is_gone(clean_database, worker_id):
    with clean_database.app.test_client() as client:
        assert client.get("/health").status_code == 200
        clean_database.server.drop(clean_database.name)
        answer = client.get("/health")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
