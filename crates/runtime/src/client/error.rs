//! Why a call failed: an error that a person can act on and a program can match on.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::client::report::{Failure, Report};
use crate::client::response::{Response, ResponseValue};
use crate::exchange::fault::{Kind, Words, content_type};
use crate::request::provider::ErrorFields;
use crate::{Answer, DecodeError, decode};

impl<T> ResponseValue<T> {
    /// Decodes a response by its media type. Generated code calls it.
    ///
    /// # Errors
    /// The body is not what the spec says, or, on a success status, it is the provider's error.
    #[doc(hidden)]
    pub async fn from_response<E>(response: Response) -> Result<Self, Error<E>>
    where
        T: Answer,
        E: Answer,
    {
        if let Some(coding) = compressed(&response) {
            return Err(Failure::response(Kind::Encoding(coding), response, None).into());
        }
        let status = response.status().as_u16();
        let decoded = T::decode(
            status,
            content_type(&response.answer),
            response.answer.body(),
        );
        if !response.status().is_success() {
            return match decoded {
                Ok(value) => Ok(Self { value, response }),
                Err(_) => Err(Error::UnexpectedResponse(response)),
            };
        }
        let error = match decoded {
            Ok(value) if !value.is_error() => return Ok(Self { value, response }),
            Ok(_) => None,
            Err(error) => Some(error),
        };
        let body = E::decode(
            status,
            content_type(&response.answer),
            response.answer.body(),
        );
        Err(match (error, body) {
            (None, Ok(body)) => Error::declared(body, response),
            (None, Err(_)) => Error::UnexpectedResponse(response),
            // What does not fit the response's type may be the error all the same.
            (Some(_), Ok(body)) if body.is_error() => Error::declared(body, response),
            (Some(error), _) => not_decoded(error, response).into(),
        })
    }
}

/// A success response of any type, by its media type.
pub(crate) fn decoded<T: DeserializeOwned>(
    response: Response,
) -> Result<ResponseValue<T>, Failure> {
    if let Some(coding) = compressed(&response) {
        return Err(Failure::response(Kind::Encoding(coding), response, None));
    }
    match decode::<T>(content_type(&response.answer), response.answer.body()) {
        Ok(value) => Ok(ResponseValue { value, response }),
        Err(error) => Err(not_decoded(error, response)),
    }
}

/// A body that does not decode, and why.
fn not_decoded(error: DecodeError, response: Response) -> Failure {
    match charset(&response) {
        Some(charset) => Failure::response(Kind::Encoding(charset), response, None),
        None => Failure::response(Kind::Decode, response, Some(Arc::new(error))),
    }
}

/// What a body is compressed with, if nobody decompressed it.
fn compressed(response: &Response) -> Option<String> {
    let coding = response.headers().get(http::header::CONTENT_ENCODING)?;
    let coding = coding.to_str().unwrap_or("an unknown coding").trim();
    let plain = coding.is_empty() || coding.eq_ignore_ascii_case("identity");
    let advice = if coding.eq_ignore_ascii_case("gzip") && !cfg!(feature = "gzip") {
        ", which the feature gzip reads"
    } else {
        ""
    };
    (!plain).then(|| format!("it is compressed with {coding}{advice}"))
}

/// What JSON is written in, if it says so and it is not UTF-8.
fn charset(response: &Response) -> Option<String> {
    let content_type = content_type(&response.answer)?;
    let mut parameters = content_type.split(';');
    let is_json = parameters.next()?.trim().ends_with("json");
    let charset = parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let name = name.trim().eq_ignore_ascii_case("charset");
        name.then(|| value.trim().trim_matches(['"', '\'']))
    })?;
    let known = ["utf-8", "utf8", "us-ascii"];
    let other = is_json
        && !known
            .iter()
            .any(|known| charset.eq_ignore_ascii_case(known));
    other.then(|| format!("it is in {charset}, and JSON is read in UTF-8 only"))
}

