//! What a call comes to: a value with what came along with it, or an error that a person can act on.

use std::error::Error as StdError;
use std::fmt::{self, Write as _};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::client::Site;
use crate::request::{Answer, Response};
use crate::{Condition, DecodeError, Operation, decode, probe, retry};

/// A decoded answer, and the answer that it was decoded from.
pub struct ResponseValue<T> {
    value: T,
    response: Response,
}

impl<T> ResponseValue<T> {
    /// Decodes an answer by its media type. Generated code calls it.
    ///
    /// # Errors
    /// The body is not what the spec says, or, on a success status, it is the provider's error.
    #[doc(hidden)]
    pub async fn from_response<E>(response: Response) -> Result<Self, Error<E>>
    where
        T: DeserializeOwned + Serialize,
        E: DeserializeOwned + Serialize,
    {
        let decoded = decode::<T>(response.answer.content_type(), &response.answer.body);
        if !response.answer.status.is_success() {
            return match decoded {
                Ok(value) => Ok(Self { value, response }),
                Err(_) => Err(Error::UnexpectedResponse(response)),
            };
        }
        let conditions = response
            .call
            .operation
            .map_or(&[][..], |operation| operation.error_when);
        let error = match decoded {
            Ok(value) if !is_error(conditions, &value) => return Ok(Self { value, response }),
            Ok(_) => None,
            Err(error) => Some(error),
        };
        let body = decode::<E>(response.answer.content_type(), &response.answer.body);
        Err(match (error, body) {
            (None, Ok(body)) => Error::declared(body, response),
            (None, Err(_)) => Error::UnexpectedResponse(response),
            // What does not fit the answer's type may be the error all the same.
            (Some(_), Ok(body)) if is_error(conditions, &body) => Error::declared(body, response),
            (Some(error), _) => {
                Failure::answer(Kind::Decode, response, Some(Arc::new(error))).into()
            }
        })
    }

    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.response.answer.status
    }

    /// The answer's headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.response.answer.headers
    }

    /// What the provider calls this request in its own logs, if it says so (`X-Request-Id` and its like).
    pub fn request_id(&self) -> Option<&str> {
        self.response.answer.request_id()
    }

    /// How often the request was sent.
    pub fn attempts(&self) -> u32 {
        self.response.call.attempts
    }

    /// The body as it came, after decompression.
    pub fn body(&self) -> &Bytes {
        &self.response.answer.body
    }

    /// The same answer with another view of its value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> ResponseValue<U> {
        ResponseValue {
            value: f(self.value),
            response: self.response,
        }
    }
}

impl ResponseValue<()> {
    /// An answer whose body means nothing. Generated code calls it.
    #[doc(hidden)]
    #[must_use]
    pub fn empty(response: Response) -> Self {
        Self {
            value: (),
            response,
        }
    }
}

impl<T> Deref for ResponseValue<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for ResponseValue<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for ResponseValue<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseValue")
            .field("value", &self.value)
            .field("response", &self.response)
            .finish()
    }
}

/// Whether a body that came with a success status is the provider's error.
fn is_error<T: Serialize>(conditions: &[Condition], body: &T) -> bool {
    !conditions.is_empty()
        && conditions
            .iter()
            .all(|condition| probe::holds(condition, body))
}

/// Why a call failed. `E` is the provider's error body.
///
/// `Display` is one line for a person: which call, what happened, where, and what to do. It never holds a credential,
/// a query or a body; [`body`](Error::body) has the last.
pub struct Error<E> {
    inner: Box<Inner<E>>,
}

struct Inner<E> {
    report: Report,
    body: Option<E>,
}

/// A failure before the type of the provider's error body is known: `?` makes an [`Error`] of it.
#[derive(Clone)]
pub struct Failure(Box<Report>);

/// Which call it was. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) site: Arc<Site>,
    pub(crate) operation: Option<&'static Operation>,
    /// Set while the call is getting a token: from where.
    pub(crate) token: Option<Arc<str>>,
    pub(crate) attempts: u32,
}

