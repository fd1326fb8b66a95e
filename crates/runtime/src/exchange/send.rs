//! Sends a request: with credentials, within its time, as often as it takes, and reads the whole answer.

use std::error::Error as StdError;
use std::future::{Future, poll_fn};
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use tokio::time::{Instant, sleep_until, timeout_at};
use tracing::field::Empty;
use tracing::{Instrument, debug, info_span};

use crate::Operation;
use crate::auth::credentials::Proof;
use crate::client::api::{MediaType, Transport};
use crate::client::builder::REDIRECTS;
use crate::client::connect::NotSent;
use crate::exchange::report::{Call, Failure, Kind, Limit};
use crate::exchange::retry;
use crate::request::message::{Answer, Request, Response, misfit, set};

/// When the whole call has to be over.
#[derive(Clone, Copy)]
pub(crate) struct Deadline {
    at: Instant,
    limit: Duration,
}

/// Something that can be sent more than once.
pub(crate) trait Shape: Sync {
    fn request(&self, transport: &Transport) -> reqwest::Request;
    fn is_repeatable(&self) -> bool;
}

/// Calls an operation. An answer with an error status is an answer here.
///
/// The span and its events have the names of OpenTelemetry's conventions for HTTP clients. Nothing in them comes from a
/// query, a header or a body.
pub(crate) async fn call(
    transport: &Transport,
    operation: &'static Operation,
    request: &Request,
) -> Result<Response, Failure> {
    let site = &transport.site;
    let span = info_span!(
        "call",
        otel.kind = "client",
        otel.name = format_args!("{} {}", operation.method, operation.path),
        bindery.provider = site.provider.name,
        bindery.operation = operation.id,
        http.request.method = operation.method,
        server.address = site.url.host_str(),
        server.port = site.url.port_or_known_default(),
        url.template = operation.path,
        http.response.status_code = Empty,
        http.request.resend_count = Empty,
        error.type = Empty,
    );
    let result = run(transport, operation, request)
        .instrument(span.clone())
        .await;
    if !span.is_disabled() {
        let (status, attempts) = match &result {
            Ok(response) => (Some(response.answer.status), response.call.attempts),
            Err(failure) => (failure.status(), failure.attempts()),
        };
        span.record("http.request.resend_count", attempts.saturating_sub(1));
        if let Some(status) = status {
            span.record("http.response.status_code", status.as_u16());
        }
        match &result {
            Err(failure) => span.record("error.type", failure.word()),
            Ok(response) if !response.answer.status.is_success() => {
                span.record("error.type", response.answer.status.as_str())
            }
            Ok(_) => &span,
        };
    }
    result
}

async fn run(
    transport: &Transport,
    operation: &'static Operation,
    request: &Request,
) -> Result<Response, Failure> {
    let start = Instant::now();
    let settings = &transport.settings;
    let deadline = Deadline {
        at: after(start, settings.timeout),
        limit: settings.timeout,
    };
    let mut call = Call {
        site: transport.site.clone(),
        operation,
        token: None,
        attempts: 0,
    };
    let auth = &transport.site.auth;
    let mut ready = match Ready::new(transport, operation, request) {
        Ok(ready) => ready,
        Err(problem) => return Err(Failure::request(Some(call), problem)),
    };
    ready.proof = match auth.ready(start) {
        Some(proof) => proof,
        None => token(transport, operation, deadline, None).await?,
    };
    let mut renewed = false;
    loop {
        let attempts = settings.attempts.saturating_sub(call.attempts);
        let answer = persist(transport, &ready, &mut call, deadline, attempts).await?;
        match ready.proof {
            // A token may have been withdrawn before its time. One more is worth a try, and only one: 401 also means
            // "not yours" to some.
            Proof::Token(_, number) if answer.status == StatusCode::UNAUTHORIZED && !renewed => {
                renewed = true;
                ready.proof = token(transport, operation, deadline, Some(number)).await?;
            }
            _ => return Ok(Response { call, answer }),
        }
    }
}