/// What kind of error it is, to match on.
///
/// | Kind | When | Retry later? |
/// |---|---|---|
/// | `Request` | the call could not be made: an empty id, a header that HTTP does not allow, a hook that failed | no |
/// | `Auth` | the credentials were refused or may not do this: 401, 403, or the token endpoint refused them | no |
/// | `Token` | there is no token, for another reason than the credentials | see `is_retryable` |
/// | `NotFound` | the provider has nothing by this id: 404, 410 | no |
/// | `RateLimited` | too many calls: 429; `retry_after` has the wait | yes |
/// | `Rejected` | another 4xx, or a success status with the provider's error | see `is_retryable` |
/// | `Server` | 5xx | see `is_retryable` |
/// | `Connect` | no connection, no TLS, or the connection broke before the response was complete | see `is_retryable` |
/// | `Timeout` | a time limit ran out | yes |
/// | `Decode` | a response came that cannot be read: not as the spec says, too large, or not HTTP | no |
/// | `Unexpected` | a status that the spec does not know, such as a redirect that is not followed | no |
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The call could not be made; nothing was sent.
    Request,
    /// The credentials were refused, or may not do this.
    Auth,
    /// There is no token, for another reason than the credentials.
    Token,
    /// The provider has nothing by this id.
    NotFound,
    /// The provider had too many calls.
    RateLimited,
    /// The provider refused the call for another reason.
    Rejected,
    /// The provider failed.
    Server,
    /// There was no connection, or it broke.
    Connect,
    /// A time limit ran out.
    Timeout,
    /// The response cannot be read.
    Decode,
    /// The spec does not know such a response.
    Unexpected,
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
        Failure::request("a header parameter holds a character that HTTP does not allow").into()
    }
}

impl<E> Error<E> {
    /// The documented error body. Generated code calls it, by this name.
    #[doc(hidden)]
    #[expect(
        non_snake_case,
        reason = "progenitor's generated code names an enum's variant here"
    )]
    #[must_use]
    pub fn ErrorResponse(value: ResponseValue<E>) -> Self {
        Self::declared(value.value, value.response)
    }

    /// A response that the spec does not describe. Generated code calls it, by this name.
    #[doc(hidden)]
    #[expect(
        non_snake_case,
        reason = "progenitor's generated code names an enum's variant here"
    )]
    #[must_use]
    pub fn UnexpectedResponse(response: Response) -> Self {
        // An error in another shape than the documented one has words for people all the same.
        let words = said(&response);
        Failure::response(Kind::Unexpected(words), response, None).into()
    }

    fn declared(body: E, response: Response) -> Self {
        let words = said(&response);
        let Failure(report) = Failure::response(Kind::Status(words), response, None);
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

    /// What kind of error it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.report().kind()
    }

    /// The `operationId` of the call.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        Some(self.report().call.as_ref()?.operation.id)
    }

    /// The status of the call, if a response came. The status of a token request is
    /// [`token_status`](Self::token_status).
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.report().status()
    }

    /// The status of the token request, if that is what failed and a response came.
    #[must_use]
    pub fn token_status(&self) -> Option<StatusCode> {
        let report = self.report();
        report.any_status().filter(|_| report.is_for_token())
    }

    /// Whether the call failed because there is no token for it.
    #[must_use]
    pub fn is_token(&self) -> bool {
        self.report().is_for_token()
    }

    /// The response's headers, if one came.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        Some(self.report().fault.answer.as_ref()?.headers())
    }

    /// As much of the response's body as came, after decompression. Empty for a token request: its response may hold a
    /// token.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        let answer = self.report().fault.answer.as_ref();
        answer.map_or(&[], |answer| answer.body())
    }

    /// What the provider calls this request in its own logs, if it says so (`X-Request-Id` and its like).
    #[must_use]
    pub fn request_id(&self) -> Option<String> {
        self.report().request_id()
    }

    /// How often the request was sent.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.report().attempts()
    }

    /// The provider's own code for what went wrong: `CONT-001`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.report().words()?.code.as_deref()
    }

    /// The provider's own words for what went wrong, on one line and without any credential.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.report().words()?.message.as_deref()
    }

    /// How long the provider asks to wait before the next call: up to a day, with a status that may pass (429, 503 and
    /// their like), and `None` otherwise.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.report().retry_after()
    }

    /// Whether the same call may succeed later: not reached, broken off, timed out, or one of 408, 425, 429, 500, 502, 503,
    /// 504, 520 to 524 and 529; also if the token endpoint failed like that, or the client's own source of tokens.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.report().is_retryable()
    }

    /// Whether the credentials were refused or do not suffice: [`ErrorKind::Auth`].
    #[must_use]
    pub fn is_auth(&self) -> bool {
        self.kind() == ErrorKind::Auth
    }

    /// Whether the provider has nothing by this id: [`ErrorKind::NotFound`].
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.kind() == ErrorKind::NotFound
    }

    /// Whether the provider had too many calls: [`ErrorKind::RateLimited`]. [`retry_after`](Self::retry_after) has the wait.
    #[must_use]
    pub fn is_rate_limited(&self) -> bool {
        self.kind() == ErrorKind::RateLimited
    }

    /// Whether a response came that cannot be read: [`ErrorKind::Decode`].
    #[must_use]
    pub fn is_decode(&self) -> bool {
        matches!(
            self.report().fault.kind,
            Kind::Decode
                | Kind::Encoding(_)
                | Kind::TooLarge(_)
                | Kind::Protocol
                | Kind::NoToken(_)
        )
    }

    /// Where and why decoding failed, if it did.
    #[must_use]
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.report().fault.source.as_ref()?.downcast_ref()
    }

    /// Whether time ran out: that for connecting, for an attempt, or for the whole call.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        let fault = &self.report().fault;
        let connecting = || fault.source.as_ref()?.downcast_ref::<reqwest::Error>();
        matches!(fault.kind, Kind::Timeout(_))
            || matches!(fault.kind, Kind::Connect)
                && connecting().is_some_and(reqwest::Error::is_timeout)
    }

    /// Whether the provider was not reached, or the connection broke before the response was complete.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(
            self.report().fault.kind,
            Kind::Connect | Kind::Tls(_) | Kind::Broken | Kind::Refused
        )
    }

    /// Whether the call was wrong before anything was sent: [`ErrorKind::Request`].
    #[must_use]
    pub fn is_request(&self) -> bool {
        self.kind() == ErrorKind::Request
    }

    fn report(&self) -> &Report {
        &self.inner.report
    }
}

