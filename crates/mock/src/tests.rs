//! The responses of the server, with a made-up provider that uses every feature once.

use axum::http::request::Parts;
use axum::http::{Request, StatusCode};
use bindery_runtime::erased::{Endpoint, Entry, Sample, Status};
use bindery_runtime::{Operation, Provider, Scheme, Server, TokenRequest};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::Mock;
use crate::answer::{answer, generality};
use crate::script::Script;

static SCHEMES: &[Scheme] = &[
    Scheme::basic("client_id", "client_secret"),
    Scheme::client_credentials(TokenRequest::new("/oauth2/token")),
    Scheme::login(
        TokenRequest::new("https://login.acme.example/login").json().token("/data/authToken"),
    ),
    Scheme::api_key_query("api_token"),
    Scheme::api_key_header("x-key"),
];

const fn operation(id: &'static str, method: &'static str, path: &'static str) -> Operation {
    Operation::new(id, method, path)
        .media_types(&["application/json", "text/json", "application/xml", "text/xml"])
}

static OPERATIONS: &[Operation] = &[
    operation("get_account", "GET", "/v1/accounts/{id}.json"),
    operation("get_self", "GET", "/v1/accounts/self.json"),
    operation("remove_account", "DELETE", "/v2/accounts/{id}"),
    operation("set_account", "PUT", "/v1/accounts/{id}.json"),
    operation("status", "GET", "/status").security(&[]),
];

static PROVIDER: Provider = Provider::new("acme", "Acme")
    .servers(&[Server::new("https://acme.example", "Production")])
    .security(SCHEMES)
    .operations(OPERATIONS);

const fn sample(
    name: &'static str,
    status: u16,
    media_type: &'static str,
    body: &'static str,
) -> Sample {
    Sample::new(name, "", status, media_type, body.as_bytes())
}

static SAMPLES: &[Sample] = &[
    sample("get_account", 200, "application/json", "{\"id\":1}"),
    sample("get_account.xml", 200, "application/xml", "<Account/>"),
    sample("get_account.404", 404, "application/json", "{\"error\":\"none\"}"),
    sample("get_account.nulls", 200, "application/json", "{\"id\":null}"),
];

const fn endpoint(operation: &'static Operation, samples: &'static [Sample]) -> Endpoint {
    Endpoint::new(operation, |_, _| unreachable!())
        .responses(&[(Status::Code(200), Some(|_, _| unreachable!()))])
        .samples(samples)
}

static ENTRIES: &[Entry] = &[Entry::new(&PROVIDER, ENDPOINTS, |_, _| unreachable!())];

static ENDPOINTS: &[Endpoint] = &[
    endpoint(&OPERATIONS[0], SAMPLES),
    endpoint(&OPERATIONS[1], &[sample("get_self", 200, "application/json", "{\"self\":1}")]),
    endpoint(&OPERATIONS[3], &[sample("set_account.200", 200, "application/json", "{\"set\":1}")]),
    endpoint(&OPERATIONS[4], &[sample("status", 200, "application/json", "{\"up\":1}")]),
    Endpoint::new(&OPERATIONS[2], |_, _| unreachable!()).responses(&[(Status::Code(204), None)]),
];

/// `GET /path`, then a header a line, then a blank line and the body: a request as people write it.
fn request(text: &str) -> (Parts, Vec<u8>) {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    let mut lines = head.lines();
    let (method, target) = lines.next().unwrap().split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(target);
    for line in lines {
        let (name, value) = line.split_once(": ").unwrap();
        request = request.header(name, value);
    }
    (request.body(()).unwrap().into_parts().0, body.into())
}

#[track_caller]
fn check(text: &str, status: u16, media_type: &str, body: &str) {
    let (parts, sent) = request(text);
    let answer = answer(ENTRIES, &Script::default(), &parts, &sent);
    let got = String::from_utf8_lossy(answer.response.body()).into_owned();
    assert_eq!(answer.response.status().as_u16(), status, "{text}: {got}");
    assert_eq!(answer.response.headers()["content-type"], media_type, "{text}: {got}");
    assert!(got.contains(body), "{text}: {got}");
}

