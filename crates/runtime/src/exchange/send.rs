//! Sends a request: within its time, as often as it takes, and reads the response up to a limit.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use reqwest::Url;
use tokio::time::{Instant, sleep_until, timeout_at};
use tracing::debug;

use crate::exchange::fault::{Answer, Fault, Kind, Limit, Repeat, classify};
use crate::exchange::hook::{BoxError, CallInfo, Hook, HookAction, Hooks};
use crate::exchange::retry::{self, Budget};
use crate::request::message::set;
use crate::request::url::{REDIRECTS, redirect};

/// A response whose body was not read yet.
pub(crate) type Sent = Pin<Box<dyn Future<Output = Result<reqwest::Response, Fault>> + Send>>;

/// The sender of requests: reqwest's client, or a fake in tests.
pub(crate) trait Sender: Send + Sync {
    fn send(&self, request: reqwest::Request) -> Sent;
}

impl Sender for reqwest::Client {
    fn send(&self, request: reqwest::Request) -> Sent {
        let response = self.execute(request);
        Box::pin(async move { response.await.map_err(classify) })
    }
}

/// Something that can be sent: a call, or a request for a token.
pub(crate) trait Shape: Sync {
    /// The request for one attempt, or why there can be none.
    fn request(&self) -> Result<reqwest::Request, Fault>;

    fn repeat(&self) -> Repeat;

    /// The URL to go on with, for one that a redirect leads to. `None` where redirects are not followed.
    fn follow(&self, url: Url) -> Option<Url>;

    /// Whether the body of a success response is left to the caller.
    fn is_streamed(&self) -> bool {
        false
    }
}

/// The deadline of a call.
#[derive(Clone, Copy)]
pub(crate) struct Deadline {
    pub(crate) at: Instant,
    pub(crate) limit: Duration,
}

impl Deadline {
    pub(crate) fn after(limit: Duration) -> Self {
        Self { at: after(Instant::now(), limit), limit }
    }

    pub(crate) fn fault(self) -> Fault {
        Fault::new(Kind::Timeout(Limit::Call(self.limit)))
    }
}

/// The limits of a call and its exchanges.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) attempts: u32,
    pub(crate) body_limit: usize,
}

/// A response, with its body, or without it where that is streamed.
pub(crate) struct Reply {
    pub(crate) answer: Answer,
    pub(crate) stream: Option<reqwest::Response>,
}

/// The context of an exchange.
pub(crate) struct Exchange<'a> {
    pub(crate) sender: &'a dyn Sender,
    pub(crate) limits: Limits,
    pub(crate) budget: &'a Budget,
    pub(crate) deadline: Deadline,
    pub(crate) wait_headers: &'static [&'static str],
    pub(crate) hooks: &'a Hooks,
    pub(crate) info: CallInfo,
    /// Says what happened, without credentials.
    pub(crate) describe: &'a (dyn Fn(&Fault) -> String + Sync),
    /// `call` or `token`.
    pub(crate) what: &'static str,
}