/// Where error bodies often have their words, for one that is not the documented one.
const GUESSES: [(&str, &str); 6] = [
    ("/error/code", "/error/message"),
    ("/code", "/message"),
    ("/error", "/error_description"),
    ("/status", "/detail"),
    ("/errors/0/code", "/errors/0/message"),
    ("/code", "/Message"),
];

/// The provider's words in a response. An error is rare and its body small: reading it once more serves both media types,
/// whatever its type is.
fn said(response: &Response) -> Words {
    let body = response.answer.body();
    match decode::<Value>(content_type(&response.answer), body) {
        Ok(json) => words(&json, &response.call.site.provider.error),
        Err(_) => Words::default(),
    }
}

/// The provider's words in an error body: where the spec has them, or else at one of these places.
fn words(body: &Value, fields: &ErrorFields) -> Words {
    let text = |pointer: &str| {
        let text = match body.pointer(pointer)? {
            Value::String(text) => text.clone(),
            Value::Null | Value::Object(_) | Value::Array(_) => return None,
            other => other.to_string(),
        };
        (!text.is_empty()).then_some(text)
    };
    let own = Words {
        code: fields.code.and_then(text),
        message: fields.message.and_then(text),
    };
    if own.code.is_some() || own.message.is_some() {
        return own;
    }
    let found = GUESSES.iter().map(|(code, message)| Words {
        code: text(code),
        message: text(message),
    });
    let mut found = found.filter(|words| words.code.is_some() || words.message.is_some());
    let best = found.clone().find(|words| words.message.is_some());
    let mut words = best.or_else(|| found.next()).unwrap_or_default();
    // One text alone is the message: `{"error": "Not yours."}`.
    if words.message.is_none() {
        words.message = words.code.take();
    }
    words
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
            .fault
            .source
            .as_ref()
            .map(|source| &**source as &(dyn StdError + 'static))
    }
}