#[test]
fn a_path_leads_to_its_operation_and_case() {
    let json = "application/json";
    let problem = "application/problem+json";
    check("GET /acme/v1/accounts/7.json?api_token=k", 200, json, "{\"id\":1}");
    check("GET /acme/v1/accounts/%2F..json?api_token=k", 200, json, "{\"id\":1}");
    check("GET /acme/v1/accounts/self.json?api_token=k", 200, json, "{\"self\":1}");
    check("PUT /acme/v1/accounts/7.json?api_token=k", 200, json, "{\"set\":1}");
    check("GET /acme.nulls/v1/accounts/7.json?api_token=k", 200, json, "{\"id\":null}");
    check("GET /acme.404/v1/accounts/7.json?api_token=k", 404, json, "{\"error\":\"none\"}");
    check(
        "GET /acme.500/v1/accounts/7.json?api_token=k",
        404,
        problem,
        "its cases are: 404, nulls",
    );
    check("GET /acme./v1/accounts/7.json?api_token=k", 404, problem, "its cases are: 404, nulls");
    check("DELETE /acme/v1/accounts/7.json?api_token=k", 405, problem, "this path takes GET, PUT");
    check(
        "GET /acme/v1/accounts/.json?api_token=k",
        404,
        problem,
        "GET /acme/v1/accounts/{id}.json",
    );
    check(
        "GET /acme/v1/accounts/7/8.json?api_token=k",
        404,
        problem,
        "nothing is served at this path",
    );
    check("GET /acme/v1/accounts/7", 404, problem, "nothing is served at this path");
    check("GET /ACME/v1/accounts/7.json", 404, problem, "nothing is served at this path");
    check("GET /", 404, problem, "GET /acme/v1/accounts/{id}.json");
    check("OPTIONS *", 404, problem, "nothing is served at this path");
}

#[test]
fn credentials_of_any_documented_kind_are_needed() {
    let credentials = |line: &str, status| {
        check(&format!("GET /acme/v1/accounts/7.json{line}"), status, "application/json", "");
    };
    credentials("?api_token=k", 200);
    credentials("?a=b&api%5Ftoken=k", 200);
    credentials("\nX-Key: k", 200);
    credentials("\nAuthorization: Basic dTpw", 200);
    credentials("\nAuthorization: bearer t", 200);
    credentials("", 401);
    credentials("?api_token=", 401);
    credentials("?token=k", 401);
    credentials("\nX-Key: ", 401);
    credentials("\nAuthorization: Bearer ", 401);
    credentials("\nAuthorization: Bearer", 401);
    credentials("\nAuthorization: Digest x", 401);
    credentials("\nAuthorization: Basic dTo=", 401); // "u:"
    credentials("\nAuthorization: Basic OnA=", 401); // ":p"
    credentials("\nAuthorization: Basic u:p", 401);
}

#[test]
fn without_credentials_the_answer_is_the_providers_own_error() {
    let (parts, _) = request("GET /acme/v1/accounts/7.json");
    let answer = answer(ENTRIES, &Script::default(), &parts, b"");
    assert_eq!(answer.response.body(), "{\"error\":\"none\"}");
    assert_eq!(answer.problem.as_deref(), Some("no credentials of Acme were sent"));
    let challenges: Vec<_> = answer.response.headers().get_all("www-authenticate").iter().collect();
    assert_eq!(challenges, ["Basic realm=\"mock\"", "Bearer realm=\"mock\""]);
    // set_account has no error sample.
    check(
        "PUT /acme/v1/accounts/7.json", 401, "application/problem+json", "no credentials of Acme",
    );
}

#[test]
fn accept_chooses_the_sample() {
    let accept = |case: &str, accept: &str, status, media_type: &str, body: &str| {
        let text = format!("GET /acme{case}/v1/accounts/7.json?api_token=k\nAccept: {accept}");
        check(&text, status, media_type, body);
    };
    accept("", "application/xml", 200, "application/xml", "<Account/>");
    accept("", "text/xml", 200, "text/xml", "<Account/>");
    accept("", "text/json", 200, "text/json", "{\"id\":1}");
    accept("", "*/*", 200, "application/json", "{\"id\":1}");
    accept(
        "",
        "application/json;q=0.1\nAccept: application/xml;q=0.2",
        200,
        "application/xml",
        "<Account/>",
    );
    accept(
        "",
        "text/html",
        406,
        "application/problem+json",
        "application/json, text/json, application/xml, text/xml",
    );
    accept(
        ".nulls",
        "application/xml",
        406,
        "application/problem+json",
        "there are samples in: application/json, text/json\"",
    );
    accept(".404", "application/xml", 404, "application/json", "none");
}

