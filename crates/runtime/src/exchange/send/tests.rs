//! The rules for attempts, waits and redirects, with a paused clock and no network.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use http::HeaderValue;
use reqwest::ResponseBuilderExt;

use super::*;

/// The reaction of the fake HTTP client to a request.
#[derive(Clone)]
pub(crate) enum Reaction {
    /// Responds after so many milliseconds.
    Respond(u64, Answer),
    /// Never responds.
    Hang,
    Fail(Fault),
}

/// A fake HTTP client with scripted responses, which records the requests.
#[derive(Clone, Default)]
pub(crate) struct Fake {
    reactions: Arc<Mutex<VecDeque<Reaction>>>,
    /// The URL, the body and the time of each request.
    pub(crate) seen: Arc<Mutex<Vec<(String, String, Instant)>>>,
}

impl Fake {
    /// One that reacts like this, one request after the other, and like the last for all that follow.
    pub(crate) fn new(reactions: impl IntoIterator<Item = Reaction>) -> Self {
        Self {
            reactions: Arc::new(Mutex::new(reactions.into_iter().collect())),
            seen: Arc::default(),
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.seen.lock().unwrap().len()
    }
}

impl Sender for Fake {
    fn send(&self, request: reqwest::Request) -> Sent {
        let body = request.body().and_then(reqwest::Body::as_bytes).unwrap_or_default();
        self.seen.lock().unwrap().push((
            request.url().to_string(),
            String::from_utf8_lossy(body).into_owned(),
            Instant::now(),
        ));
        let mut reactions = self.reactions.lock().unwrap();
        let reaction = match reactions.len() {
            0 => panic!("an unexpected request"),
            1 => reactions[0].clone(),
            _ => reactions.pop_front().unwrap(),
        };
        let from = http::Response::builder().url(request.url().clone());
        Box::pin(async move {
            match reaction {
                Reaction::Respond(millis, answer) => {
                    tokio::time::sleep(Duration::from_millis(millis)).await;
                    let (head, body) = answer.into_parts();
                    let mut response = from.status(head.status).body(body).unwrap();
                    *response.headers_mut() = head.headers;
                    Ok(response.into())
                }
                Reaction::Hang => std::future::pending().await,
                Reaction::Fail(fault) => Err(fault),
            }
        })
    }
}

pub(crate) fn answer(status: u16, headers: &[(&'static str, &'static str)], body: &str) -> Answer {
    let mut answer = Answer::new(Bytes::from(body.to_owned()));
    *answer.status_mut() = StatusCode::from_u16(status).unwrap();
    for (name, value) in headers {
        answer.headers_mut().insert(*name, HeaderValue::from_static(value));
    }
    answer
}

pub(crate) fn respond(status: u16) -> Reaction {
    Reaction::Respond(0, answer(status, &[], ""))
}

struct Plain(Method, Repeat);

impl Shape for Plain {
    fn request(&self) -> Result<reqwest::Request, Fault> {
        let url = Url::parse("https://h.example/1").unwrap();
        Ok(reqwest::Request::new(self.0.clone(), url))
    }

    fn repeat(&self) -> Repeat {
        self.1
    }

