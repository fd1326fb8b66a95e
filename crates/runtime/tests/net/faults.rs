//! What can go wrong on the way, one line a fault: what the server does, what the caller gets, how often it was asked.

use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bindery_runtime::ResponseValue;
use bindery_runtime::reqwest::dns::{Name, Resolve, Resolving};

use crate::api::oauth::ClientBuilder;
use crate::api::{Account, Error, Oauth};
use crate::server::{Act, Server, begin, json, ok, refuse, send, with};

/// A fault.
#[derive(Clone, Copy)]
pub struct Row {
    pub name: &'static str,
    /// Its response to the n-th call, from 0.
    pub answer: fn(usize) -> Vec<Act>,
    /// Its response to the n-th token request, if the client has credentials for one.
    pub token: Option<fn(usize) -> Vec<Act>>,
    /// The kind of the error, `ok` for none, and a part of its message.
    pub comes_to: (&'static str, &'static str),
    /// The number of calls and of token requests.
    pub requests: (usize, usize),
    /// The time that it takes, in milliseconds.
    pub time: (u64, u64),
    /// The settings of the client.
    pub client: fn(ClientBuilder) -> ClientBuilder,
}

const fn row(
    name: &'static str,
    answer: fn(usize) -> Vec<Act>,
    comes_to: (&'static str, &'static str),
    requests: usize,
) -> Row {
    Row {
        name,
        answer,
        token: None,
        comes_to,
        requests: (requests, 0),
        time: (0, 7_000),
        client: |builder| builder,
    }
}

impl Row {
    const fn token(mut self, token: fn(usize) -> Vec<Act>, requests: usize) -> Self {
        self.token = Some(token);
        self.requests.1 = requests;
        self
    }

    const fn takes(mut self, at_least: u64, at_most: u64) -> Self {
        self.time = (at_least, at_most);
        self
    }

    const fn client(mut self, client: fn(ClientBuilder) -> ClientBuilder) -> Self {
        self.client = client;
        self
    }
}

/// The attempt timeout in milliseconds, long enough for rows with a response on a busy machine.
const ATTEMPT: u64 = 1_500;

const FINE: (&str, &str) = ("ok", "");
const CUT_SHORT: (&str, &str) =
    ("200 connect retryable", "the connection broke before the response from");
const TOO_LARGE: (&str, &str) =
    ("200 decode", "is larger than 65536 bytes; body_limit allows more");
const SLOW_BODY: (&str, &str) = ("200 timeout retryable", "no complete response from");
const OAUTH: &str = "no token: ";

