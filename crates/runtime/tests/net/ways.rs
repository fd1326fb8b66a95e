//! What a caller can do beside the operations of a spec: other requests, hooks, streams, several credentials.

use std::sync::{Arc, Mutex};

use bindery_runtime::{
    Api, Body, Bytes, CallInfo, CallOptions, Error, ErrorKind, Hook, HookAction, Multipart,
    Operation, Provider, Scheme, TokenRequest, Transport, reqwest,
};
use futures_util::TryStreamExt;
use reqwest::Method;
use serde_json::{Value, json};

use crate::api::{Oauth, QueryKey};
use crate::server::{Act, Server, json as respond, ok, refuse, with};

async fn client(server: &Server) -> Transport {
    let client = Oauth::builder().token("hush-hush").base_url(&server.url);
    client.build().unwrap().transport().clone()
}

#[tokio::test]
async fn a_request_that_is_not_in_the_spec_goes_like_a_call() {
    let server = Server::start(|seen| match seen.path() {
        "/v1/contacts?limit=5&tag=a&tag=b" => respond(200, r#"{"contacts":[1]}"#),
        "/v1/gone" => refuse(410),
        "/v1/odd" => with(418, "x-a: 1\r\n", "tea"),
        _ => respond(201, r#"{"made":true}"#),
    })
    .await;
    let client = client(&server).await;
    let contacts = client
        .request(Method::GET, "/v1/contacts")
        .query_pair("limit", &5)
        .query_pair("tag", &["a", "b"])
        .query_pair("none", &None::<u8>)
        .send::<Value>()
        .await
        .unwrap();
    assert_eq!(contacts.into_inner(), json!({"contacts": [1]}));
    let seen = server.seen();
    assert_eq!(seen[0].header("authorization"), Some("Bearer hush-hush"));
    assert_eq!(seen[0].header("x-version"), Some("2024-01-01"));

    let error = client.request(Method::GET, "/v1/gone").send::<Value>().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.code(), error.message()),
        (ErrorKind::NotFound, Some("C-1"), Some("No."))
    );
    let place = server.url.trim_start_matches("http://");
    assert!(error.to_string().contains(&format!("from {place}/v1/gone")), "{error}");

    let raw = client.request(Method::DELETE, "/v1/odd").raw().await.unwrap();
    assert_eq!(
        (raw.status().as_u16(), raw.headers()["x-a"].as_bytes(), &raw.body()[..]),
        (418, &b"1"[..], &b"tea"[..])
    );

    let post = || client.request(Method::POST, "/v1/x");
    post().json(&json!({"a": 1})).send::<Value>().await.unwrap();
    post().form(&json!({"a": {"b": 1}})).send::<Value>().await.unwrap();
    post().body("text").send::<Value>().await.unwrap();
    post().body(Body::once("once")).send::<Value>().await.unwrap();
    post().multipart(Multipart::new().text("a", "1")).send::<Value>().await.unwrap();
    let bodies: Vec<_> = server.seen().into_iter().skip(3).map(|seen| seen.body).collect();
    assert_eq!(bodies[..4], [r#"{"a":1}"#, "a%5Bb%5D=1", "text", "once"]);
    assert!(bodies[4].contains("form-data; name=\"a\"\r\n\r\n1\r\n"));

    let count = server.seen().len();
    for path in ["v1", "/../x", "/v1/%2E%2e/x", "/v1/.", "", "https://other.example/"] {
        let error = client.request(Method::GET, path).raw().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{path}: {error}");
    }
    assert_eq!(server.seen().len(), count);
}

#[tokio::test]
async fn a_body_can_be_a_stream() {
    let server = Server::start(|seen| match seen.path() {
        "/file" => with(200, "", &"x".repeat(2 << 20)),
        _ => refuse(404),
    })
    .await;
    let client = client(&server).await;
    let get = |path| client.request(Method::GET, path).stream();
    let pieces: Vec<Bytes> = get("/file").await.unwrap().into_inner().try_collect().await.unwrap();
    assert_eq!(pieces.iter().map(Bytes::len).sum::<usize>(), 2 << 20);
    assert_eq!(
        get("/file").await.unwrap().into_inner().bytes(2 << 20).await.unwrap().len(),
        2 << 20
    );
    let error = get("/file").await.unwrap().into_inner().bytes(1 << 20).await.unwrap_err();
    assert!(error.to_string().contains("is larger than 1048576 bytes"), "{error}");
    let error = get("/none").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    // A body that is not streamed has the client's limit.
    let whole = client.request(Method::GET, "/file").raw().await;
    assert_eq!(whole.unwrap_err().kind(), ErrorKind::Decode);
}

/// Signs, rejects, responds from its store, and records what it sees.
#[derive(Clone, Default)]
struct Witness(Arc<Mutex<Vec<String>>>);

impl Hook for Witness {
    fn before(
        &self,
        call: &CallInfo,
        request: &mut reqwest::Request,
    ) -> Result<HookAction, Box<dyn std::error::Error + Send + Sync>> {
        let signed = request.headers().contains_key("authorization");
        let line = format!("{} {} {} signed={signed}", call.provider, call.operation, call.attempt);
        self.0.lock().unwrap().push(line);
        if request.url().path().ends_with("/cached") {
            let body = Bytes::from_static(br#"{"id":"stored"}"#);
            return Ok(HookAction::Respond(http::Response::new(body)));
        }
        if request.url().path().ends_with("/refused") {
            return Err("the circuit is open".into());
        }
        request.headers_mut().insert("x-signature", "s".parse()?);
        Ok(HookAction::Send)
    }

    fn after(&self, _: &CallInfo, response: &mut http::Response<Bytes>) {
        self.0.lock().unwrap().push(response.status().to_string());
        response.headers_mut().insert("x-seen", "1".parse().unwrap());
    }

    fn failed(&self, _: &CallInfo, problem: &str) {
        self.0.lock().unwrap().push(problem.to_owned());
    }
}

#[tokio::test]
async fn hooks_run_around_each_attempt() {
    let server = Server::start(|seen| match seen.path() {
        "/oauth2/token" => respond(200, r#"{"access_token":"t"}"#),
        "/v1/accounts/reset" => vec![Act::Reset],
        _ if seen.header("x-signature") == Some("s") => ok(),
        _ => refuse(401),
    })
    .await;
    let witness = Witness::default();
    let client = Oauth::builder()
        .client_credentials("me", "hush")
        .base_url(&server.url)
        .hook(witness.clone())
        .build()
        .unwrap();
    let account = client.get_account("7").await.unwrap();
    assert_eq!(account.headers()["x-seen"], "1");
    assert_eq!(client.get_account("cached").await.unwrap().id, "stored");
    let error = client.get_account("refused").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "oauth get_account: a hook of the client failed: the circuit is open"
    );
    let once = client.with(CallOptions::new().attempts(2));
    let error = once.get_account("reset").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    let seen = witness.0.lock().unwrap().clone();
    assert_eq!(
        seen[..5],
        [
            "oauth get_account 1 signed=true", "200 OK", "oauth get_account 1 signed=true",
            "200 OK", "oauth get_account 1 signed=true",
        ]
    );
    assert_eq!(seen[6], "oauth get_account 1 signed=true");
    assert!(seen[7].starts_with("the connection broke"), "{seen:?}");
    assert_eq!(seen[8], "oauth get_account 2 signed=true");
    assert_eq!(server.count("/v1/accounts/cached") + server.count("/v1/accounts/refused"), 0);
}

#[derive(Clone, Debug)]
struct Ledgerly(Transport);

impl Api for Ledgerly {
    const PROVIDER: &'static Provider = &Provider::new("ledgerly", "Ledgerly")
        .security(&[
            Scheme::all(&[Scheme::api_key_header("X-Api-Key"), Scheme::api_key_header("X-App-Id")]),
            Scheme::client_credentials(
                TokenRequest::new("https://login.example/token")
                    .basic()
                    .fields(&[("scope", "read"), ("audience", "api")]),
            ),
        ])
        .operations(&[
            Operation::new("pay", "POST", "/pay").idempotency_key("Idempotency-Key"),
            Operation::new("ping", "GET", "/ping").security(&[]),
            Operation::new("report", "GET", "/report")
                .security(&[Scheme::bearer(), Scheme::api_key_query("report_key")]),
            Operation::new("search", "GET", "/search")
                .security(&[Scheme::bearer(), Scheme::all(&[])]),
        ]);

    type Builder = ClientBuilder;

    fn from_transport(transport: Transport) -> Self {
        Self(transport)
    }

    fn transport(&self) -> &Transport {
        &self.0
    }
}

bindery_runtime::client_builder! { Ledgerly, "Ledgerly": api_key api_key_named token client_credentials token_requests }

impl Ledgerly {
    /// As progenitor prints it.
    async fn call(&self, id: &'static str) -> Result<(), Error<Value>> {
        use bindery_runtime::{ClientHooks, ClientInfo, OperationInfo, header};
        let mut header_map = header::HeaderMap::with_capacity(1usize);
        header_map.append(
            header::HeaderName::from_static("api-version"),
            header::HeaderValue::from_static(Self::api_version()),
        );
        let url = format!("{}/{id}", self.baseurl());
        let builder = match id {
            "pay" => self.0.post(url).json(&json!({"amount": 5})),
            _ => self.0.get(url),
        };
        let request = builder.headers(header_map).build()?;
        let info = OperationInfo { operation_id: id };
        self.exec(request, &info).await?;
        Ok(())
    }
}

fn ledgerly() -> ClientBuilder {
    ClientBuilder::new()
}

#[tokio::test]
async fn two_credentials_go_together() {
    let server = Server::start(|_| ok()).await;
    let keys = |app: &str, key: &str| {
        Credentials::api_key_named("x-app-id", app)
            .and(Credentials::api_key_named("X-Api-Key", key))
    };
    let client =
        ledgerly().credentials(keys("my-app", "my-key")).base_url(&server.url).build().unwrap();
    client.call("pay").await.unwrap();
    client.call("ping").await.unwrap();
    let seen = server.seen();
    assert_eq!(
        (seen[0].header("x-api-key"), seen[0].header("x-app-id")),
        (Some("my-key"), Some("my-app"))
    );
    assert_eq!((seen[1].header("x-api-key"), seen[1].header("x-app-id")), (None, None));
    assert_eq!(seen[0].header("api-version"), None);

    let variables = |name: &str| match name {
        "LEDGERLY_X_API_KEY" => Some("k".to_owned()),
        "LEDGERLY_X_APP_ID" => Some("a".to_owned()),
        _ => None,
    };
    let client = ClientBuilder::from_variables(variables).unwrap();
    client.base_url(&server.url).build().unwrap().call("pay").await.unwrap();
    assert_eq!(server.seen()[2].header("x-app-id"), Some("a"));

    let error = ledgerly().api_key("k").base_url(&server.url).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "Ledgerly does not take these credentials; it takes LEDGERLY_X_API_KEY and LEDGERLY_X_APP_ID, or \
         LEDGERLY_CLIENT_ID and LEDGERLY_CLIENT_SECRET, or LEDGERLY_TOKEN, or LEDGERLY_REPORT_KEY"
    );
    let none = ledgerly().credentials(Credentials::none()).base_url(&server.url).build().unwrap();
    none.call("ping").await.unwrap();
    assert!(none.call("pay").await.unwrap_err().to_string().contains("needs credentials"));
}

#[tokio::test]
async fn an_operation_sends_its_own_credentials_and_no_others() {
    let server = Server::start(|_| ok()).await;
    let sent = |credentials: Credentials| {
        let client = ledgerly().credentials(credentials).base_url(&server.url).build().unwrap();
        let server = &server;
        async move {
            let mut found = Vec::new();
            for id in ["pay", "ping", "report", "search"] {
                let before = server.seen().len();
                let error = client.call(id).await.err();
                found.push(match server.seen().get(before) {
                    Some(seen) => {
                        let names = ["x-api-key", "x-app-id", "authorization"];
                        let headers = names.iter().filter_map(|name| seen.header(name));
                        let query = seen.path().split_once('?').map(|(_, query)| query);
                        headers.chain(query).collect::<Vec<_>>().join(" ")
                    }
                    None => error.unwrap().to_string(),
                });
            }
            found
        }
    };
    let keys = || {
        Credentials::api_key_named("X-Api-Key", "k")
            .and(Credentials::api_key_named("X-App-Id", "a"))
    };
    let all = keys().and(Credentials::token("t"));
    assert_eq!(sent(all).await, ["k a", "", "Bearer t", "Bearer t"]);
    let query = keys().and(Credentials::api_key_named("report_key", "r"));
    assert_eq!(sent(query).await, ["k a", "", "report_key=r", ""]);
    let error = |id: &str, takes: &str| {
        format!(
            "ledgerly {id}: this operation needs credentials that the client does not have: {takes}"
        )
    };
    let pay = error(
        "pay",
        "LEDGERLY_X_API_KEY and LEDGERLY_X_APP_ID, or LEDGERLY_CLIENT_ID and LEDGERLY_CLIENT_SECRET",
    );
    let report = error("report", "LEDGERLY_TOKEN, or LEDGERLY_REPORT_KEY");
    assert_eq!(sent(Credentials::token("t")).await, [&pay, "", "Bearer t", "Bearer t"]);
    assert_eq!(sent(Credentials::none()).await, [&pay, "", &report, ""]);

    // From the environment come those of each operation, the preferred ones of several.
    let read = |names: &'static [&str]| {
        let found =
            Credentials::from_variables(|name| names.contains(&name).then(|| "v".to_owned()));
        found.map_or_else(|error| error.to_string(), |found| format!("{found:?}"))
    };
    assert_eq!(
        read(&["LEDGERLY_TOKEN", "LEDGERLY_REPORT_KEY", "LEDGERLY_X_API_KEY"]),
        "Credentials([Token], [redacted])"
    );
    assert_eq!(
        read(&["LEDGERLY_REPORT_KEY", "LEDGERLY_X_API_KEY", "LEDGERLY_X_APP_ID"]),
        "Credentials([ApiKey, ApiKey, ApiKey], [redacted])"
    );
    assert!(read(&["LEDGERLY_X_API_KEY"]).contains("LEDGERLY_X_APP_ID is missing"));
    let provider = Ledgerly::PROVIDER;
    assert_eq!(provider.preferred_to(&Scheme::api_key_query("report_key")), [&Scheme::bearer()]);
    assert_eq!(provider.preferred_to(&Scheme::bearer()), [] as [&Scheme; 0]);
}

#[tokio::test]
async fn a_token_endpoint_can_be_elsewhere_and_want_http_basic() {
    let tokens = Server::start(|_| respond(200, r#"{"access_token":"Bearer t"}"#)).await;
    let server = Server::start(|_| ok()).await;
    let client = ledgerly()
        .client_credentials("me", "hu:sh")
        .base_url(&server.url)
        .token_url(format!("{}/other/token", tokens.url))
        .token_field("scope", "read write")
        .build()
        .unwrap();
    client.call("pay").await.unwrap();
    let asked = &tokens.seen()[0];
    assert_eq!(asked.path(), "/other/token");
    assert_eq!(asked.header("authorization"), Some("Basic bWU6aHUlM0FzaA=="));
    assert_eq!(asked.body, "grant_type=client_credentials&audience=api&scope=read+write");
    assert_eq!(server.seen()[0].header("authorization"), Some("Bearer t"));
}

#[tokio::test]
async fn an_idempotency_key_stays_over_the_attempts_of_a_call() {
    let server = Server::start(|_| refuse(503)).await;
    let keys = Credentials::api_key_named("X-Api-Key", "k")
        .and(Credentials::api_key_named("X-App-Id", "a"));
    let client = ledgerly().credentials(keys).base_url(&server.url).build().unwrap();
    client.call("pay").await.unwrap();
    client.call("pay").await.unwrap();
    let own = Ledgerly(client.0.with(CallOptions::new().idempotency_key("mine").attempts(1)));
    own.call("pay").await.unwrap();
    let keys: Vec<_> =
        server.seen().iter().map(|s| s.header("idempotency-key").unwrap().to_owned()).collect();
    assert_eq!(keys.len(), 7);
    assert!(keys[0] == keys[1] && keys[1] == keys[2] && keys[2] != keys[3] && keys[3] == keys[5]);
    assert_eq!((keys[0].len(), keys[6].as_str()), (36, "mine"));
}

#[tokio::test]
async fn a_key_in_the_query_goes_along_with_a_redirect() {
    let server = Server::start(|seen| match seen.path() {
        "/v1/accounts/7?api_token=k%20y" => with(307, "location: /elsewhere?a=1\r\n", ""),
        "/elsewhere?a=1&api_token=k%20y" => ok(),
        _ => refuse(401),
    })
    .await;
    let client = QueryKey::builder().api_key("k y").base_url(&server.url).build().unwrap();
    assert!(client.get_account("7").await.is_ok());
}

#[tokio::test]
async fn nothing_that_is_said_to_the_builder_is_dropped() {
    let server = Server::start(|_| ok()).await;
    let builder = || Oauth::builder().token("Bearer t").base_url(&server.url);
    let client = builder().http(|http| http.user_agent("me/1")).http(|http| http.http1_only());
    client.build().unwrap().get_account("7").await.unwrap();
    let own = reqwest::Client::builder().user_agent("mine/2").build().unwrap();
    builder().http_client(own.clone()).build().unwrap().get_account("7").await.unwrap();
    let agents: Vec<_> =
        server.seen().iter().map(|s| s.header("user-agent").unwrap().to_owned()).collect();
    assert_eq!(agents, ["me/1", "mine/2"]);
    assert_eq!(server.seen()[0].header("authorization"), Some("Bearer t"));
    let second = std::time::Duration::from_secs(1);
    for builder in [
        builder().http_client(own.clone()).connect_timeout(second),
        builder().http_client(own.clone()).http(|http| http),
        builder().http(|http| http).http_client(own),
    ] {
        let error = builder.build().unwrap_err().to_string();
        assert!(error.contains("use one or the other"), "{error}");
    }
}

#[tokio::test]
async fn a_page_url_is_followed_on_the_same_origin_only() {
    let server = Server::start(|_| ok()).await;
    let client = Oauth::builder().token("t").base_url(format!("{}/base", server.url));
    let client = client.build().unwrap().transport().clone();
    let follow = async |url: &str| client.at(url).request(Method::GET, "/v1/x").raw().await;
    let next = format!("{}/base/v1/x?cursor=a%20b&n=1", server.url);
    for url in [next.as_str(), "/base/v1/x?cursor=a%20b&n=1", "?cursor=a%20b&n=1"] {
        follow(url).await.unwrap();
        assert_eq!(server.seen().pop().unwrap().path(), "/base/v1/x?cursor=a%20b&n=1");
    }
    for away in
        ["https://other.example/base/v1/x", "//other.example/base/x", "http://[", "ftp:/base/v1/x"]
    {
        let error = follow(away).await.unwrap_err().to_string();
        assert!(error.contains("leads away"), "{away}: {error}");
    }
}

/// Faults of an HTTP/2 server.
#[cfg(feature = "http2")]
#[derive(Clone, Copy, PartialEq)]
enum Stream {
    Whole,
    Reset(h2::Reason),
    /// A part of the body, and an end without an error (RFC 9113, section 8.1).
    Cut,
}

/// An HTTP/2 server that treats the n-th stream as `how` says.
#[cfg(feature = "http2")]
async fn http2(how: fn(usize) -> Stream) -> (String, Arc<Mutex<usize>>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::new(Mutex::new(0));
    let seen = count.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let seen = seen.clone();
            if *seen.lock().unwrap() == 0 && how(0) == Stream::Reset(h2::Reason::NO_ERROR) {
                go_away(&mut stream).await;
                *seen.lock().unwrap() += 1;
                continue;
            }
            tokio::spawn(async move {
                let mut connection = h2::server::handshake(stream).await.unwrap();
                while let Some(Ok((_, mut respond))) = connection.accept().await {
                    let number = {
                        let mut seen = seen.lock().unwrap();
                        *seen += 1;
                        *seen - 1
                    };
                    let json = Bytes::from_static(br#"{"id":"7"}"#);
                    let head = http::Response::builder().header("content-length", json.len());
                    let head = head.body(()).unwrap();
                    match how(number) {
                        Stream::Reset(reason) => respond.send_reset(reason),
                        Stream::Whole => {
                            let mut body = respond.send_response(head, false).unwrap();
                            body.send_data(json, true).unwrap();
                        }
                        Stream::Cut => {
                            let mut body = respond.send_response(head, false).unwrap();
                            body.send_data(json.slice(..5), false).unwrap();
                            // So that the part arrives before the end.
                            tokio::spawn(async move {
                                tokio::time::sleep(std::time::Duration::from_millis(100)).await;
                                body.send_reset(h2::Reason::NO_ERROR);
                            });
                        }
                    }
                }
            });
        }
    });
    (url, count)
}

/// Waits for a request, and says that none was processed and that the connection ends (RFC 9113, section 6.8).
#[cfg(feature = "http2")]
async fn go_away(stream: &mut tokio::net::TcpStream) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    const SETTINGS: [u8; 9] = [0, 0, 0, 4, 0, 0, 0, 0, 0];
    const GO_AWAY: [u8; 17] = [0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    const HEADERS: u8 = 1;
    stream.write_all(&SETTINGS).await.unwrap();
    let mut preface = [0; 24];
    stream.read_exact(&mut preface).await.unwrap();
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await.unwrap();
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]) as usize;
        stream.read_exact(&mut vec![0; length]).await.unwrap();
        if head[3] == HEADERS {
            break;
        }
    }
    stream.write_all(&GO_AWAY).await.unwrap();
}

