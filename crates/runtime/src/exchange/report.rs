//! What is known about a failure, and how a person is told.

use std::error::Error as StdError;
use std::fmt::{self, Write as _};
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use crate::Operation;
use crate::client::api::Site;
use crate::exchange::retry;
use crate::request::message::{Answer, Response};

/// A failure before the type of the provider's error body is known: `?` makes an [`Error`](crate::Error) of it.
#[derive(Clone)]
pub struct Failure(pub(crate) Box<Report>);

/// Which call it was. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) site: Arc<Site>,
    pub(crate) operation: &'static Operation,
    /// Set while the call is getting a token: from where.
    pub(crate) token: Option<Arc<str>>,
    pub(crate) attempts: u32,
}

/// Everything that is known about a failure.
#[derive(Clone)]
pub(crate) struct Report {
    pub(crate) kind: Kind,
    /// Which call it was, if that is known.
    pub(crate) call: Option<Call>,
    /// As much of an answer as came.
    pub(crate) answer: Option<Answer>,
    pub(crate) source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// What went wrong.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// The request cannot be made: why.
    Request(String),
    /// No connection.
    Connect,
    /// The connection broke before the answer was whole.
    Broken,
    /// Time ran out.
    Timeout(Limit),
    /// What came is not HTTP, or not what it says it is compressed with.
    Protocol,
    /// More than this many redirects.
    Redirects(usize),
    /// A body of more than this many bytes.
    TooLarge(usize),
    /// A body that does not decode.
    Decode,
    /// An error status, or a success status with the provider's error: the provider's own code and message.
    Status {
        code: Option<String>,
        message: Option<String>,
    },
    /// A status that the spec does not know, or an error status without the documented body.
    Unexpected,
    /// The answer to a token request holds no token.
    NoToken(String),
    /// The caller's own source of tokens failed.
    TokenSource,
}

/// Which time ran out.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Limit {
    /// That of one attempt.
    Attempt(Duration),
    /// That of the whole call.
    Call(Duration),
    /// One that the caller's own `reqwest::Client` has.
    Http,
}

impl Failure {
    pub(crate) fn request(call: Option<Call>, problem: String) -> Self {
        Self::new(Kind::Request(problem), call, None, None)
    }

    pub(crate) fn answer(
        kind: Kind,
        response: Response,
        source: Option<Arc<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self::new(kind, Some(response.call), Some(response.answer), source)
    }

    pub(crate) fn new(
        kind: Kind,
        call: Option<Call>,
        answer: Option<Answer>,
        source: Option<Arc<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self(Box::new(Report {
            kind,
            call,
            answer,
            source,
        }))
    }

    /// The same failure as another call sees it that waited for the same token.
    pub(crate) fn for_operation(mut self, operation: &'static Operation) -> Self {
        if let Some(call) = &mut self.0.call {
            call.operation = operation;
        }
        self
    }

    /// Whether another attempt may go better. What never arrived can be sent again whatever it does.
    pub(crate) fn may_repeat(&self, repeatable: bool) -> bool {
        matches!(self.0.kind, Kind::Connect) || repeatable && matches!(self.0.kind, Kind::Broken)
    }

    /// The status of the call itself, not that of a token request.
    pub(crate) fn status(&self) -> Option<StatusCode> {
        self.0.call_status()
    }

    pub(crate) fn attempts(&self) -> u32 {
        self.0.call.as_ref().map_or(0, |call| call.attempts)
    }

    /// What went wrong in a word: OpenTelemetry's `error.type`.
    pub(crate) fn word(&self) -> &'static str {
        if self.0.is_for_token() {
            return "token";
        }
        match self.0.kind {
            Kind::Request(_) => "request",
            Kind::Connect => "connect",
            Kind::Broken => "broken",
            Kind::Timeout(_) => "timeout",
            Kind::Protocol => "protocol",
            Kind::Redirects(_) => "redirects",
            Kind::TooLarge(_) => "too_large",
            Kind::Decode => "decode",
            Kind::Status { .. } | Kind::Unexpected => "status",
            Kind::NoToken(_) | Kind::TokenSource => "token",
        }
    }

    pub(crate) fn is_call_timeout(&self) -> bool {
        matches!(self.0.kind, Kind::Timeout(Limit::Call(_)))
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("provider", &self.site.provider.name)
            .field("operation", &self.operation.id)
            .field("attempts", &self.attempts)
            .finish()
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("message", &format_args!("{self}"))
            .field("kind", &self.kind)
            .field("call", &self.call)
            .field("status", &self.status())
            .field(
                "body",
                &self
                    .answer
                    .as_ref()
                    .map(|answer| format!("{} bytes", answer.body.len())),
            )
            .field("source", &self.source.as_ref().map(ToString::to_string))
            .finish()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(call) = &self.call {
            write!(f, "{} {}: ", call.site.provider.name, call.operation.id)?;
            if call.token.is_some() {
                f.write_str("no token: ")?;
            }
        }
        self.write_what(f)?;
        self.write_details(f)?;
        match self.advice() {
            Some(advice) => write!(f, "; {advice}"),
            None => Ok(()),
        }
    }
}