/// A token, within the time of the call.
async fn token(
    transport: &Transport,
    operation: &'static Operation,
    deadline: Deadline,
    stale: Option<u64>,
) -> Result<Proof<'static>, Failure> {
    let Some(cell) = transport.site.auth.cell() else {
        return Err(Failure::request(
            None,
            "these credentials have no token".to_owned(),
        ));
    };
    // In a box, since few calls need one: the room for it would be in the future of every call.
    let token = Box::pin(cell.obtain(transport, operation, deadline, stale));
    timeout_at(deadline.at, token).await.unwrap_or_else(|_| {
        let call = cell.call(transport, operation);
        Err(Failure::new(
            Kind::Timeout(Limit::Call(deadline.limit)),
            Some(call),
            None,
            None,
        ))
    })
}

/// Sends until there is an answer that another attempt would not better, or until there may be no further attempt.
pub(crate) async fn persist(
    transport: &Transport,
    shape: &dyn Shape,
    call: &mut Call,
    deadline: Deadline,
    attempts: u32,
) -> Result<Answer, Failure> {
    // Calls and token requests share the code that this is polled by.
    #[inline(never)]
    fn poll<F: Future>(future: Pin<&mut F>, context: &mut Context<'_>) -> Poll<F::Output> {
        future.poll(context)
    }
    let mut answer = pin!(repeat(transport, shape, call, deadline, attempts));
    poll_fn(|context| poll(answer.as_mut(), context)).await
}

async fn repeat(
    transport: &Transport,
    shape: &dyn Shape,
    call: &mut Call,
    deadline: Deadline,
    attempts: u32,
) -> Result<Answer, Failure> {
    let last = call.attempts.saturating_add(attempts.max(1));
    loop {
        call.attempts += 1;
        let result = attempt(transport, shape, call, deadline).await;
        tell(call, &result);
        let wait = match &result {
            Ok(answer) if shape.is_repeatable() && retry::is_retryable(answer.status) => {
                // All who were told the same time should not come back at the same time.
                retry::asked_wait(&answer.headers, call.site.provider.wait_headers).map_or_else(
                    || retry::backoff(call.attempts),
                    |wait| wait.saturating_add(retry::backoff(1)),
                )
            }
            Err(failure) if failure.may_repeat(shape.is_repeatable()) => {
                retry::backoff(call.attempts)
            }
            _ => return result,
        };
        let until = after(Instant::now(), wait);
        if call.attempts >= last || until >= deadline.at {
            return result;
        }
        debug!(wait = ?wait, "waiting for the next attempt");
        sleep_until(until).await;
    }
}

fn tell(call: &Call, result: &Result<Answer, Failure>) {
    let resend_count = call.attempts.saturating_sub(1);
    let what = if call.token.is_some() {
        "token"
    } else {
        "call"
    };
    match result {
        Ok(answer) => debug!(
            bindery.request = what,
            http.request.resend_count = resend_count,
            http.response.status_code = answer.status.as_u16(),
            "answered"
        ),
        Err(failure) => debug!(
            bindery.request = what,
            http.request.resend_count = resend_count,
            error.type = failure.word(),
            error.message = %failure,
            "not answered"
        ),
    }
}

/// Sends once.
async fn attempt(
    transport: &Transport,
    shape: &dyn Shape,
    call: &Call,
    deadline: Deadline,
) -> Result<Answer, Failure> {
    let settings = &transport.settings;
    let end = after(Instant::now(), settings.attempt_timeout);
    let (until, limit) = if deadline.at < end {
        (deadline.at, Limit::Call(deadline.limit))
    } else {
        (end, Limit::Attempt(settings.attempt_timeout))
    };
    let mut answer = None;
    let sent = transport
        .http
        .execute(shape.request(transport), settings.connect_timeout);
    let result = timeout_at(until, exchange(sent, settings.body_limit, &mut answer))
        .await
        .unwrap_or(Err((Kind::Timeout(limit), None)));
    match (result, answer) {
        (Ok(()), Some(partial)) => Ok(partial.finish()),
        (result, partial) => {
            let (kind, source) = result.err().unwrap_or((Kind::Broken, None));
            let answer = partial.map(Partial::finish).map(|answer| match call.token {
                None => answer,
                // It may hold a part of a token.
                Some(_) => Answer {
                    body: Bytes::new(),
                    ..answer
                },
            });
            Err(Failure::new(kind, Some(call.clone()), answer, source))
        }
    }
}