#[cfg(feature = "http2")]
#[tokio::test]
async fn what_http2_did_not_process_is_sent_again() {
    use h2::Reason;
    let account = crate::api::Account {
        id: "7".to_owned(),
        secret: None,
        success: None,
        extra: Default::default(),
    };
    let client = |url: &str| {
        let builder = Oauth::builder().token("t").base_url(url);
        builder.http(|http| http.http2_prior_knowledge()).build().unwrap()
    };
    for (how, fine, requests) in [
        // Refused, and therefore retried with any method.
        (
            (|n| {
                if n == 0 { Stream::Reset(Reason::REFUSED_STREAM) } else { Stream::Whole }
            }) as fn(usize) -> Stream,
            true,
            2,
        ),
        (
            |n| {
                if n == 0 { Stream::Reset(Reason::NO_ERROR) } else { Stream::Whole }
            },
            true,
            2,
        ),
        // The same each time.
        (|_| Stream::Reset(Reason::HTTP_1_1_REQUIRED), false, 1),
        (|_| Stream::Reset(Reason::PROTOCOL_ERROR), false, 1),
    ] {
        let (url, count) = http2(how).await;
        let result = client(&url).create_account(&account).await;
        assert_eq!(result.is_ok(), fine, "{result:?}");
        assert_eq!(*count.lock().unwrap(), requests, "{result:?}");
    }
    // A body that ends early is not taken for whole.
    let (url, count) = http2(|n| if n == 0 { Stream::Cut } else { Stream::Whole }).await;
    let result = client(&url).get_account("7").await;
    assert_eq!((result.unwrap().id.as_str(), *count.lock().unwrap()), ("7", 2));
}