    fn follow(&self, url: Url) -> Option<Url> {
        Some(url)
    }
}

/// The status or the fault, how often it was sent, and after how many whole seconds each time.
async fn play(
    shape: &Plain,
    attempts: u32,
    budget: &Budget,
    reactions: impl IntoIterator<Item = Reaction>,
) -> (String, Vec<u64>) {
    let fake = Fake::new(reactions);
    let start = Instant::now();
    let limits = Limits {
        timeout: Duration::from_secs(60),
        attempt_timeout: Duration::from_secs(20),
        attempts,
        body_limit: 10,
    };
    let exchange = Exchange {
        sender: &fake,
        limits,
        budget,
        deadline: Deadline::after(Duration::from_secs(60)),
        wait_headers: &["x-period"],
        hooks: &Hooks::default(),
        info: CallInfo { provider: "p", operation: "o", path: "/1", attempt: 0 },
        describe: &|fault| fault.describe("h", &str::to_owned),
        what: "call",
    };
    let result = exchange.run(shape, &mut 0).await;
    let end = match result {
        Ok(reply) => reply.answer.status().as_str().to_owned(),
        Err(fault) => fault.kind().as_str().to_owned(),
    };
    let seen = fake.seen.lock().unwrap();
    let times = seen.iter().map(|(_, _, at)| (*at - start).as_secs());
    (end, times.collect())
}

const GET: Plain = Plain(Method::GET, Repeat::Freely);
const POST: Plain = Plain(Method::POST, Repeat::IfUnprocessed);
const STREAM: Plain = Plain(Method::PUT, Repeat::Never);

async fn check(shape: &Plain, reactions: Vec<Reaction>, end: &str, times: &[u64]) {
    let (found, at) = play(shape, 3, &Budget::new(100), reactions).await;
    assert_eq!((found.as_str(), at.as_slice()), (end, times));
}

#[tokio::test(start_paused = true)]
async fn an_attempt_that_times_out_is_retried_within_the_time_of_the_call() {
    use Reaction::Hang;
    check(&GET, vec![Hang, respond(200)], "200", &[0, 20]).await;
    check(&GET, vec![Hang], "timeout", &[0, 20, 40]).await;
    check(&POST, vec![Hang], "timeout", &[0]).await;
    check(&STREAM, vec![Hang], "timeout", &[0]).await;
    let slow = Reaction::Respond(19_000, answer(200, &[], ""));
    check(&GET, vec![slow], "200", &[0]).await;
}

#[tokio::test(start_paused = true)]
async fn a_request_is_sent_again_if_that_does_no_harm() {
    let fault = |kind| Reaction::Fail(Fault::new(kind));
    let (connect, broken) = (fault(Kind::Connect), fault(Kind::Broken));
    let (refused, tls) = (fault(Kind::Refused), fault(Kind::Tls("no".into())));
    for shape in [&GET, &POST] {
        check(shape, vec![connect.clone(), refused.clone(), respond(200)], "200", &[0, 0, 0]).await;
        check(shape, vec![tls.clone()], "connect", &[0]).await;
        check(shape, vec![fault(Kind::Protocol)], "decode", &[0]).await;
    }
    check(&GET, vec![broken.clone(), respond(503), respond(200)], "200", &[0, 0, 0]).await;
    check(&POST, vec![broken], "connect", &[0]).await;
    check(&POST, vec![respond(503)], "503", &[0]).await;
    check(&STREAM, vec![connect], "connect", &[0]).await;
    check(&GET, vec![respond(404)], "404", &[0]).await;
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_a_response_asks_for_is_kept() {
    let asks = |status, name, value| Reaction::Respond(0, answer(status, &[(name, value)], ""));
    let twice = vec![asks(429, "retry-after", "5"), asks(503, "retry-after", "10.2"), respond(200)];
    check(&GET, twice, "200", &[0, 5, 16]).await;
    check(&GET, vec![asks(429, "x-period", "30"), respond(200)], "200", &[0, 30]).await;
    // With another status than 429 the provider's own header says nothing.
    check(&GET, vec![asks(503, "x-period", "30"), respond(200)], "200", &[0, 0]).await;
    // A wait beyond the time of the call is not begun.
    for absurd in ["61", "99999999", "99999999999999999999999"] {
        check(&GET, vec![asks(429, "retry-after", absurd)], "429", &[0]).await;
    }
    let (_, times) = play(&GET, 2, &Budget::new(100), [respond(429), respond(200)]).await;
    assert!(times.len() == 2 && times[1] <= 1);
}

#[tokio::test(start_paused = true)]
async fn attempts_and_budget_bound_the_requests() {
    let (_, times) = play(&GET, 1, &Budget::new(100), [respond(503)]).await;
    assert_eq!(times.len(), 1);
    let budget = Budget::new(3);
    let mut sent = 0;
    for _ in 0..10 {
        sent += play(&GET, 3, &budget, [respond(503)]).await.1.len();
    }
    assert_eq!(sent, 13, "ten calls and three retries");
}

#[tokio::test(start_paused = true)]
async fn redirects_are_followed_where_the_request_stays_the_same() {
    let to = |status, place| Reaction::Respond(0, answer(status, &[("location", place)], ""));
    check(&GET, vec![to(301, "/2"), to(307, "/3"), respond(200)], "200", &[0, 0, 0]).await;
    check(&POST, vec![to(308, "/2"), respond(200)], "200", &[0, 0]).await;
    check(&POST, vec![to(301, "/2")], "301", &[0]).await;
    check(&POST, vec![to(303, "/2")], "303", &[0]).await;
    check(&GET, vec![to(301, "https://other.example/2")], "301", &[0]).await;
    check(&GET, vec![to(301, "http://h.example/2")], "301", &[0]).await;
    check(&GET, vec![to(304, "/2")], "304", &[0]).await;
    check(&GET, vec![to(302, "/2")], "unexpected", &[0; 11]).await;
}

#[tokio::test(start_paused = true)]
async fn a_body_is_read_up_to_the_limit() {
    let body = |text| Reaction::Respond(0, answer(200, &[], text));
    check(&GET, vec![body("0123456789")], "200", &[0]).await;
    check(&GET, vec![body("0123456789a")], "decode", &[0]).await;
}

#[test]
fn no_wait_is_too_long_to_add() {
    let now = Instant::now();
    let second = Duration::from_secs(1);
    assert_eq!(after(now, second), now + second);
    assert!(after(now, Duration::MAX) > now + Duration::from_secs(1 << 20));
}
