//! What is sent, what comes back, and what a client can be made from.

use std::time::Duration;

use bindery_runtime::{
    Api, Builder, CallOptions, ConfigError, Credentials, ErrorKind, MediaType, Provider, redirects,
    reqwest,
};

use crate::api::*;
use crate::server::{Act, Seen, Server, begin, json, ok, refuse, with};

/// The request of a call.
async fn sent<C: Api>(builder: impl Into<Builder>, call: impl AsyncFn(&C)) -> Seen {
    let server = Server::start(|_| ok()).await;
    let client = builder.into().base_url(&server.url).build().unwrap();
    call(&client).await;
    server.seen().remove(0)
}

#[tokio::test]
async fn credentials_go_where_the_spec_says() {
    let seen = sent(Basic::builder().basic("key", "secret:é"), async |c: &Basic| {
        drop(c.get_account("7").await)
    })
    .await;
    assert_eq!(seen.header("authorization"), Some("Basic a2V5OnNlY3JldDrDqQ=="));
    let seen =
        sent(Oauth::builder().token("a.b-c"), async |c: &Oauth| drop(c.get_account("7").await))
            .await;
    assert_eq!(seen.header("authorization"), Some("Bearer a.b-c"));
    let seen = sent(HeaderKey::builder().api_key("k y"), async |c: &HeaderKey| {
        drop(c.get_account("7").await)
    })
    .await;
    assert_eq!((seen.header("x-api-token"), seen.header("authorization")), (Some("k y"), None));
    let seen = sent(QueryKey::builder().api_key("k y&"), async |c: &QueryKey| {
        drop(c.get_account("7").await)
    })
    .await;
    assert_eq!(seen.path(), "/v1/accounts/7?api_token=k%20y%26");
    let page = async |c: &QueryKey| drop(c.get_account_page("a/b", Some(3)).await);
    let seen = sent(QueryKey::builder().api_key("k"), page).await;
    assert_eq!(seen.path(), "/v1/accounts/a%2Fb?page=3&api_token=k");
}

#[tokio::test]
async fn headers_are_the_specs_unless_the_caller_says_otherwise() {
    let get = async |c: &Oauth| drop(c.get_account("7").await);
    let seen = sent(Oauth::builder().token("t"), get).await;
    assert_eq!(seen.header("x-version"), Some("2024-01-01"));
    assert_eq!(seen.header("accept"), Some("application/json"));
    assert_eq!(
        seen.header("user-agent"),
        Some(concat!("bindery/", env!("CARGO_PKG_VERSION"), " (oauth)"))
    );
    let own = Oauth::builder()
        .token("t")
        .header("X-Version", "2024-07-30")
        .header("user-agent", "me/1")
        .header("x-a", "1");
    let seen = sent(own, get).await;
    assert_eq!(seen.head.matches("2024-").count(), 1);
    assert_eq!(
        (seen.header("x-version"), seen.header("user-agent")),
        (Some("2024-07-30"), Some("me/1"))
    );
    let once = async |c: &Oauth| {
        let options =
            CallOptions::new().header("x-a", "2").header("x-b", "3").accept(MediaType::Xml);
        drop(c.with(options).get_account("7").await);
    };
    let seen = sent(Oauth::builder().token("t").header("x-a", "1"), once).await;
    assert_eq!((seen.header("x-a"), seen.header("x-b")), (Some("2"), Some("3")));
    assert_eq!(seen.header("accept"), Some("application/xml"));
    // What was said for one client says nothing to another.
    let both = async |c: &Oauth| {
        let _other = c.with(CallOptions::new().header("x-a", "2"));
        drop(c.get_account("7").await);
    };
    let seen = sent(Oauth::builder().token("t"), both).await;
    assert_eq!(seen.header("x-a"), None);
}