/// What went wrong with one attempt.
type Fault = (Kind, Option<Arc<dyn StdError + Send + Sync>>);

/// Reads what comes into `partial`, where what came so far is found if this is given up.
async fn exchange(
    sent: impl Future<Output = Result<reqwest::Response, NotSent>>,
    limit: usize,
    partial: &mut Option<Partial>,
) -> Result<(), Fault> {
    let mut response = match sent.await {
        Ok(response) => response,
        Err(NotSent::Http(error)) => return Err(fault(error)),
        Err(NotSent::Problem(problem)) => return Err((Kind::Request(problem), None)),
    };
    let declared = response.content_length();
    let partial = partial.insert(Partial {
        status: response.status(),
        headers: std::mem::take(response.headers_mut()),
        first: Bytes::new(),
        all: BytesMut::new(),
    });
    if declared.is_some_and(|bytes| bytes > limit as u64) {
        return Err((Kind::TooLarge(limit), None));
    }
    while let Some(chunk) = response.chunk().await.map_err(fault)? {
        if !partial.add(chunk, limit) {
            return Err((Kind::TooLarge(limit), None));
        }
    }
    Ok(())
}

/// An answer that is being read. Most bodies come in one piece, which is not copied.
struct Partial {
    status: StatusCode,
    headers: HeaderMap,
    first: Bytes,
    /// The whole body, once there is a second piece.
    all: BytesMut,
}

impl Partial {
    fn add(&mut self, chunk: Bytes, limit: usize) -> bool {
        if self.first.len().max(self.all.len()) + chunk.len() > limit {
            return false;
        }
        if self.first.is_empty() {
            self.first = chunk;
        } else {
            if self.all.is_empty() {
                self.all.extend_from_slice(&self.first);
            }
            self.all.extend_from_slice(&chunk);
        }
        true
    }

    fn finish(self) -> Answer {
        let body = if self.all.is_empty() {
            self.first
        } else {
            self.all.freeze()
        };
        Answer {
            status: self.status,
            headers: self.headers,
            body,
        }
    }
}

/// Sorts an error of reqwest's. Its URL is left out: a query may hold a key.
fn fault(error: reqwest::Error) -> Fault {
    let error = error.without_url();
    if error.is_redirect() {
        // Its source may name the URL that was next.
        return (Kind::Redirects(REDIRECTS), None);
    }
    if error.is_builder() {
        return (
            Kind::Request("the request cannot be sent to this URL".to_owned()),
            None,
        );
    }
    let kind = if error.is_connect() {
        Kind::Connect
    } else if error.is_timeout() {
        Kind::Timeout(Limit::Http)
    } else if is_nonsense(&error) {
        Kind::Protocol
    } else {
        Kind::Broken
    };
    (kind, Some(Arc::new(error)))
}

/// Whether something came that is not HTTP, or not compressed as it says, rather than nothing more.
fn is_nonsense(error: &reqwest::Error) -> bool {
    let mut source = error.source();
    while let Some(error) = source {
        let hyper = error
            .downcast_ref::<hyper::Error>()
            .is_some_and(|error| error.is_parse());
        let io = error.downcast_ref::<io::Error>().is_some_and(|error| {
            matches!(
                error.kind(),
                io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput
            )
        });
        if hyper || io {
            return true;
        }
        source = error.source();
    }
    false
}

/// A request to an operation, to be made anew for each attempt.
struct Ready<'a> {
    request: &'a Request,
    accept: HeaderValue,
    proof: Proof<'a>,
}

