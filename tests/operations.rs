//! Every kind of operation, over the crate that is generated for the fixture: what is sent, and what comes of it.

use bindery_fixture::mock::{Call, Mock};
use bindery_fixture::runtime::{Body, CallOptions, File, Pages};
use bindery_fixture::{Client, Credentials, ErrorKind, Method, types};
use insta::assert_snapshot;
use uuid::Uuid;

/// A request as the server saw it.
fn show(call: &Call) -> String {
    let query: Vec<String> =
        call.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mut text = format!("{} {}?{}\n", call.method, call.path, query.join("&"));
    for name in ["accept", "content-type", "idempotency-key", "x-ids"] {
        if let Some(value) = call.header(name) {
            text.push_str(&format!("{name}: {value}\n"));
        }
    }
    let text = format!("{text}\n{}", String::from_utf8_lossy(&call.body));
    // A boundary and a key are made up for each call.
    let made_up =
        call.header("content-type").and_then(|value| Some(value.split_once("boundary=")?.1));
    let text = made_up.map_or_else(|| text.clone(), |boundary| text.replace(boundary, "BOUNDARY"));
    let key = call.header("idempotency-key").unwrap_or("no key");
    text.replace(key, "KEY").replace("\r\n", "\n")
}

/// The last request that the server saw.
fn last(mock: &Mock) -> String {
    show(mock.calls().last().unwrap())
}

fn change() -> types::Change {
    let json = br#"{"name": "n & m", "price": 1.50, "fee": 0.10, "tags": ["x", "y"], "owner": {"email": "a@example.com"}}"#;
    bindery_fixture::decode(None, json).unwrap()
}