#[tokio::test]
async fn what_comes_along_is_there_on_success_and_on_failure() {
    let body = r#"{"id":"7","success":true,"more":1}"#;
    let headers = "content-type: application/json\r\nx-request-id: r-1\r\nx-more: 2\r\n";
    let server = Server::start(move |seen| match seen.path() {
        "/v1/accounts/7" => with(200, headers, body),
        _ => with(418, headers, r#"{"error":{"code":"C-2","message":"Short\n and\tstout."}}"#),
    })
    .await;
    let client = Oauth::builder().token("t").base_url(&server.url).build().unwrap();
    let account = client.get_account("7").await.unwrap();
    assert_eq!(
        (account.status().as_u16(), account.attempts(), account.request_id()),
        (200, 1, Some("r-1"))
    );
    assert_eq!(account.headers()["x-more"], "2");
    assert_eq!(account.body(), body);
    assert_eq!(account.id, "7");
    assert_eq!(account.into_inner().success, Some(true));

    let error = client.get_account("8").await.unwrap_err();
    assert_eq!(
        (error.status().unwrap().as_u16(), error.attempts(), error.operation()),
        (418, 1, Some("get_account"))
    );
    assert_eq!(
        (error.request_id().as_deref(), error.headers().unwrap()["x-more"].as_bytes()),
        (Some("r-1"), &b"2"[..])
    );
    assert_eq!((error.code(), error.message()), (Some("C-2"), Some("Short  and stout.")));
    assert_eq!(error.error_body().unwrap().error.message.as_deref(), Some("Short\n and\tstout."));
    assert!(error.body().starts_with(b"{\"error\""));
    let place = server.url.trim_start_matches("http://");
    assert_eq!(
        error.to_string(),
        format!(
            "oauth get_account: 418 I'm a teapot C-2 \"Short  and stout.\" from {place}/v1/accounts/{{accountId}} \
             (request id r-1)"
        )
    );
    let boxed: Box<dyn std::error::Error + Send + Sync> = error.into();
    assert!(boxed.source().is_none());
}

#[tokio::test]
async fn what_does_something_is_not_done_twice() {
    let account =
        Account { id: "7".to_owned(), secret: None, success: None, extra: Default::default() };
    for (acts, expected) in [
        (refuse(503), 1),
        (vec![Act::Reset], 1),
        (begin("content-length: 9\r\n", &[Act::Close]), 1),
    ] {
        let server = Server::start(move |_| acts.clone()).await;
        let client = Oauth::builder().token("t").base_url(&server.url).build().unwrap();
        assert!(client.create_account(&account).await.unwrap_err().is_retryable());
        let seen = server.seen();
        assert_eq!(seen.len(), expected);
        assert_eq!(
            (seen[0].header("content-type"), seen[0].body.as_str()),
            (Some("application/json"), r#"{"id":"7"}"#)
        );
    }
    // A request that did not arrive can be retried.
    let client = Oauth::builder().token("t").base_url("http://127.0.0.1:1").build().unwrap();
    assert_eq!(client.create_account(&account).await.unwrap_err().attempts(), 3);
}

#[tokio::test]
async fn a_call_that_cannot_be_made_is_not_made() {
    let server = Server::start(|_| ok()).await;
    let client = Oauth::builder().token("t").base_url(&server.url).build().unwrap();
    let check = async |client: &Oauth, id: &str, expected: &str| {
        let error = client.get_account(id).await.unwrap_err();
        assert_eq!(error.to_string(), format!("oauth get_account: {expected}"));
        assert!(
            error.kind() == ErrorKind::Request && !error.is_retryable() && error.attempts() == 0
        );
    };
    check(&client, "", "accountId is empty; give an id").await;
    check(&client, ".", "accountId is \".\", which would lead to another path; give an id").await;
    check(&client, "..", "accountId is \"..\", which would lead to another path; give an id").await;
    let bad = client.with(CallOptions::new().header("x y", "1"));
    check(&bad, "7", "\"x y\" is not a header name").await;
    let bad = client.with(CallOptions::new().header("x-y", "1\n"));
    check(&bad, "7", "the value for header x-y holds a character that HTTP does not allow").await;
    assert_eq!(server.seen().len(), 0);
}

#[tokio::test]
async fn a_client_of_ones_own_can_be_beneath() {
    let headers = reqwest::header::HeaderMap::from_iter([(
        reqwest::header::HeaderName::from_static("x-proxy"),
        reqwest::header::HeaderValue::from_static("1"),
    )]);
    let http = reqwest::Client::builder()
        .default_headers(headers)
        .timeout(Duration::from_millis(300))
        .redirect(redirects())
        .build()
        .unwrap();
    let server =
        Server::start(|seen| if seen.path() == "/v1/accounts/7" { ok() } else { vec![Act::Hang] })
            .await;
    let client =
        Oauth::builder().token("t").base_url(&server.url).http_client(http).build().unwrap();
    client.get_account("7").await.unwrap();
    assert_eq!(server.seen()[0].header("x-proxy"), Some("1"));
    // Its own limits hold, too.
    let error = client.get_account("8").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error:?}");
    // A change to the client that is built here.
    let client = Oauth::builder()
        .token("t")
        .base_url("http://account.example")
        .http(move |http| http.resolve("account.example", ([127, 0, 0, 1], 1).into()))
        .build()
        .unwrap();
    assert!(client.get_account("7").await.unwrap_err().to_string().contains("Connection refused"));
}

#[tokio::test]
async fn a_proxy_can_be_in_between() {
    let server = Server::start(|_| ok()).await;
    let proxy = reqwest::Proxy::http(server.url.replace("//", "//me:hush@")).unwrap();
    let client = Oauth::builder()
        .token("t")
        .base_url("http://account.example")
        .http(|http| http.proxy(proxy))
        .build()
        .unwrap();
    client.get_account("7").await.unwrap();
    let seen = &server.seen()[0];
    assert_eq!(seen.path(), "http://account.example/v1/accounts/7");
    assert_eq!(seen.header("proxy-authorization"), Some("Basic bWU6aHVzaA=="));
}

#[tokio::test]
async fn an_answer_that_is_an_error_is_one_whatever_else_it_is() {
    let server =
        Server::start(|_| json(200, r#"{"id":"7","success":false,"error":{"code":"C-3"}}"#)).await;
    let client = Oauth::builder().token("t").base_url(&server.url).build().unwrap();
    let error = client.get_account("7").await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.code()), (200, Some("C-3")));
    let server = Server::start(|_| json(200, r#"{"id":"7","success":false}"#)).await;
    let client = Oauth::builder().token("t").base_url(&server.url).build().unwrap();
    let error = client.get_account("7").await.unwrap_err();
    assert!(error.to_string().contains("200 OK from 127.0.0.1"), "{error}");
    assert!(error.error_body().is_none() && error.body().starts_with(b"{\"id\""));
}

#[cfg(feature = "xml")]
#[tokio::test]
async fn an_error_in_xml_is_an_error_too() {
    let xml = "content-type: application/xml\r\n";
    let error = "<error><code>C-4</code><message>No &amp; no.</message></error>";
    for (status, body, expected) in [
        (200, format!("<A><success>false</success>{error}</A>"), Some("C-4")),
        (200, format!("<A><id>7</id><success>false</success>{error}</A>"), Some("C-4")),
        (404, format!("<A>{error}</A>"), Some("C-4")),
        (200, format!("<A><id>7</id><success>true</success>{error}</A>"), None),
    ] {
        let answer = body.clone();
        let server = Server::start(move |_| with(status, xml, &answer)).await;
        let client = Oauth::builder()
            .token("t")
            .accept(MediaType::Xml)
            .base_url(&server.url)
            .build()
            .unwrap();
        let result = client.get_account("7").await;
        let code = result.as_ref().err().and_then(|error| error.code());
        assert_eq!(code, expected, "{body} {result:?}");
        assert_eq!(server.seen()[0].header("accept"), Some("application/xml"));
    }
}

#[track_caller]
fn check_base_url(given: &str, expected: Result<&str, &str>) {
    let built = Oauth::builder().token("t").base_url(given).build();
    let found =
        built.as_ref().map(|client| client.transport().base_url()).map_err(ToString::to_string);
    let expected = expected.map_err(|problem| {
        format!("the base URL {problem}; it should look like https://api.example.com")
    });
    assert_eq!(found, expected, "{given}");
}

#[test]
fn a_base_url_is_an_origin_and_perhaps_a_path() {
    check_base_url("https://api.example.com", Ok("https://api.example.com"));
    check_base_url("https://api.example.com/", Ok("https://api.example.com"));
    check_base_url(" HTTP://API.example.com:8080/a/b// ", Ok("http://api.example.com:8080/a/b"));
    check_base_url("https://api.example.com:443/a", Ok("https://api.example.com/a"));
    check_base_url("http://[::1]:80/", Ok("http://[::1]"));
    check_base_url("https://münchen.example", Ok("https://xn--mnchen-3ya.example"));
    check_base_url("", Err("cannot be read"));
    check_base_url("api.example.com", Err("cannot be read"));
    check_base_url("https://", Err("cannot be read"));
    check_base_url("localhost:8080", Err("begins with neither https:// nor http://"));
    check_base_url("ftp://api.example.com", Err("begins with neither https:// nor http://"));
    check_base_url(
        "https://me:hush@api.example.com",
        Err("holds a user name or a password, which belong in the credentials"),
    );
    check_base_url("https://api.example.com?api_token=1", Err("holds a query or a fragment"));
    check_base_url("https://api.example.com/#a", Err("holds a query or a fragment"));
}

#[track_caller]
fn check_error<T: std::fmt::Debug>(result: Result<T, ConfigError>, expected: &str) {
    assert_eq!(result.unwrap_err().to_string(), expected);
}

#[test]
fn a_client_that_cannot_work_is_not_built() {
    check_error(
        Form::builder().token("t").build(),
        "form has no base URL of its own: give yours with base_url, or set FORM_BASE_URL",
    );
    check_error(
        Oauth::builder().build(),
        "oauth needs credentials: give them to the builder, or use from_env with OAUTH_CLIENT_ID and \
         OAUTH_CLIENT_SECRET, or OAUTH_TOKEN set",
    );
    check_error(
        Oauth::builder().token("").build(),
        "oauth: token is empty; give it to the builder, or set OAUTH_TOKEN",
    );
    check_error(
        Oauth::builder().client_credentials("", "s").build(),
        "oauth: client_id is empty; give it to the builder, or set OAUTH_CLIENT_ID",
    );
    check_error(
        Oauth::builder().client_credentials("i", "").build(),
        "oauth: client_secret is empty; give it to the builder, or set OAUTH_CLIENT_SECRET",
    );
    check_error(
        Oauth::builder().token("a\nb").build(),
        "oauth: token holds a character that HTTP does not allow in a header",
    );
    let basic = || Basic::builder().base_url("http://h");
    check_error(
        basic().basic("a:b", "c").build(),
        "basic: client_id holds a colon, which HTTP basic does not allow",
    );
    check_error(
        basic().basic("a", "b").header("x y", "").build(),
        "basic: \"x y\" is not a header name",
    );
}

/// Holds without TLS, too: `--no-default-features --features client`.
#[test]
fn https_needs_a_feature_or_a_client_of_ones_own() {
    let https = "https://api.example.com";
    let problem = |what: &str| {
        let has_tls = cfg!(any(feature = "rustls", feature = "native-tls"));
        (!has_tls).then(|| {
            format!(
                "the {what} begins with https://, and this program is built without TLS: turn on the feature rustls or \
                 native-tls of bindery-oauth, or give an HTTP client with http_client"
            )
        })
    };
    let built = |built: Result<Oauth, ConfigError>| built.err().map(|error| error.to_string());
    let token = || Oauth::builder().token("t").base_url(https);
    let exchange = || {
        let builder = Oauth::builder().client_credentials("i", "s").base_url("http://h");
        builder.token_url(https)
    };
    assert_eq!(built(token().build()), problem("base URL"));
    assert_eq!(built(exchange().build()), problem("token URL"));
    let own = bindery_runtime::reqwest::Client::new();
    assert_eq!(built(token().http_client(own.clone()).build()), None);
    assert_eq!(built(exchange().http_client(own).build()), None);
}

#[track_caller]
fn check_variables<C: Api>(variables: &[(&str, &str)], expected: Result<&str, &str>) {
    let lookup = |name: &str| {
        variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    };
    let found = Credentials::from_variables(C::PROVIDER, lookup)
        .map(|credentials| format!("{credentials:?}"));
    assert_eq!(found.as_deref().map_err(ToString::to_string), expected.map_err(str::to_owned));
}

#[test]
fn credentials_come_from_the_first_complete_set_of_variables() {
    const CHOICES: &str =
        "no credentials for oauth: set OAUTH_CLIENT_ID and OAUTH_CLIENT_SECRET, or OAUTH_TOKEN";
    let (id, secret, token) =
        (("OAUTH_CLIENT_ID", "i"), ("OAUTH_CLIENT_SECRET", "s"), ("OAUTH_TOKEN", "t"));
    check_variables::<Oauth>(
        &[id, secret, token],
        Ok("Credentials([ClientCredentials], [redacted])"),
    );
    check_variables::<Oauth>(&[id, token], Ok("Credentials([Token], [redacted])"));
    check_variables::<Oauth>(
        &[id, ("OAUTH_CLIENT_SECRET", ""), token],
        Ok("Credentials([Token], [redacted])"),
    );
    check_variables::<Oauth>(&[], Err(CHOICES));
    check_variables::<Oauth>(&[id], Err(&format!("{CHOICES} (OAUTH_CLIENT_SECRET is missing)")));
    check_variables::<Oauth>(
        &[("OAUTH_TOKEN", "")],
        Err(&format!("{CHOICES} (OAUTH_TOKEN is empty)")),
    );
    check_variables::<Login>(
        &[("LOGIN_USERNAME", "u"), ("LOGIN_PASSWORD", "p")],
        Ok("Credentials([Login], [redacted])"),
    );
    check_variables::<Basic>(
        &[("BASIC_CLIENT_ID", "u"), ("BASIC_CLIENT_SECRET", "p")],
        Ok("Credentials([Basic], [redacted])"),
    );
    check_variables::<QueryKey>(
        &[("QUERY_KEY_API_TOKEN", "k")],
        Ok("Credentials([ApiKey], [redacted])"),
    );
    check_variables::<HeaderKey>(
        &[("HEADER_KEY_X_API_TOKEN", "k")],
        Ok("Credentials([ApiKey], [redacted])"),
    );
}

#[test]
fn a_base_url_comes_from_a_variable_too() {
    let lookup = |name: &str| match name {
        "OAUTH_TOKEN" => Some("t".to_owned()),
        "OAUTH_BASE_URL" => Some("https://sandbox.example/".to_owned()),
        _ => None,
    };
    let base_url = |client: Oauth| client.transport().base_url().to_owned();
    assert_eq!(base_url(Oauth::from_variables(lookup).unwrap()), "https://sandbox.example");
    let other =
        oauth::ClientBuilder::from_variables(lookup).unwrap().base_url("https://other.example");
    assert_eq!(base_url(other.build().unwrap()), "https://other.example");
    let provider: &Provider = Oauth::PROVIDER;
    assert_eq!(base_url(Oauth::builder().token("t").build().unwrap()), provider.servers[0].url);
}
