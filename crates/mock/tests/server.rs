//! Configured responses of the server, over HTTP.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::time::{Duration, Instant};

use bindery_mock::Server;
use bindery_runtime::erased::{Endpoint, Entry, Sample, Status};
use bindery_runtime::reqwest::{self, Response, header};
use bindery_runtime::{Api, Builder, Operation, Provider, Scheme, Transport};
use bindery_runtime::{Rule, Xml};
use serde_json::{Value, json};

static OPERATIONS: &[Operation] = &[Operation::new("get_thing", "GET", "/things/{id}.json")
    .parameters(&["id"])
    .media_types(&["application/json", "application/xml"])];

static PROVIDER: Provider =
    Provider::new("acme", "Acme").security(&[Scheme::bearer()]).operations(OPERATIONS);

static ENTRIES: &[Entry] =
    &[Entry::new(&PROVIDER, ENDPOINTS, |_, _| unreachable!("nothing connects here"))];

static ENDPOINTS: &[Endpoint] =
    &[Endpoint::new(&OPERATIONS[0], |_, _| unreachable!("nothing is called here"))
        .responses(&[(Status::Code(200), Some(|_, _| unreachable!("nothing is decoded here")))])
        .samples(&[
            sample("get_thing", 200, "{\"id\":1}"),
            sample("get_thing.404", 404, "{\"no\":1}"),
        ])];

const fn sample(name: &'static str, status: u16, body: &'static str) -> Sample {
    Sample::new(name, "", status, "application/json", body.as_bytes())
}

#[derive(Clone)]
struct Client(Transport);

impl Api for Client {
    const PROVIDER: &'static Provider = &PROVIDER;

    type Builder = Builder;

    fn from_transport(inner: Transport) -> Self {
        Self(inner)
    }

    fn transport(&self) -> &Transport {
        &self.0
    }
}

const XML: Xml = Xml { root: "Thing", rules: &[("parts", Rule::Item("Part"))] };

struct Test {
    server: Server<Client>,
    http: reqwest::Client,
}

impl Test {
    async fn start() -> Self {
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { server: Server::start(ENTRIES).await.unwrap(), http }
    }

    fn thing(&self) -> bindery_mock::Operation<'_, Value, Value> {
        self.server.operation("get_thing", Some(XML))
    }

    async fn get(&self, id: &str, accept: &str) -> Response {
        let url = format!("{}/things/{id}.json", self.server.base_url());
        let request = self.http.get(url).bearer_auth("x").header(header::ACCEPT, accept);
        request.send().await.unwrap()
    }

    async fn check(&self, id: &str, accept: &str, expected: (u16, &str, &str)) {
        let response = self.get(id, accept).await;
        let status = response.status().as_u16();
        let media_type = response.headers().get(header::CONTENT_TYPE);
        let media_type = media_type.map_or("", |m| m.to_str().unwrap()).to_owned();
        let body = response.text().await.unwrap();
        assert_eq!((status, media_type.as_str(), body.as_str()), expected, "{id}, {accept}");
    }
}

const JSON: &str = "application/json";
const SAMPLE: (u16, &str, &str) = (200, JSON, "{\"id\":1}");

#[tokio::test]
async fn what_is_said_goes_before_the_sample_in_its_order() {
    let test = Test::start().await;
    test.check("1", JSON, SAMPLE).await;
    test.thing().respond(&json!({"id": 2}));
    test.thing().times(2).error(429, &json!({"wait": true}));
    test.thing().documented("404");
    test.check("1", JSON, (200, JSON, "{\"id\":2}")).await;
    test.check("1", JSON, (429, JSON, "{\"wait\":true}")).await;
    test.check("1", JSON, (429, JSON, "{\"wait\":true}")).await;
    test.check("1", JSON, (404, JSON, "{\"no\":1}")).await;
    test.check("1", JSON, SAMPLE).await;
    test.thing().always().status(500);
    for _ in 0..3 {
        test.check("1", JSON, (500, "", "")).await;
    }
    test.server.reset();
    test.check("1", JSON, SAMPLE).await;
    let statuses: Vec<u16> = test.server.calls().iter().map(|call| call.status).collect();
    assert_eq!(statuses, [200, 200, 429, 429, 404, 200, 500, 500, 500, 200]);
}

#[tokio::test]
async fn some_arguments_only() {
    let test = Test::start().await;
    test.thing().arguments(["a/b"]).respond(&json!("for a/b"));
    test.check("1", JSON, SAMPLE).await;
    test.check("a%2Fb", JSON, (200, JSON, "\"for a/b\"")).await;
    test.check("a%2Fb", JSON, SAMPLE).await;
    assert_eq!(test.server.calls()[1].arguments, ["a/b"]);
    assert_eq!(test.server.calls()[1].operation, "get_thing");
}

#[tokio::test]
async fn a_call_is_seen_as_it_was_sent() {
    let test = Test::start().await;
    test.thing().query("limit", 5).respond(&json!("five"));
    test.check("1", JSON, SAMPLE).await;
    let url = format!("{}/things/1.json?limit=5&tag=a%2Cb&tag=c", test.server.base_url());
    let request = test.http.get(url).bearer_auth("x").header("content-type", JSON);
    let response = request.body("{\"a\":1}").send().await.unwrap();
    assert_eq!(response.text().await.unwrap(), "\"five\"");
    let call = &test.server.calls()[1];
    assert_eq!((call.query("limit"), call.query("page")), (Some("5"), None));
    let query: Vec<_> =
        call.query.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(query, [("limit", "5"), ("tag", "a,b"), ("tag", "c")]);
    assert_eq!(call.header("Content-Type"), Some(JSON));
    assert_eq!(call.decode::<Value>().unwrap(), json!({"a": 1}));
}

#[tokio::test]
async fn typed_bodies_in_both_media_types() {
    let test = Test::start().await;
    test.thing().times(2).respond(&json!({"id": 1, "none": null, "parts": ["a", null, "<"]}));
    test.check("1", "application/xml", (200, "application/xml", "<?xml version=\"1.0\" encoding=\"utf-8\"?><Thing><id>1</id><parts><Part>a</Part><Part>&lt;</Part></parts></Thing>")).await;
    test.check("1", JSON, (200, JSON, "{\"id\":1,\"none\":null,\"parts\":[\"a\",null,\"<\"]}"))
        .await;
    test.thing().error(400, &json!({"bad": 1}));
    test.check("1", "application/xml", (400, JSON, "{\"bad\":1}")).await;
}

#[tokio::test]
async fn faults() {
    let test = Test::start().await;
    test.thing().truncated();
    let response = test.get("1", JSON).await;
    assert_eq!(response.status(), 200);
    assert!(response.bytes().await.is_err());

    test.thing().delay(Duration::from_millis(200)).header("retry-after", "7").status(503);
    let start = Instant::now();
    let response = test.get("1", JSON).await;
    assert!(start.elapsed() >= Duration::from_millis(200));
    assert_eq!(response.headers()[header::RETRY_AFTER], "7");

    test.thing().raw(502, "text/html", "<html>");
    test.check("1", JSON, (502, "text/html", "<html>")).await;
}

#[tokio::test]
async fn nothing_is_answered_without_credentials() {
    let test = Test::start().await;
    test.thing().respond(&json!("secret"));
    let url = format!("{}/things/1.json", test.server.base_url());
    let response = test.http.get(url).send().await.unwrap();
    assert_eq!(response.status(), 401);
    assert_eq!(test.server.calls(), []);
    assert!(test.server.client().is_ok());
}