#[tokio::test]
async fn a_body_is_sent_in_its_media_type() {
    let mock = Mock::start().await.unwrap();
    let client = mock.client().unwrap();
    let thing = mock.on().send_json().sample().unwrap();
    client.send_json(Some(&thing)).await.unwrap();
    assert_snapshot!(last(&mock), @r#"
    POST /json?
    accept: application/json
    content-type: application/json

    {"id":"a"}
    "#);
    client.send_json(None).await.unwrap();
    assert_snapshot!(last(&mock), @"
    POST /json?
    accept: application/json
    ");
    client.send_vendor_json(&thing).await.unwrap();
    assert_snapshot!(last(&mock), @r#"
    POST /vendor?
    accept: */*
    content-type: application/vnd.acme+json

    {"id":"a"}
    "#);
    client.send_form(&change()).await.unwrap();
    assert_snapshot!(last(&mock), @"
    POST /form?
    accept: */*
    content-type: application/x-www-form-urlencoded

    name=n+%26+m&price=1.50&fee=0.10&tags=x&tags=y&owner%5Bemail%5D=a%40example.com
    ");
    client.send_xml(&change()).await.unwrap();
    assert_snapshot!(last(&mock), @r#"
    PUT /xml?
    accept: application/xml
    content-type: application/xml

    <?xml version="1.0" encoding="utf-8"?><Change><name>n &amp; m</name><price>1.50</price><fee>0.10</fee><tags>x</tags><tags>y</tags><owner><email>a@example.com</email></owner></Change>
    "#);
    assert_eq!(*client.send_text("a, b").await.unwrap(), "id,name\n1,\"a, b\"\n");
    assert_snapshot!(last(&mock), @"
    POST /text?
    accept: text/csv
    content-type: text/plain

    a, b
    ");
    client.send_optional_text(None).await.unwrap();
    assert_snapshot!(last(&mock), @"
    PUT /text?
    accept: application/json
    ");
    let id: Uuid = "67e55044-10b1-426f-9247-bb680e5fe0c8".parse().unwrap();
    let options = bindery_fixture::SendBytes::new().x_ids(vec![1, 2]);
    client.send_bytes(&id, "bytes", options).await.unwrap();
    assert_snapshot!(last(&mock), @"
    PUT /bytes/67e55044-10b1-426f-9247-bb680e5fe0c8?
    accept: */*
    content-type: application/octet-stream
    x-ids: 1,2

    bytes
    ");
    client.send_optional_bytes(&id, Some(Body::from("png"))).await.unwrap();
    assert_snapshot!(last(&mock), @"
    PATCH /bytes/67e55044-10b1-426f-9247-bb680e5fe0c8?
    accept: */*
    content-type: image/png

    png
    ");
}

#[tokio::test]
async fn a_form_with_files_has_a_part_for_each() {
    let mock = Mock::start().await.unwrap();
    let client = mock.client().unwrap();
    let mut upload = types::Upload::new(
        "invoice".to_owned(),
        File::new("march.pdf", "application/pdf", "%PDF-"),
    );
    upload.more =
        Some(vec![File::new("a.txt", "text/plain", "a"), File::new("b.txt", "text/plain", "b")]);
    upload.tags = Some(vec!["x".to_owned(), "y".to_owned()]);
    assert_eq!(client.send_files(&upload).await.unwrap().status(), 201);
    assert_snapshot!(last(&mock), @r#"
    POST /files?
    accept: application/json
    content-type: multipart/form-data; boundary=BOUNDARY

    --BOUNDARY
    Content-Disposition: form-data; name="purpose"

    invoice
    --BOUNDARY
    Content-Disposition: form-data; name="file"; filename="march.pdf"
    Content-Type: application/pdf

    %PDF-
    --BOUNDARY
    Content-Disposition: form-data; name="more"; filename="a.txt"
    Content-Type: text/plain

    a
    --BOUNDARY
    Content-Disposition: form-data; name="more"; filename="b.txt"
    Content-Type: text/plain

    b
    --BOUNDARY
    Content-Disposition: form-data; name="tags"

    x
    --BOUNDARY
    Content-Disposition: form-data; name="tags"

    y
    --BOUNDARY--
    "#);
}

#[tokio::test]
async fn parameters_are_written_in_their_styles() {
    let mock = Mock::start().await.unwrap();
    let client = mock.client().unwrap();
    let filter = bindery_fixture::decode(None, br#"{"name": "a b"}"#).unwrap();
    let options = bindery_fixture::ListBare::new()
        .tags(vec!["x".to_owned(), "y".to_owned()])
        .ids(vec![1, 2])
        .filter(filter)
        .since("2026-01-31T12:00:00+01:00".parse().unwrap())
        .above("1.50".parse().unwrap());
    client.list_bare(3, &[types::State::On, types::State::Off], options).await.unwrap();
    assert_snapshot!(last(&mock), @"
    GET /bare?above=1.50&filter[name]=a b&ids=1,2&paging.Page=3&since=2026-01-31T12:00:00+01:00&states=on&states=off&tags[]=x&tags[]=y
    accept: application/json
    ");
}

#[tokio::test]
async fn a_call_sends_the_credentials_of_its_operation() {
    let mock = Mock::start().await.unwrap();
    let sent = || {
        let calls = mock.calls();
        let call = calls.last().unwrap();
        let headers = ["authorization", "x-api-key", "x-app-id"];
        let headers = headers.iter().filter_map(|name| call.header(name));
        let key = call.query("report_key").map(|key| format!("report_key={key}"));
        headers.map(str::to_owned).chain(key).collect::<Vec<_>>().join(", ")
    };
    let client = mock.client().unwrap();
    client.send_optional_text(None).await.unwrap();
    assert_eq!(sent(), "Bearer made-up");
    client.need_nothing().await.unwrap();
    assert_eq!(sent(), "");
    client.need_key_or_nothing().await.unwrap();
    assert_eq!(sent(), "report_key=made-up");
    client.need_two_keys().await.unwrap();
    assert_eq!(sent(), "made-up, made-up");
    client.need_one_of_several().await.unwrap();
    assert_eq!(sent(), "report_key=made-up");
    client.need_basic().await.unwrap();
    assert_eq!(sent(), "Basic bWFkZS11cDptYWRlLXVw");
    client.need_client().await.unwrap();
    assert_eq!(sent(), "Bearer mock-token");
    client.need_client_with_key().await.unwrap();
    assert_eq!(sent(), "Bearer mock-token, made-up");
    client.need_login().await.unwrap();
    assert_eq!(sent(), "Bearer mock-token");

    // What the client does not have is not sent, and named where the operation needs it.
    let login =
        Credentials::login("me", "secret").and(Credentials::api_key_named("X-Api-Key", "k"));
    let client = Client::builder().credentials(login).base_url(mock.base_url()).build().unwrap();
    client.need_one_of_several().await.unwrap();
    assert_eq!(sent(), "Bearer mock-token");
    client.need_key_or_nothing().await.unwrap();
    assert_eq!(sent(), "");
    let error = client.need_two_keys().await.unwrap_err();
    assert_snapshot!(error, @"fixture need_two_keys: this operation needs credentials that the client does not have: FIXTURE_X_API_KEY and FIXTURE_X_APP_ID");
    // A request that is not in the spec has what there is; the server knows what its path takes.
    let path = |path| client.request(Method::GET, path).raw();
    assert_eq!(path("/access/person").await.unwrap().status(), 204);
    assert_eq!(path("/access/operator").await.unwrap().status(), 401);
}

#[tokio::test]
async fn each_status_has_its_type() {
    use bindery_fixture::{SeveralFailure, SeveralSuccess};

    let mock = Mock::start().await.unwrap();
    let client = mock.client().unwrap();
    let response = client.several(7).await.unwrap();
    assert!(matches!(&*response, SeveralSuccess::Thing(thing) if thing.id.as_deref() == Some("a")));
    assert_snapshot!(last(&mock), @"
    POST /several/7?
    accept: application/json
    idempotency-key: KEY
    ");
    mock.on().several().documented("201");
    let things = client.several(7).await.unwrap().into_inner();
    assert!(matches!(&things, SeveralSuccess::ThingList(things) if things.len() == 2));
    mock.on().several().respond(&things);
    assert_eq!(client.several(7).await.unwrap().status(), 201);
    mock.on().several().respond(&SeveralSuccess::Empty);
    let empty = client.several(7).await.unwrap();
    assert_eq!((empty.status().as_u16(), empty.into_inner()), (202, SeveralSuccess::Empty));

    mock.on().several().documented("422");
    let error = client.several(7).await.unwrap_err();
    assert!(matches!(error.error_body(), Some(SeveralFailure::Faults(_))), "{error:?}");
    mock.on().several().documented("404");
    let error = client.several(7).await.unwrap_err();
    assert!(
        error.kind() == ErrorKind::NotFound
            && matches!(error.error_body(), Some(SeveralFailure::Refusal(_))),
        "{error:?}"
    );
    mock.on().several().raw(418, "application/json", r#"{"why": "a teapot"}"#);
    let error = client.several(7).await.unwrap_err();
    assert!(matches!(error.error_body(), Some(SeveralFailure::Refusal(_))), "{error:?}");
    mock.on().several().status(410);
    let error = client.several(7).await.unwrap_err();
    assert!(error.kind() == ErrorKind::NotFound && error.error_body().is_none(), "{error:?}");

    mock.on().send_json().status(204);
    assert_eq!(client.send_json(None).await.unwrap().into_inner(), None);
    let id = client.send_optional_text(None).await.unwrap().into_inner();
    assert_eq!(id.to_string(), "67e55044-10b1-426f-9247-bb680e5fe0c8");
}

#[tokio::test]
async fn documented_headers_have_their_types() {
    use bindery_fixture::SeveralHeaders;

    let (mock, client) = start().await;
    let response = client.several(7).await.unwrap();
    assert_snapshot!(format!("{:?}", SeveralHeaders::from(response.headers())), @"SeveralHeaders { x_count: Some(3), x_id: None, x_tags: Some([On, Off]) }");
    mock.on().several().header("x-count", "many").header("x-tags", "new").documented("404");
    let error = client.several(7).await.unwrap_err();
    let headers = SeveralHeaders::from(error.headers().unwrap());
    assert_snapshot!(format!("{headers:?}"), @r#"SeveralHeaders { x_count: None, x_id: None, x_tags: Some([Unknown("new")]) }"#);
}

#[tokio::test]
async fn a_write_with_a_key_is_retried_with_the_same_key() {
    let mock = Mock::start().await.unwrap();
    let client = mock.client().unwrap();
    mock.on().several().header("retry-after", "0").status(503);
    client.several(7).await.unwrap();
    let keys: Vec<_> =
        mock.calls().iter().map(|call| call.header("idempotency-key").map(str::to_owned)).collect();
    assert!(keys.len() == 2 && keys[0].is_some() && keys[0] == keys[1], "{keys:?}");
    // Without a key, and a request that may have done its work: no second attempt.
    mock.on().send_text().header("retry-after", "0").status(500);
    client.send_text("x").await.unwrap_err();
    assert_eq!(mock.calls().len(), 3);
}

#[tokio::test]
async fn a_file_is_a_stream_with_the_callers_limit() {
    let mock = Mock::start().await.unwrap();
    let client = mock.client().unwrap();
    let file = client.get_file().await.unwrap();
    assert_eq!(file.headers()["content-type"], "application/pdf");
    assert_eq!(&file.into_inner().bytes(100).await.unwrap()[..], b"%PDF-\0\x01");
    // More than the limit for bodies in memory.
    mock.on().get_file().always().raw(200, "application/pdf", vec![b'x'; 3 << 20]);
    let small = client.with(CallOptions::new().body_limit(10));
    let file = small.get_file().await.unwrap().into_inner();
    assert_eq!(file.bytes(4 << 20).await.unwrap().len(), 3 << 20);
    assert!(small.get_file().await.unwrap().into_inner().bytes(1 << 20).await.is_err());
    mock.on().get_file().documented("404");
    mock.reset();
    mock.on().get_file().documented("404");
    assert!(client.get_file().await.unwrap_err().error_body().is_some());
}

/// The ids of all items, and the last error, if there is one.
async fn all<E: std::fmt::Debug>(pages: Pages<types::Thing, E>) -> (String, Option<String>) {
    let mut items = pages.items();
    let mut ids = Vec::new();
    loop {
        match items.try_next().await {
            Ok(Some(thing)) => ids.push(thing.id.unwrap()),
            Ok(None) => return (ids.join(" "), None),
            Err(error) => return (ids.join(" "), Some(error.to_string())),
        }
    }
}

/// A page with these ids, and these members of `pagination`.
fn page(ids: &[&str], pagination: &str) -> String {
    let data: Vec<String> = ids.iter().map(|id| format!(r#"{{"id": "{id}"}}"#)).collect();
    format!(r#"{{"data": [{}], "pagination": {{{pagination}}}}}"#, data.join(", "))
}

/// The queries of all calls.
fn queries(mock: &Mock) -> String {
    let query = |call: &Call| {
        let pairs: Vec<String> = call.query.iter().map(|(n, v)| format!("{n}={v}")).collect();
        pairs.join("&")
    };
    mock.calls().iter().map(query).collect::<Vec<_>>().join(" | ")
}

const JSON: &str = "application/json";

async fn start() -> (Mock, Client) {
    let mock = Mock::start().await.unwrap();
    let client = mock.client().unwrap();
    (mock, client)
}

#[tokio::test]
async fn a_list_is_followed_by_cursors() {
    let (mock, client) = start().await;
    let on = || mock.on().list_by_cursor();
    on().raw(200, JSON, page(&["a", "b"], r#""after": "2 &""#));
    on().raw(200, JSON, page(&[], r#""after": "3""#));
    on().raw(200, JSON, page(&["c"], r#""after": null"#));
    let options = bindery_fixture::ListByCursor::new().limit(2);
    assert_eq!(all(client.list_by_cursor_pages("me", options)).await, ("a b c".to_owned(), None));
    assert_eq!(queries(&mock), "limit=2 | after=2 &&limit=2 | after=3&limit=2");
    assert!(mock.calls().iter().all(|call| call.arguments == ["me"]));
}

#[tokio::test]
async fn a_list_is_followed_by_offsets() {
    let (mock, client) = start().await;
    let on = || mock.on().list_by_offset_more();
    on().raw(200, JSON, page(&["a", "b"], r#""hasNext": true"#));
    on().raw(200, JSON, page(&["c"], r#""hasNext": false"#));
    let options = bindery_fixture::ListByOffsetMore::new().offset(10);
    assert_eq!(
        all(client.list_by_offset_more_pages("me", options)).await,
        ("a b c".to_owned(), None)
    );
    let on = || mock.on().list_by_offset_total();
    on().raw(200, JSON, page(&["a", "b"], r#""total": 3"#));
    on().raw(200, JSON, page(&["c"], r#""total": 3"#));
    let pages = client.list_by_offset_total_pages("me", bindery_fixture::ListByOffsetTotal::new());
    assert_eq!(all(pages).await, ("a b c".to_owned(), None));
    assert_eq!(queries(&mock), "offset=10 | offset=12 |  | offset=2");
}

#[tokio::test]
async fn a_list_is_followed_by_page_numbers() {
    let (mock, client) = start().await;
    let on = || mock.on().list_by_number_total();
    on().raw(200, JSON, page(&["a", "b"], r#""total": 3"#));
    on().raw(200, JSON, page(&["c"], r#""total": 3"#));
    let pages = client.list_by_number_total_pages("me", bindery_fixture::ListByNumberTotal::new());
    assert_eq!(all(pages).await, ("a b c".to_owned(), None));
    let on = || mock.on().list_by_number_pages();
    on().raw(200, JSON, page(&["a"], r#""pages": 2"#));
    on().raw(200, JSON, page(&["b"], r#""pages": 2"#));
    let pages = client.list_by_number_pages_pages("me", bindery_fixture::ListByNumberPages::new());
    assert_eq!(all(pages).await, ("a b".to_owned(), None));
    let on = || mock.on().list_by_number_empty();
    on().raw(200, JSON, page(&["a"], ""));
    on().raw(200, JSON, page(&[], ""));
    let pages = client.list_by_number_empty_pages("me", bindery_fixture::ListByNumberEmpty::new());
    assert_eq!(all(pages).await, ("a".to_owned(), None));
    assert_eq!(queries(&mock), " | page=1 |  | page=2 |  | page=2");
    // A required parameter says where the list begins.
    mock.on().list_bare().query("paging.Page", "3").raw(200, JSON, r#"[{"id": "x"}]"#);
    mock.on().list_bare().query("paging.Page", "4").raw(200, JSON, "[]");
    let pages = client.list_bare_pages(3, &[types::State::On], bindery_fixture::ListBare::new());
    assert_eq!(all(pages).await, ("x".to_owned(), None));
}

#[tokio::test]
async fn a_list_is_followed_by_urls() {
    let (mock, client) = start().await;
    let next = format!("{}/lists/link/me?page=2&token=a%20b", mock.base_url());
    let link = format!(r#"<{next}>; rel="next", <{}>; rel="prev""#, mock.base_url());
    mock.on().list_by_link().header("link", &link).raw(200, JSON, page(&["a"], ""));
    mock.on().list_by_link().query("token", "a b").raw(200, JSON, page(&["b"], ""));
    let options = bindery_fixture::ListByLink::new().limit(1);
    assert_eq!(all(client.list_by_link_pages("me", options)).await, ("a b".to_owned(), None));
    // A URL in the body may be relative.
    mock.on().list_by_url().raw(200, JSON, page(&["a"], r#""next": "?page=2""#));
    mock.on().list_by_url().query("page", "2").raw(200, JSON, page(&["b"], ""));
    let pages = client.list_by_url_pages("me", bindery_fixture::ListByUrl::new());
    assert_eq!(all(pages).await, ("a b".to_owned(), None));
    mock.on().list_by_header().header("x-next", "/fixture/lists/header/me?page=2").raw(
        200,
        JSON,
        page(&["a"], ""),
    );
    mock.on().list_by_header().query("page", "2").raw(200, JSON, page(&["b"], ""));
    let pages = client.list_by_header_pages("me", bindery_fixture::ListByHeader::new());
    assert_eq!(all(pages).await, ("a b".to_owned(), None));
    assert_eq!(queries(&mock), "limit=1 | page=2&token=a b |  | page=2 |  | page=2");
}

#[tokio::test]
async fn a_url_that_leads_away_and_a_cursor_that_comes_again_are_errors() {
    let (mock, client) = start().await;
    mock.on().list_by_url().raw(200, JSON, page(&["a"], r#""next": "https://elsewhere.example/""#));
    let pages = client.list_by_url_pages("me", bindery_fixture::ListByUrl::new());
    let (ids, error) = all(pages).await;
    assert_eq!((ids.as_str(), mock.calls().len()), ("a", 1));
    assert!(error.is_some_and(|error| error.contains("leads away from the base URL")));
    mock.on().list_by_cursor().always().raw(200, JSON, page(&["a"], r#""after": "2""#));
    let pages = client.list_by_cursor_pages("me", bindery_fixture::ListByCursor::new());
    let (ids, error) = all(pages).await;
    assert_eq!(ids, "a a");
    assert!(error.is_some_and(|error| error.contains("round in circles")));
}

/// However a list is followed, the mock serves its sample and then its end.
#[tokio::test]
async fn the_sample_of_a_list_is_all_that_there_is() {
    use bindery_fixture::erased::ENTRY;
    use bindery_fixture::runtime::Api as _;
    use bindery_fixture::runtime::erased::Arguments;

    let (mock, client) = start().await;
    let given = [("owner", "me"), ("paging.Page", "1"), ("states", "on")];
    let mut lists = 0;
    for endpoint in ENTRY.endpoints {
        let Some(pages) = endpoint.pages else { continue };
        let known = |(name, _): &&(&str, &str)| endpoint.operation.parameters.contains(name);
        let arguments = given.iter().filter(known);
        let arguments =
            arguments.fold(Arguments::new(), |all, (name, value)| all.parameter(*name, *value));
        let mut pages = pages(client.transport(), &arguments).unwrap();
        let mut items = Vec::new();
        while let Some(page) = pages.try_next().await.unwrap() {
            items.extend(page.iter().map(|item| item.reveal().to_string()));
        }
        assert_eq!(items, [r#"{"id":"a"}"#], "{}", endpoint.operation.id);
        lists += 1;
    }
    assert_eq!((lists, mock.calls().len()), (10, 17));
}

#[tokio::test]
async fn a_list_that_failed_goes_on_where_it_was() {
    let (mock, client) = start().await;
    let on = || mock.on().list_by_cursor();
    on().raw(200, JSON, page(&["a"], r#""after": "2""#));
    on().query("after", "2").raw(200, JSON, page(&["b"], r#""after": "3""#));
    on().query("after", "3").raw(400, JSON, r#"{"why": "not now"}"#);
    let pages = || client.list_by_cursor_pages("me", bindery_fixture::ListByCursor::new());
    let mut items = pages().items();
    assert_eq!(items.try_next().await.unwrap().unwrap().id.as_deref(), Some("a"));
    assert_eq!(items.try_next().await.unwrap().unwrap().id.as_deref(), Some("b"));
    let error = items.try_next().await.unwrap_err();
    assert!(error.error_body().is_some(), "{error}");
    let token = items.resume_token().unwrap().to_owned();
    assert_eq!(token, "3");
    // The same stream, and another one tomorrow.
    on().query("after", "3").raw(200, JSON, page(&["c"], ""));
    assert_eq!(items.try_next().await.unwrap().unwrap().id.as_deref(), Some("c"));
    assert!(items.try_next().await.unwrap().is_none());
    on().query("after", "3").raw(200, JSON, page(&["c"], ""));
    assert_eq!(all(pages().starting_at(token)).await, ("c".to_owned(), None));
}