impl Report {
    pub(crate) fn status(&self) -> Option<StatusCode> {
        Some(self.answer.as_ref()?.status)
    }

    /// Whether this is about getting a token for the call, not about the call itself.
    pub(crate) fn is_for_token(&self) -> bool {
        self.call.as_ref().is_some_and(|call| call.token.is_some())
    }

    pub(crate) fn call_status(&self) -> Option<StatusCode> {
        self.status().filter(|_| !self.is_for_token())
    }

    pub(crate) fn is_auth(&self) -> bool {
        match self.status() {
            Some(StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) => true,
            // RFC 6749, section 5.2: a token request with bad credentials may be answered with 400.
            Some(StatusCode::BAD_REQUEST) => self.is_for_token(),
            _ => matches!(self.kind, Kind::TokenSource),
        }
    }

    pub(crate) fn retry_after(&self) -> Option<Duration> {
        let call = self.call.as_ref()?;
        retry::asked_wait(
            &self.answer.as_ref()?.headers,
            call.site.provider.wait_headers,
        )
    }

    pub(crate) fn request_id(&self) -> Option<String> {
        Some(tidy(
            self.answer.as_ref()?.request_id()?,
            &self.call.as_ref()?.site,
        ))
    }

    /// Host and path template: `api.sakari.io/v1/accounts/{accountId}`.
    fn place(&self) -> String {
        let Some(call) = &self.call else {
            return "the provider".to_owned();
        };
        match &call.token {
            Some(url) => url.to_string(),
            None => format!("{}{}", call.site.place(), call.operation.path),
        }
    }

    fn write_what(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place();
        match &self.kind {
            Kind::Request(problem) => f.write_str(problem),
            Kind::Connect => write!(f, "could not connect to {place}: {}", self.root()),
            Kind::Broken => write!(
                f,
                "the connection broke before the answer from {place} was whole: {}",
                self.root()
            ),
            Kind::Timeout(Limit::Attempt(limit)) => {
                write!(
                    f,
                    "no whole answer from {place} within {limit:?}, the time for one attempt"
                )
            }
            Kind::Timeout(Limit::Call(limit)) => {
                write!(
                    f,
                    "no whole answer from {place} within {limit:?}, the time for the call"
                )
            }
            Kind::Timeout(Limit::Http) => write!(f, "no whole answer from {place} in time"),
            Kind::Protocol => write!(f, "the answer from {place} cannot be read: {}", self.root()),
            Kind::Redirects(limit) => write!(f, "{place} redirects more than {limit} times"),
            Kind::TooLarge(limit) => write!(
                f,
                "the body of the answer from {place} is larger than {limit} bytes"
            ),
            Kind::Decode => {
                write!(
                    f,
                    "{} from {place}, but its body cannot be decoded: {}",
                    self.status_words(),
                    self.root()
                )
            }
            Kind::Status { code, message } => {
                f.write_str(&self.status_words())?;
                if self.status().is_some_and(|status| status.is_success()) {
                    f.write_str(", but with an error,")?;
                }
                if let Some(code) = code {
                    write!(f, " {code}")?;
                }
                if let Some(message) = message {
                    write!(f, " \"{message}\"")?;
                }
                write!(f, " from {place}")
            }
            Kind::Unexpected => {
                write!(f, "{} from {place}", self.status_words())?;
                match &self.answer {
                    Some(answer) if answer.status.is_redirection() => Ok(()),
                    Some(answer) => {
                        let stranger = stranger(answer);
                        write!(
                            f,
                            ", with {}",
                            stranger
                                .unwrap_or_else(|| "a body that the spec does not describe".into())
                        )
                    }
                    None => Ok(()),
                }
            }
            Kind::NoToken(problem) => {
                write!(f, "{} from {place}, but {problem}", self.status_words())
            }
            Kind::TokenSource => write!(
                f,
                "the client's own source of tokens failed: {}",
                self.root()
            ),
        }
    }

    /// `403 Forbidden`.
    fn status_words(&self) -> String {
        self.status()
            .map_or_else(|| "an answer".to_owned(), |status| status.to_string())
    }