impl Exchange<'_> {
    /// Sends until there is a response that another attempt would not better, or until there may be no further attempt.
    /// `sent` is how often the request was sent so far.
    pub(crate) async fn run(&self, shape: &dyn Shape, sent: &mut u32) -> Result<Reply, Fault> {
        let repeat = shape.repeat();
        loop {
            *sent += 1;
            let result = self.attempt(shape, *sent).await;
            self.tell(*sent, &result);
            let wait = match &result {
                Ok(reply) => {
                    let (status, headers) = (reply.answer.status(), reply.answer.headers());
                    if !retry::is_retryable(status) {
                        self.budget.earn();
                        return result;
                    }
                    (repeat == Repeat::Freely)
                        .then(|| retry::wait(status, headers, self.wait_headers, *sent))
                }
                Err(fault) => fault.may_repeat(repeat).then(|| retry::backoff(*sent)),
            };
            let Some(wait) = wait.filter(|_| *sent < self.limits.attempts) else {
                return result;
            };
            let until = after(Instant::now(), wait);
            if until >= self.deadline.at || !self.budget.take() {
                return result;
            }
            debug!(wait = ?wait, "waiting for the next attempt");
            sleep_until(until).await;
        }
    }

    fn tell(&self, sent: u32, result: &Result<Reply, Fault>) {
        let resend_count = sent.saturating_sub(1);
        match result {
            Ok(reply) => debug!(
                bindery.request = self.what,
                http.request.resend_count = resend_count,
                http.response.status_code = reply.answer.status().as_u16(),
                "response received"
            ),
            Err(fault) => debug!(
                bindery.request = self.what,
                http.request.resend_count = resend_count,
                error.type = fault.kind().as_str(),
                error.message = (self.describe)(fault),
                "request failed"
            ),
        }
    }

    /// Sends once, and follows redirects.
    async fn attempt(&self, shape: &dyn Shape, attempt: u32) -> Result<Reply, Fault> {
        let end = after(Instant::now(), self.limits.attempt_timeout);
        let (until, limit) = if self.deadline.at < end {
            (self.deadline.at, Limit::Call(self.deadline.limit))
        } else {
            (end, Limit::Attempt(self.limits.attempt_timeout))
        };
        let info = CallInfo { attempt, ..self.info };
        let mut partial = None;
        let result = timeout_at(until, self.follow(shape, &info, &mut partial))
            .await
            .unwrap_or_else(|_| Err(Fault::new(Kind::Timeout(limit))));
        match (result, partial) {
            (Ok(stream), Some(mut answer)) => {
                for hook in &self.hooks.0 {
                    hook.after(&info, &mut answer);
                }
                Ok(Reply { answer, stream })
            }
            (result, answer) => {
                let mut fault = result.err().unwrap_or_else(|| Fault::new(Kind::Broken));
                fault.answer = answer.map(Box::new);
                if !self.hooks.0.is_empty() {
                    let problem = (self.describe)(&fault);
                    for hook in &self.hooks.0 {
                        hook.failed(&info, &problem);
                    }
                }
                Err(fault)
            }
        }
    }

    /// Reads what comes into `partial`, where what came so far is found if this is given up.
    async fn follow(
        &self,
        shape: &dyn Shape,
        info: &CallInfo,
        partial: &mut Option<Answer>,
    ) -> Result<Option<reqwest::Response>, Fault> {
        let mut target: Option<Url> = None;
        for _ in 0..=REDIRECTS {
            let mut request = shape.request()?;
            if let Some(target) = target.take() {
                *request.url_mut() = target;
            }
            if let Some(cached) = before(&self.hooks.0, info, &mut request)? {
                *partial = Some(cached);
                return Ok(None);
            }
            let method = request.method().clone();
            let response = self.sender.send(request).await?;
            let next = leads_to(&method, response.url(), response.status(), response.headers());
            if let Some(next) = next.and_then(|next| shape.follow(next)) {
                target = Some(next);
                continue;
            }
            let declared = response.content_length().filter(|_| method != Method::HEAD);
            return self.read(shape, response, declared, partial).await;
        }
        Err(Fault::new(Kind::Redirects))
    }

    async fn read(
        &self,
        shape: &dyn Shape,
        mut response: reqwest::Response,
        declared: Option<u64>,
        partial: &mut Option<Answer>,
    ) -> Result<Option<reqwest::Response>, Fault> {
        let limit = self.limits.body_limit;
        let status = response.status();
        let streamed = shape.is_streamed() && status.is_success();
        let headers = if streamed {
            response.headers().clone()
        } else {
            std::mem::take(response.headers_mut())
        };
        let answer = partial.insert(Answer::default());
        *answer.status_mut() = status;
        *answer.headers_mut() = headers;
        if streamed {
            return Ok(Some(response));
        }
        let too_large = || Err(Fault::new(Kind::TooLarge(limit)));
        if declared.is_some_and(|bytes| bytes > limit as u64) {
            return too_large();
        }
        while let Some(piece) = response.chunk().await.map_err(classify)? {
            if answer.body().len() + piece.len() > limit {
                return too_large();
            }
            add(answer.body_mut(), piece);
        }
        // HTTP/2 can end a body early without an error (RFC 9113, section 8.1).
        if declared.is_some_and(|bytes| bytes > answer.body().len() as u64) {
            let problem = BoxError::from("the body is shorter than its Content-Length");
            return Err(Fault::new(Kind::Broken).source(problem));
        }
        Ok(None)
    }
}

/// Asks the hooks; one of them may have the response already.
fn before(
    hooks: &[std::sync::Arc<dyn Hook>],
    info: &CallInfo,
    request: &mut reqwest::Request,
) -> Result<Option<Answer>, Fault> {
    for hook in hooks {
        match hook.before(info, request) {
            Ok(HookAction::Send) => {}
            Ok(HookAction::Respond(answer)) => return Ok(Some(answer)),
            Err(error) => return Err(Fault::new(Kind::Hook).source(error)),
        }
    }
    Ok(None)
}

/// The target of a redirect, if the same request may be sent there (RFC 9110, section 15.4): 301, 302 and 303 turn
/// other methods into `GET`, so they are followed for `GET` only.
fn leads_to(method: &Method, from: &Url, status: StatusCode, headers: &HeaderMap) -> Option<Url> {
    let follows = match status.as_u16() {
        301..=303 => method.is_safe(),
        307 | 308 => true,
        _ => false,
    };
    let location = headers.get(header::LOCATION)?.to_str().ok();
    redirect(from, location.filter(|_| follows)?)
}

/// Adds a piece to a body. Most bodies come in one piece, which is not copied.
fn add(body: &mut Bytes, piece: Bytes) {
    if body.is_empty() {
        *body = piece;
    } else {
        // The body is not shared, so this copies only the piece.
        let mut all = BytesMut::from(std::mem::take(body));
        all.extend_from_slice(&piece);
        *body = all.freeze();
    }
}

/// Without the feature `gzip` nothing can be decompressed, and a server may compress unless this header forbids it (RFC
/// 9110, section 12.5.3).
pub(crate) fn accept_encoding(headers: &mut HeaderMap) {
    if !cfg!(feature = "gzip") {
        set(headers, &header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
    }
}

/// A time from now, or one so late that it never comes.
pub(crate) fn after(now: Instant, wait: Duration) -> Instant {
    const NEVER: Duration = Duration::from_secs(30 * 365 * 24 * 3600);
    now + wait.min(NEVER)
}

#[cfg(test)]
pub(crate) mod tests;
