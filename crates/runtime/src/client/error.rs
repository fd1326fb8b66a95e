//! What a call comes to: a value with what came along with it, or an error that a person can act on.

use std::error::Error as StdError;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::body::{json, probe};
use crate::exchange::report::{Failure, Kind, Report, tidy};
use crate::exchange::retry;
use crate::request::message::Response;
use crate::{Condition, DecodeError, decode};

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
        let conditions = response.call.operation.error_when;
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
                other => json::write(other),
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
        Some(self.report().call.as_ref()?.operation.id)
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