#[derive(Clone)]
struct Report {
    kind: Kind,
    call: Option<Call>,
    answer: Option<Answer>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
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
            call.operation = Some(operation);
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
        if self
            .0
            .call
            .as_ref()
            .is_some_and(|call| call.token.is_some())
        {
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

impl<E> From<Failure> for Error<E> {
    fn from(failure: Failure) -> Self {
        Self {
            inner: Box::new(Inner {
                report: *failure.0,
                body: None,
            }),
        }
    }
}

impl<E> From<http::header::InvalidHeaderValue> for Error<E> {
    fn from(_: http::header::InvalidHeaderValue) -> Self {
        Failure::request(
            None,
            "a header parameter holds a character that HTTP does not allow".to_owned(),
        )
        .into()
    }
}

impl<E> Error<E> {
    /// The documented error body. Generated code calls it, by this name.
    #[doc(hidden)]
    #[expect(
        non_snake_case,
        reason = "progenitor's generated code names an enum's variant here"
    )]
    pub fn ErrorResponse(value: ResponseValue<E>) -> Self
    where
        E: Serialize,
    {
        Self::declared(value.value, value.response)
    }

    /// An answer that the spec does not describe. Generated code calls it, by this name.
    #[doc(hidden)]
    #[expect(
        non_snake_case,
        reason = "progenitor's generated code names an enum's variant here"
    )]
    #[must_use]
    pub fn UnexpectedResponse(response: Response) -> Self {
        Failure::answer(Kind::Unexpected, response, None).into()
    }

    fn declared(body: E, response: Response) -> Self
    where
        E: Serialize,
    {
        let fields = &response.call.site.provider.error;
        // An error is rare and its body small: one copy as JSON serves both media types.
        let json = serde_json::to_value(&body).unwrap_or_default();
        let text = |pointer: Option<&str>| {
            let text = match json.pointer(pointer?)? {
                Value::String(text) => text.clone(),
                Value::Null => return None,
                other => other.to_string(),
            };
            (!text.is_empty()).then(|| tidy(&text, &response.call.site))
        };
        let kind = Kind::Status {
            code: text(fields.code),
            message: text(fields.message),
        };
        let Failure(report) = Failure::answer(kind, response, None);
        Self {
            inner: Box::new(Inner {
                report: *report,
                body: Some(body),
            }),
        }
    }

    /// The provider's error body, if that is what came.
    #[must_use]
    pub fn error_body(&self) -> Option<&E> {
        self.inner.body.as_ref()
    }

    /// The same error with another view of the provider's error body.
    pub fn map<U>(self, f: impl FnOnce(E) -> U) -> Error<U> {
        let Inner { report, body } = *self.inner;
        Error {
            inner: Box::new(Inner {
                report,
                body: body.map(f),
            }),
        }
    }

    /// The `operationId` of the call.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        Some(self.report().call.as_ref()?.operation?.id)
    }

    /// The status, if an answer came.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.report().status()
    }

    /// The answer's headers, if one came.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        Some(&self.report().answer.as_ref()?.headers)
    }

    /// As much of the answer's body as came, after decompression. Empty for a token request: its answer may hold a token.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        self.report()
            .answer
            .as_ref()
            .map_or(&[], |answer| &answer.body)
    }

    /// What the provider calls this request in its own logs, if it says so (`X-Request-Id` and its like).
    #[must_use]
    pub fn request_id(&self) -> Option<String> {
        self.report().request_id()
    }

    /// How often the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.report().call.as_ref().map_or(0, |call| call.attempts)
    }

    /// The provider's own code for what went wrong: `CONT-001`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match &self.report().kind {
            Kind::Status { code, .. } => code.as_deref(),
            _ => None,
        }
    }

    /// The provider's own words for what went wrong, on one line and without any credential.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        match &self.report().kind {
            Kind::Status { message, .. } => message.as_deref(),
            _ => None,
        }
    }

    /// How long the provider asks to wait before the next call.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.report().retry_after()
    }

    /// Whether the same call may succeed later: not reached, broken off, timed out, or one of 408, 429, 500, 502, 503, 504.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let report = self.report();
        match report.kind {
            Kind::Connect | Kind::Broken | Kind::Timeout(_) => true,
            Kind::Status { .. } | Kind::Unexpected => {
                report.status().is_some_and(retry::is_retryable)
            }
            _ => false,
        }
    }

    /// Whether the credentials were refused or do not suffice: 401, 403, or no token for them.
    #[must_use]
    pub fn is_auth(&self) -> bool {
        self.report().is_auth()
    }

    /// Whether the provider has nothing by this id: 404 or 410.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(
            self.report().call_status(),
            Some(StatusCode::NOT_FOUND | StatusCode::GONE)
        )
    }

    /// Whether the provider had too many calls: 429. [`retry_after`](Self::retry_after) has the wait.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.report().status() == Some(StatusCode::TOO_MANY_REQUESTS)
    }

    /// Whether an answer came that could not be read: not as the spec says, too large, or not HTTP at all.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        matches!(
            self.report().kind,
            Kind::Decode | Kind::TooLarge(_) | Kind::Protocol | Kind::NoToken(_)
        )
    }

    /// Where and why decoding failed, if it did.
    #[must_use]
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.report().source.as_ref()?.downcast_ref()
    }

    /// Whether time ran out: that for connecting, for an attempt, or for the whole call.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        let report = self.report();
        matches!(report.kind, Kind::Timeout(_))
            || matches!(report.kind, Kind::Connect)
                && report
                    .source
                    .as_ref()
                    .and_then(|source| source.downcast_ref::<reqwest::Error>())
                    .is_some_and(reqwest::Error::is_timeout)
    }

    /// Whether the provider was not reached, or the connection broke before the answer was whole.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(self.report().kind, Kind::Connect | Kind::Broken)
    }

    /// Whether the call was wrong before anything was sent: an empty id, a header that HTTP does not allow.
    #[must_use]
    pub fn is_request(&self) -> bool {
        matches!(self.report().kind, Kind::Request(_))
    }

    fn report(&self) -> &Report {
        &self.inner.report
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.report(), f)
    }
}