#[rustfmt::skip]
pub const ROWS: &[Row] = &[
    row("all well", |_| ok(), FINE, 1),
    // Connections.
    row("nobody there", |_| ok(), ("connect retryable", "could not connect to 127.0.0.1"), 0).client(|b| b.base_url("http://127.0.0.1:1")),
    row("no such host", |_| ok(), ("connect retryable", "check the base URL and the network"), 0).client(|b| b.base_url("http://nowhere.invalid")),
    row("a name that nobody finds", |_| ok(), ("connect retryable", "account.example/v1/accounts/{accountId}: operation timed out (3 attempts)"), 0).takes(600, 3_000).client(|b| b.base_url("http://account.example").http(|http| http.dns_resolver(Nowhere)).connect_timeout(Duration::from_millis(200))),
    row("reset at once", |_| vec![Act::Reset], ("connect retryable", "the connection broke before the response"), 3),
    row("closed at once", |_| vec![Act::Close], ("connect retryable", "the connection broke before the response"), 3),
    row("reset once, then well", |n| if n == 0 { vec![Act::Reset] } else { ok() }, FINE, 2),
    row("reset within the headers", |_| send_then("HTTP/1.1 200 OK\r\ncontent-", Act::Reset), ("connect retryable", "broke"), 3),
    row("reset after the headers", |_| begin("content-length: 10\r\n", &[Act::Wait(20), Act::Reset]), CUT_SHORT, 3),
    row("silence", |_| vec![Act::Hang], ("timeout retryable", "no complete response from"), 3).takes(3 * ATTEMPT, 3 * ATTEMPT + 2_500),
    row("silence once, then well", |n| if n == 0 { vec![Act::Hang] } else { ok() }, FINE, 2).takes(ATTEMPT, ATTEMPT + 2_000),
    row("silence, one attempt", |_| vec![Act::Hang], ("timeout retryable", "within 1.5s, the time limit of one attempt"), 1).takes(ATTEMPT, ATTEMPT + 2_000).client(|b| b.attempts(1)),
    row("silence after the headers", |_| begin("content-length: 10\r\n", &[Act::Hang]), SLOW_BODY, 3).takes(3 * ATTEMPT, 3 * ATTEMPT + 2_500),
    row("silence, and the whole call ends first", |_| vec![Act::Hang], ("timeout retryable", "within 700ms, the time limit of the call"), 1).takes(700, 700 + ATTEMPT).client(|b| b.timeout(Duration::from_millis(700))),
    // Bodies.
    row("a byte at a time", |_| begin("content-length: 1000\r\n", &[Act::Forever(b" ".to_vec(), 50)]), SLOW_BODY, 3).takes(3 * ATTEMPT, 3 * ATTEMPT + 2_500),
    row("cut short", |_| begin("content-length: 10\r\n", &[Act::Send(b"{\"id\"".to_vec()), Act::Close]), CUT_SHORT, 3),
    row("cut short once, then well", |n| if n == 0 { begin("content-length: 10\r\n", &[Act::Send(b"{\"id\"".to_vec()), Act::Close]) } else { ok() }, FINE, 2),
    row("chunks without an end, closed", |_| begin("transfer-encoding: chunked\r\n", &[Act::Send(b"2\r\n{}\r\n".to_vec()), Act::Close]), CUT_SHORT, 3),
    row("chunks without an end, silent", |_| begin("transfer-encoding: chunked\r\n", &[Act::Send(b"2\r\n{}\r\n".to_vec()), Act::Hang]), SLOW_BODY, 3).takes(3 * ATTEMPT, 3 * ATTEMPT + 2_500),
    row("chunks without an end, all the time", |_| begin("transfer-encoding: chunked\r\n", &[Act::Forever(chunk(), 0)]), TOO_LARGE, 1),
    row("chunks that are none", |_| begin("transfer-encoding: chunked\r\n", &[Act::Send(b"zz\r\n{}\r\n0\r\n\r\n".to_vec())]), ("200 decode", "cannot be read"), 1),
    row("chunks, in order", |_| begin("transfer-encoding: chunked\r\n", &[Act::Send(b"4\r\n{\"id\r\n".to_vec()), Act::Wait(20), Act::Send(b"6\r\n\":\"7\"}\r\n0\r\n\r\n".to_vec())]), FINE, 1),
    row("a gzip bomb", |_| BOMB.clone(), TOO_LARGE, 1),
    row("gzip, in order", |_| gzip(br#"{"id":"7"}"#), FINE, 1),
    row("a coding that nobody asked for", |_| with(200, "content-encoding: br\r\n", "{\"id\":\"7\"}"), ("200 decode", "it is compressed with br"), 1),
    row("JSON in another charset", |_| vec![Act::Send(b"HTTP/1.1 200 X\r\ncontent-type: application/json; charset=ISO-8859-1\r\ncontent-length: 10\r\n\r\n{\"id\":\"\xE9\"}".to_vec())], ("200 decode", "it is in ISO-8859-1, and JSON is read in UTF-8 only"), 1),
    row("gzip that is none", |_| with(200, "content-encoding: gzip\r\n", "{\"id\":\"7\"}"), ("200 decode", "cannot be read"), 1),
    row("200 MB, announced", |_| begin("content-length: 200000000\r\n", &[Act::Forever(vec![b' '; 8192], 0)]), TOO_LARGE, 1),
    row("200 MB, not announced", |_| begin("connection: close\r\n", &[Act::Forever(vec![b' '; 8192], 0)]), TOO_LARGE, 1),
    row("as large as allowed", |_| json(200, &format!("{{\"id\":\"7\"{}}}", " ".repeat(65_536 - 10))), FINE, 1),
    row("a byte too large", |_| json(200, &format!("{{\"id\":\"7\"{}}}", " ".repeat(65_537 - 10))), TOO_LARGE, 1),
    // Heads.
    row("headers of 1 MB", |_| send(format!("HTTP/1.1 200 OK\r\nx-big: {}\r\n\r\n", "x".repeat(1 << 20))), ("decode", "cannot be read"), 1),
    row("10,000 headers", |_| send(format!("HTTP/1.1 200 OK\r\n{}\r\n", "x-one: 1\r\n".repeat(10_000))), ("decode", "cannot be read"), 1),
    row("200 headers", |_| with(200, &"x-one: 1\r\n".repeat(200), "{\"id\":\"7\"}"), FINE, 1).client(|b| b.http(|http| http.http1_max_headers(256))),
    row("10,000 headers, in words", |_| send(format!("HTTP/1.1 200 OK\r\n{}\r\n", "x-one: 1\r\n".repeat(10_000))), ("decode", "http1_max_headers of the HTTP client allows more lines"), 1),
    row("not HTTP", |_| send("SSH-2.0-OpenSSH_9.6\r\n"), ("decode", "cannot be read"), 1),
    row("no Content-Length", |_| { let mut acts = begin("", &[Act::Send(br#"{"id":"7"}"#.to_vec())]); acts.push(Act::Close); acts }, FINE, 1),
    row("Content-Length too small", |_| begin("content-length: 5\r\n", &[Act::Send(br#"{"id":"7"}"#.to_vec())]), ("200 decode", "its body cannot be decoded"), 1),
    row("Content-Length too large", |_| begin("content-length: 50\r\n", &[Act::Send(br#"{"id":"7"}"#.to_vec()), Act::Hang]), SLOW_BODY, 3).takes(3 * ATTEMPT, 3 * ATTEMPT + 2_500),
    row("Content-Length of no number", |_| begin("content-length: ten\r\n", &[Act::Send(br#"{"id":"7"}"#.to_vec())]), ("decode", "cannot be read"), 1),
    row("two Content-Lengths", |_| begin("content-length: 10\r\ncontent-length: 11\r\n", &[Act::Send(br#"{"id":"7"}"#.to_vec())]), ("decode", "cannot be read"), 1),
    // Redirects.
    row("redirects without end", |n| with(302, &format!("location: /v1/accounts/{n}\r\n"), ""), ("unexpected", "redirects more than 10 times; check the base URL"), 11),
    row("a redirect on the same host", |n| if n == 0 { with(307, "location: /v1/accounts/8\r\n", "") } else { ok() }, FINE, 2),
    row("a redirect to another host", |_| with(302, "location: http://localhost:{port}/v1/accounts/8?x=1\r\n", ""), ("302 unexpected", "it leads to http://localhost:"), 1),
    row("a redirect to another port", |_| with(302, "location: http://127.0.0.1:1/v1/accounts/8\r\n", ""), ("302 unexpected", "which is not followed: credentials stay with http://127.0.0.1:"), 1),
    row("a redirect to nowhere", |_| with(302, "location: http://[\r\n", ""), ("302 unexpected", "302 Found from"), 1),
    row("a redirect without a place", |_| with(302, "", ""), ("302 unexpected", "it does not say where it leads"), 1),
    // Statuses.
    row("400", |_| refuse(400), ("400 rejected", "400 Bad Request C-1 \"No.\" from 127.0.0.1"), 1),
    row("401 for ever, one's own token", |_| refuse(401), ("401 auth", "check the credentials (OAUTH_TOKEN)"), 1),
    row("403", |_| refuse(403), ("403 auth", "these credentials may not do this"), 1),
    row("404", |_| refuse(404), ("404 not_found", "check the id"), 1),
    row("408 for ever", |_| refuse(408), ("408 rejected retryable", "(3 attempts); try again later"), 3),
    row("409", |_| refuse(409), ("409 rejected", "409 Conflict C-1"), 1),
    row("429 for ever", |_| refuse(429), ("429 rate_limited retryable", "(3 attempts); try again later"), 3),
    row("429 with seconds, then well", |n| if n == 0 { with(429, "retry-after: 1\r\n", "") } else { ok() }, FINE, 2).takes(1_000, 3_500),
    row("429 with a date, then well", |n| if n == 0 { with(429, DATES, "") } else { ok() }, FINE, 2).takes(1_000, 3_500),
    row("429 with a date gone by", |n| if n == 0 { with(429, "retry-after: Wed, 21 Oct 2015 07:28:00 GMT\r\n", "") } else { ok() }, FINE, 2).takes(0, 2_000),
    row("429 with a wait beyond the call's time", |_| with(429, "retry-after: 60\r\n", ""), ("429 rate_limited retryable wait=60s", "the provider asks to wait 60s"), 1).takes(0, 2_000),
    row("429 with an absurd wait", |_| with(429, "retry-after: 99999999999999999999999\r\n", ""), ("429 rate_limited retryable wait=86400s", "the provider asks to wait"), 1).takes(0, 2_000),
    row("429 with a fraction, then well", |n| if n == 0 { with(429, "retry-after: 0.5\r\n", "") } else { ok() }, FINE, 2).takes(1_000, 3_500),
    row("503 with a header of the provider's own for 429", |n| if n == 0 { with(503, "x-ratelimit-period: 60\r\n", "") } else { ok() }, FINE, 2).takes(0, 2_000),
    row("404 with a wait", |_| with(404, "retry-after: 60\r\n", ""), ("404 not_found", "check the id"), 1),
    row("425 once, then well", |n| if n == 0 { refuse(425) } else { ok() }, FINE, 2),
    row("522 once, then well", |n| if n == 0 { refuse(522) } else { ok() }, FINE, 2),
    row("no budget for retries", |_| refuse(503), ("503 server retryable", "try again later"), 1).client(|b| b.retry_budget(0)),
    row("429 with garbage, then well", |n| if n == 0 { with(429, "retry-after: a while\r\n", "") } else { ok() }, FINE, 2).takes(0, 2_000),
    row("429 with a header of the provider's own", |n| if n == 0 { with(429, "x-ratelimit-period: 1\r\n", "") } else { ok() }, FINE, 2).takes(1_000, 3_500),
    row("500 for ever", |_| refuse(500), ("500 server retryable", "500 Internal Server Error C-1"), 3),
    row("500 for ever, one attempt", |_| refuse(500), ("500 server retryable", "try again later"), 1).client(|b| b.attempts(1)),
    row("501", |_| refuse(501), ("501 server", "501 Not Implemented"), 1),
    row("502 with a page", |_| with(502, "content-type: text/html\r\n", "<!DOCTYPE html><title>Bad gateway</title>"), ("502 server retryable", "502 Bad Gateway from 127.0.0.1"), 3),
    row("502 with a page, in words", |_| with(502, "content-type: text/html\r\n", "<!DOCTYPE html><title>Bad gateway</title>"), ("502 server retryable", ", with an HTML page of 41 bytes (3 attempts)"), 3),
    row("503 twice, then well", |n| if n < 2 { refuse(503) } else { ok() }, FINE, 3),
    row("503, and then no time", |_| with(503, "retry-after: 2\r\n", ""), ("503 server retryable wait=2s", "with an empty body; the provider asks to wait 2s"), 1).takes(0, 2_000).client(|b| b.timeout(Duration::from_secs(1))),
    row("504 for ever", |_| refuse(504), ("504 server retryable", "504 Gateway Timeout"), 3),
    row("an error of another shape", |_| json(422, r#"{"errors":["no"]}"#), ("422 rejected", "422 Unprocessable Entity from 127.0.0.1"), 1),
    row("an error of another shape, in words", |_| json(422, r#"{"errors":["no"]}"#), ("422 rejected", "with an undocumented body"), 1),
    row("an error that is a text", |_| json(403, r#"{"error":"Not yours."}"#), ("403 auth", "403 Forbidden \"Not yours.\" from"), 1),
    row("an error with a number for a code", |_| json(409, r#"{"error":{"code":1234,"message":"Taken."}}"#), ("409 rejected", "409 Conflict 1234 \"Taken.\" from"), 1),
    row("an error of RFC 9457", |_| json(422, r#"{"title":"Bad","status":422,"detail":"Too short."}"#), ("422 rejected", "422 \"Too short.\" from"), 1),
    row("a status that nobody knows", |_| json(299, r#"{"id":"7"}"#), ("299 unexpected", "299"), 1),
    // Responds.
    row("200 without a body", |_| with(200, "", ""), ("200 decode", "the body is empty"), 1),
    row("200 with null", |_| json(200, "null"), ("200 decode", "found null"), 1),
    row("200 with a list", |_| json(200, "[]"), ("200 decode", "cannot be decoded"), 1),
    row("200 with a page", |_| with(200, "content-type: text/html\r\n", "<html>Log in</html>"), ("200 decode", "an HTML page; check the base URL"), 1),
    row("200 with JSON as text/plain", |_| with(200, "content-type: text/plain\r\n", r#"{"id":"7"}"#), FINE, 1),
    row("200 with JSON without a type", |_| with(200, "", r#"{"id":"7"}"#), FINE, 1),
    row("200 with the provider's error", |_| json(200, r#"{"success":false,"error":{"code":"C-1"}}"#), ("200 rejected", "200 OK, but with an error, C-1 from"), 1),
    row("200 with success and an account", |_| json(200, r#"{"success":true,"id":"7"}"#), FINE, 1),
    // Tokens.
    row("a token, then well", |_| ok(), FINE, 1).token(|_| token(), 1),
    row("401 once, then another token", |n| if n == 0 { refuse(401) } else { ok() }, FINE, 2).token(|_| token(), 2),
    row("401 for ever, exchanged token", |_| refuse(401), ("401 auth", "check the credentials (OAUTH_CLIENT_ID, OAUTH_CLIENT_SECRET)"), 2).token(|_| token(), 2),
    row("401, and no other token", |_| refuse(401), ("token-503 token retryable", OAUTH), 1).token(|n| if n == 0 { token() } else { refuse(503) }, 4),
    row("no token: refused", |_| ok(), ("token-401 auth", "no token: 401 Unauthorized invalid_client \"Unknown client.\" from"), 0).token(|_| json(401, r#"{"error":"invalid_client","error_description":"Unknown client."}"#), 1),
    row("no token: refused with 400", |_| ok(), ("token-400 auth", "check the credentials"), 0).token(|_| json(400, r#"{"error":"invalid_client"}"#), 1),
    row("no token: down", |_| ok(), ("token-503 token retryable", OAUTH), 0).token(|_| refuse(503), 3),
    row("no token: down once", |_| ok(), FINE, 1).token(|n| if n == 0 { vec![Act::Reset] } else { token() }, 2),
    row("no token: reset", |_| ok(), ("token retryable", OAUTH), 0).token(|_| vec![Act::Reset], 3),
    row("no token: silence", |_| ok(), ("token retryable", OAUTH), 0).token(|_| vec![Act::Hang], 3).takes(3 * ATTEMPT, 3 * ATTEMPT + 2_500),
    row("no token: silence, and the call ends first", |_| ok(), ("timeout retryable", "within 1s, the time limit of the call"), 0).token(|_| vec![Act::Hang], 1).takes(1_000, 3_000).client(|b| b.timeout(Duration::from_secs(1))),
    row("no token: slow, but there", |_| ok(), FINE, 1).token(|_| { let mut acts = vec![Act::Wait(200)]; acts.extend(token()); acts }, 1).takes(200, 2_000),
    row("no token: a page", |_| ok(), ("token-200 token", "but with an HTML page of 19 bytes"), 0).token(|_| with(200, "content-type: text/html\r\n", "<html>Log in</html>"), 1),
    row("no token: nothing", |_| ok(), ("token-200 token", "but with an empty body"), 0).token(|_| with(200, "", ""), 1),
    row("no token: another JSON", |_| ok(), ("token-200 token", "there is no token at /access_token in its body"), 0).token(|_| json(200, r#"{"token":"abc"}"#), 1),
    row("no token: not JSON", |_| ok(), ("token-200 token", "its body is not JSON"), 0).token(|_| json(200, "access_token=abc"), 1),
    row("no token: a token that is no text", |_| ok(), ("token-200 token", "there is no token"), 0).token(|_| json(200, r#"{"access_token":7}"#), 1),
    row("no token: a token with a line break", |_| ok(), ("token-200 token", "a character that HTTP does not allow"), 0).token(|_| json(200, "{\"access_token\":\"a\\nb\"}"), 1),
    row("no token: too large", |_| ok(), ("token-200 token", "is larger than"), 0).token(|_| begin("", &[Act::Forever(vec![b' '; 8192], 0)]), 1),
    row("no token: nothing there", |_| ok(), ("token-404 token", "check the base URL"), 0).token(|_| refuse(404), 1),
    row("no token: refused with 200", |_| ok(), ("token-200 auth", "no token: 200 OK, but with an error, incorrect_client_credentials \"No.\" from"), 0).token(|_| json(200, r#"{"error":"incorrect_client_credentials","error_description":"No."}"#), 1),
    row("no token: refused with 200, in words", |_| ok(), ("token-200 auth", "check the credentials (OAUTH_CLIENT_ID, OAUTH_CLIENT_SECRET)"), 0).token(|_| json(200, r#"{"error":"incorrect_client_credentials"}"#), 1),
    row("no token: a redirect", |_| ok(), ("token-301 token", "301 Moved Permanently from 127.0.0.1"), 0).token(|_| with(301, "location: /oauth2/token/\r\n", ""), 1),
    row("no token: a redirect, in words", |_| ok(), ("token-308 token", "set token_url to where it leads"), 0).token(|_| with(308, "location: /oauth2/token/\r\n", ""), 1),
    row("401 and one attempt, exchanged token", |_| refuse(401), ("401 auth", "check the credentials"), 1).token(|_| token(), 1).client(|b| b.attempts(1)),
    row("no token: a redirect elsewhere", |_| ok(), ("token-307 token", "which is not followed"), 0).token(|_| with(307, "location: http://localhost:{port}/oauth2/token\r\n", ""), 1),
];

fn chunk() -> Vec<u8> {
    format!("1000\r\n{}\r\n", " ".repeat(4096)).into()
}

const DATES: &str =
    "date: Wed, 21 Oct 2015 07:28:00 GMT\r\nretry-after: Wed, 21 Oct 2015 07:28:01 GMT\r\n";

fn token() -> Vec<Act> {
    json(200, r#"{"access_token":"made-up-token","token_type":"Bearer"}"#)
}

fn send_then(text: &str, act: Act) -> Vec<Act> {
    let mut acts = send(text);
    acts.extend([Act::Wait(20), act]);
    acts
}

fn gzip(body: &[u8]) -> Vec<Act> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(body).unwrap();
    let body = encoder.finish().unwrap();
    let mut answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    answer.extend(body);
    vec![Act::Send(answer)]
}

/// Looks for names without end.
struct Nowhere;

impl Resolve for Nowhere {
    fn resolve(&self, _: Name) -> Resolving {
        Box::pin(std::future::pending())
    }
}

/// 20 MB in 90 KB.
pub static BOMB: LazyLock<Vec<Act>> = LazyLock::new(|| gzip(&[b' '; 20_000_000]));

/// A server that plays a row, and a client for it.
pub async fn stage(row: Row) -> (Server, ClientBuilder) {
    let (calls, tokens) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let server = Server::start(move |seen| match row.token {
        Some(token) if seen.path() == "/oauth2/token" => {
            token(tokens.fetch_add(1, Ordering::SeqCst))
        }
        _ => (row.answer)(calls.fetch_add(1, Ordering::SeqCst)),
    })
    .await;
    let builder = Oauth::builder()
        .base_url(&server.url)
        .timeout(Duration::from_secs(8))
        .attempt_timeout(Duration::from_millis(ATTEMPT))
        .body_limit(65_536);
    // Reading the system's certificates takes longer than a row.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    let builder = builder.http(|http| http.tls_certs_only([]));
    let builder = match row.token {
        Some(_) => builder.client_credentials("made-up-id", "made-up-secret"),
        None => builder.token("made-up-token"),
    };
    (server, (row.client)(builder))
}

/// The result of a call: its status, and the kind of its error.
pub fn words(result: &Result<ResponseValue<Account>, Error>) -> String {
    let error = match result {
        Ok(account) => {
            return if account.id == "7" { "ok".to_owned() } else { format!("{account:?}") };
        }
        Err(error) => error,
    };
    let mut words = match (error.status(), error.token_status()) {
        (Some(status), _) => status.as_u16().to_string(),
        (None, Some(status)) => format!("token-{}", status.as_u16()),
        (None, None) => String::new(),
    };
    write!(words, " {}", error.kind()).unwrap();
    if error.is_retryable() {
        words.push_str(" retryable");
    }
    if let Some(wait) = error.retry_after() {
        write!(words, " wait={wait:?}").unwrap();
    }
    words.trim().to_owned()
}