#[test]
fn a_token_is_given_for_credentials_written_as_documented() {
    let form = "POST /acme/oauth2/token\nContent-Type: application/x-www-form-urlencoded;charset=UTF-8\n\n";
    let login = "POST /acme/login\nContent-Type: application/json\n\n";
    let token = |start: &str, body: &str, status, answer: &str| {
        check(&format!("{start}{body}"), status, "application/json", answer);
    };
    token(
        form,
        "grant_type=client_credentials&client_id=a&client_secret=b",
        200,
        "\"access_token\":\"mock-token\"",
    );
    token(form, "grant_type=password&client_id=a&client_secret=b", 400, "unsupported_grant_type");
    token(form, "client_id=a&client_secret=b", 400, "has no grant_type");
    token(
        form,
        "grant_type=client_credentials&client_id=a&client_secret=",
        400,
        "has no client_secret",
    );
    token(form, "", 400, "has no client_id");
    token(
        login,
        "{\"username\":\"a\",\"password\":\"b\"}",
        200,
        "{\"data\":{\"authToken\":\"mock-token\"}}",
    );
    token(login, "{\"username\":\"a\",\"password\":1}", 400, "has no password");
    token(login, "[]", 400, "not a JSON object");
    token(login, "\0", 400, "not a JSON object");
    token(
        "POST /acme/login\n\n",
        "{\"username\":\"a\",\"password\":\"b\"}",
        400,
        "is not application/json",
    );
    token(
        &login.replace("acme", "acme.404"),
        "{\"username\":\"a\",\"password\":\"b\"}",
        200,
        "mock-token",
    );
    check("GET /acme/login", 405, "application/problem+json", "takes POST");
}

/// The response of a server on a real socket to these bytes.
async fn exchange(bytes: &[u8]) -> String {
    let mock = Mock::start(ENTRIES, 0, |_| {}).await.unwrap();
    let mut stream = tokio::net::TcpStream::connect(mock.address()).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    mock.stop().await;
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn it_speaks_http_and_survives_what_is_none() {
    let answer = exchange(b"GET /acme/v1/accounts/7.json?api_token=k HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    assert!(
        answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("{\"id\":1}"),
        "{answer}"
    );
    let answer = exchange(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    let long = "POST /acme/login HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 16777217\r\n\r\n";
    let answer = exchange(long.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[tokio::test]
async fn every_exchange_is_seen_and_a_taken_port_is_an_error() {
    let (sender, receiver) = std::sync::mpsc::channel();
    let mock = Mock::start(ENTRIES, 0, move |exchange| {
        sender.send((exchange.request.uri.path().to_owned(), exchange.status)).unwrap();
    });
    let mock = mock.await.unwrap();
    assert_eq!(mock.base_url("acme"), format!("http://{}/acme", mock.address()));
    let taken = Mock::start(ENTRIES, mock.address().port(), |_| {}).await.unwrap_err();
    assert_eq!(taken.kind(), std::io::ErrorKind::AddrInUse);

    let mut stream = tokio::net::TcpStream::connect(mock.address()).await.unwrap();
    stream.write_all(b"GET /x HTTP/1.0\r\n\r\n").await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert_eq!(receiver.recv().unwrap(), ("/x".to_owned(), StatusCode::NOT_FOUND));
    let body: Value = serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap();
    assert_eq!(body["status"], 404);

    // A client that never speaks does not hold up the end.
    let _silent = tokio::net::TcpStream::connect(mock.address()).await.unwrap();
    tokio::time::timeout(std::time::Duration::from_secs(5), mock.stop()).await.unwrap();
}

#[test]
fn a_success_without_a_body_needs_no_sample() {
    let (parts, sent) = request("DELETE /acme/v2/accounts/7?api_token=k");
    let response = answer(ENTRIES, &Script::default(), &parts, &sent).response;
    assert_eq!(response.status(), 204);
    assert!(response.body().is_empty());
}

#[test]
fn an_operation_without_credentials_takes_none() {
    check("GET /acme/status", 200, "application/json", "{\"up\":1}");
}

#[test]
fn the_most_specific_template_wins() {
    let mut templates =
        ["/a/{x}/{y}", "/a/{x}", "/a/{x}/c", "/a/b/{y}", "/a/{x}.xml", "/a/b/c", "/{w}/b/c"];
    templates.sort_by_key(|template| generality(template));
    let expected =
        ["/a/b/c", "/a/b/{y}", "/a/{x}.xml", "/a/{x}", "/a/{x}/c", "/a/{x}/{y}", "/{w}/b/c"];
    assert_eq!(templates, expected);
}