impl<'a> Ready<'a> {
    /// Everything but the proof; or why the request cannot be sent.
    fn new(
        transport: &Transport,
        operation: &Operation,
        request: &'a Request,
    ) -> Result<Self, String> {
        let settings = &transport.settings;
        if let Some(problem) = &settings.problem {
            return Err(problem.clone());
        }
        let path = request.path().strip_prefix(transport.base_url());
        let path = path.ok_or("the URL does not begin with the base URL")?;
        if let Some(problem) = misfit(operation.path, path) {
            return Err(problem);
        }
        Ok(Self {
            request,
            accept: accept(operation, settings.accept)?,
            proof: Proof::Query,
        })
    }
}

impl Shape for Ready<'_> {
    fn request(&self, transport: &Transport) -> reqwest::Request {
        let Self {
            request,
            accept,
            proof,
        } = self;
        let (site, settings) = (&transport.site, &transport.settings);
        let mut headers =
            HeaderMap::with_capacity(settings.headers.len() + request.headers.len() + 2);
        set(&mut headers, &header::ACCEPT, accept.clone());
        for (name, value) in settings.headers.iter().chain(&request.headers) {
            set(&mut headers, name, value.clone());
        }
        match proof {
            Proof::Header(name, value) => set(&mut headers, name, (*value).clone()),
            Proof::Token(value, _) => set(&mut headers, &header::AUTHORIZATION, value.clone()),
            Proof::Query => {}
        }
        let mut ready = reqwest::Request::new(request.method.clone(), site.url(request));
        *ready.headers_mut() = headers;
        *ready.body_mut() = request.body.clone().map(Into::into);
        ready
    }

    fn is_repeatable(&self) -> bool {
        // RFC 9110, section 9.2.2: twice does no more than once.
        self.request.method.is_idempotent()
    }
}

/// The `Accept` header: the media type that was asked for, or the first that the operation has.
fn accept(operation: &Operation, wanted: Option<MediaType>) -> Result<HeaderValue, String> {
    let offered = operation.media_types;
    let Some(wanted) = wanted else {
        return Ok(HeaderValue::from_static(
            offered.first().copied().unwrap_or("*/*"),
        ));
    };
    let suits =
        |offered: &&&str| offered.rsplit(['/', '+']).next() == wanted.as_str().rsplit('/').next();
    match offered.iter().find(suits) {
        Some(media_type) => Ok(HeaderValue::from_static(media_type)),
        None => Err(format!(
            "it does not come as {}, only as {}",
            wanted.as_str(),
            offered.join(", ")
        )),
    }
}

/// A time from now, or one so late that it never comes.
fn after(now: Instant, wait: Duration) -> Instant {
    const NEVER: Duration = Duration::from_secs(30 * 365 * 24 * 3600);
    now + wait.min(NEVER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_accept(
        offered: &'static [&'static str],
        wanted: Option<MediaType>,
        expected: Result<&str, &str>,
    ) {
        let operation = Operation::new("o", "GET", "/").media_types(offered);
        let found = accept(&operation, wanted);
        let found = found.as_ref().map(|value| value.to_str().unwrap());
        assert_eq!(found.map_err(String::as_str), expected);
    }

    #[test]
    fn what_is_asked_for_is_what_the_operation_has() {
        use MediaType::{Json, Xml};
        check_accept(&["application/json"], None, Ok("application/json"));
        check_accept(&["text/xml", "text/json"], None, Ok("text/xml"));
        check_accept(&[], None, Ok("*/*"));
        check_accept(
            &["text/json", "application/xml"],
            Some(Xml),
            Ok("application/xml"),
        );
        check_accept(&["text/json", "text/xml"], Some(Xml), Ok("text/xml"));
        check_accept(
            &["application/vnd.api+json"],
            Some(Json),
            Ok("application/vnd.api+json"),
        );
        check_accept(
            &["application/json", "text/json"],
            Some(Xml),
            Err("it does not come as application/xml, only as application/json, text/json"),
        );
    }

    #[test]
    fn no_wait_is_too_long_to_add() {
        let now = Instant::now();
        assert_eq!(
            after(now, Duration::from_secs(1)),
            now + Duration::from_secs(1)
        );
        assert!(after(now, Duration::MAX) > now + Duration::from_secs(1 << 20));
    }
}