/// As `Display`, with what is there besides. The provider's error body is left out: it is text from outside, which may
/// repeat anything.
impl<E> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.report(), f)
    }
}

impl<E> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.report()
            .source
            .as_ref()
            .map(|source| &**source as &(dyn StdError + 'static))
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("provider", &self.site.provider.name)
            .field("operation", &self.operation.map(|operation| operation.id))
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
            write!(f, "{}", call.site.provider.name)?;
            if let Some(operation) = call.operation {
                write!(f, " {}", operation.id)?;
            }
            f.write_str(": ")?;
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
    fn status(&self) -> Option<StatusCode> {
        Some(self.answer.as_ref()?.status)
    }

    /// Whether this is about getting a token for the call, not about the call itself.
    fn is_for_token(&self) -> bool {
        self.call.as_ref().is_some_and(|call| call.token.is_some())
    }

    fn call_status(&self) -> Option<StatusCode> {
        self.status().filter(|_| !self.is_for_token())
    }

    fn is_auth(&self) -> bool {
        match self.status() {
            Some(StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) => true,
            // RFC 6749, section 5.2: a token request with bad credentials may be answered with 400.
            Some(StatusCode::BAD_REQUEST) => self.is_for_token(),
            _ => matches!(self.kind, Kind::TokenSource),
        }
    }

    fn retry_after(&self) -> Option<Duration> {
        let call = self.call.as_ref()?;
        retry::asked_wait(
            &self.answer.as_ref()?.headers,
            call.site.provider.wait_headers,
        )
    }

    fn request_id(&self) -> Option<String> {
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
        match (&call.token, call.operation) {
            (Some(url), _) => url.to_string(),
            (None, operation) => {
                format!(
                    "{}{}",
                    call.site.place(),
                    operation.map_or("", |operation| operation.path)
                )
            }
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