    /// The innermost cause, which is the one that says something.
    fn root(&self) -> String {
        let Some(source) = &self.source else {
            return "no reason was given".to_owned();
        };
        let mut error: &dyn StdError = &**source;
        while let Some(inner) = error.source() {
            error = inner;
        }
        match &self.call {
            Some(call) => tidy(&error.to_string(), &call.site),
            None => error.to_string(),
        }
    }

    fn write_details(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut details = String::new();
        if let Some(id) = self.request_id() {
            write!(details, "request id {id}")?;
        }
        if let Some(attempts) = self
            .call
            .as_ref()
            .map(|call| call.attempts)
            .filter(|attempts| *attempts > 1)
        {
            let comma = if details.is_empty() { "" } else { ", " };
            write!(details, "{comma}{attempts} attempts")?;
        }
        if details.is_empty() {
            Ok(())
        } else {
            write!(f, " ({details})")
        }
    }

    /// What to do next, where that is known.
    fn advice(&self) -> Option<String> {
        if let Some(wait) = self
            .retry_after()
            .filter(|_| self.status().is_some_and(retry::is_retryable))
        {
            return Some(format!("the provider asks to wait {wait:?}"));
        }
        let site = &self.call.as_ref()?.site;
        let advice = match &self.kind {
            Kind::Connect => "check the base URL and the network".to_owned(),
            Kind::Redirects(_) => "check the base URL".to_owned(),
            Kind::TooLarge(_) => "body_limit allows more".to_owned(),
            Kind::Decode
                if self
                    .answer
                    .as_ref()
                    .is_some_and(|answer| is_page(&answer.body)) =>
            {
                "check the base URL, and what stands between it and here".to_owned()
            }
            Kind::Unexpected if self.status().is_some_and(|status| status.is_redirection()) => {
                self.redirect_advice(site)
            }
            Kind::NoToken(_) => "check the base URL".to_owned(),
            _ => match (self.status()?, self.is_for_token()) {
                (StatusCode::UNAUTHORIZED, _) => {
                    format!("check {}", site.auth.name(site.provider))
                }
                (StatusCode::BAD_REQUEST | StatusCode::FORBIDDEN, true) => {
                    format!("check {}", site.auth.name(site.provider))
                }
                (StatusCode::FORBIDDEN, false) => "these credentials may not do this".to_owned(),
                (StatusCode::NOT_FOUND, true) => "check the base URL".to_owned(),
                (StatusCode::NOT_FOUND, false) => "check the id".to_owned(),
                (status, _) if retry::is_retryable(status) => "try again later".to_owned(),
                _ => return None,
            },
        };
        Some(advice)
    }

    /// Names the origin that a redirect leads to, and nothing else of its URL.
    fn redirect_advice(&self, site: &Site) -> String {
        let location = self
            .answer
            .as_ref()
            .and_then(|answer| answer.headers.get(http::header::LOCATION)?.to_str().ok())
            .and_then(|location| reqwest::Url::parse(location).ok())
            .map(|url| url.origin().ascii_serialization())
            .filter(|origin| origin != site.origin());
        match location {
            Some(origin) => format!(
                "it leads to {origin}, which is not followed: credentials stay with {}",
                site.origin()
            ),
            None => "where it leads is not followed".to_owned(),
        }
    }
}

/// What a body is, if it is not even of the kind that a provider sends.
pub(crate) fn stranger(answer: &Answer) -> Option<String> {
    let body = answer.body.trim_ascii_start();
    let bytes = answer.body.len();
    if body.is_empty() {
        return Some("an empty body".to_owned());
    }
    if is_page(body) {
        return Some(format!("an HTML page of {bytes} bytes"));
    }
    let media_type = answer
        .content_type()
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default()
        .trim();
    let known = media_type.is_empty() || media_type.contains("json") || media_type.contains("xml");
    (!known || media_type.eq_ignore_ascii_case("text/html"))
        .then(|| format!("{bytes} bytes of {media_type}"))
}

fn is_page(body: &[u8]) -> bool {
    let body = body.trim_ascii_start();
    ["<!doctype html", "<html"].iter().any(|start| {
        body.get(..start.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(start.as_bytes()))
    })
}

/// Text from outside, fit for a line of ours: without credentials, control characters and length.
pub(crate) fn tidy(text: &str, site: &Site) -> String {
    const LIMIT: usize = 300;
    let text = site.auth.redact(text);
    let mut line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(LIMIT)
        .collect();
    if text.chars().nth(LIMIT).is_some() {
        line.push('…');
    }
    line
}
