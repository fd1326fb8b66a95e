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
use crate::exchange::fault::{ErrorKind, Fault, Kind, Words, content_type};
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
            return Err(not_decoded(coding, response).into());
        }
        let status = response.status();
        let (content_type, body) = (content_type(&response.answer), response.answer.body());
        let error = match T::decode(status.as_u16(), content_type, body) {
            Ok(value) if !status.is_success() || !value.is_error() => {
                return Ok(Self { value, response });
            }
            Err(_) if !status.is_success() => return Err(Error::UnexpectedResponse(response)),
            Ok(_) => None,
            Err(error) => Some(error),
        };
        let body = E::decode(status.as_u16(), content_type, body);
        Err(match (error, body) {
            (None, Ok(body)) => Error::declared(body, response),
            (None, Err(_)) => Error::UnexpectedResponse(response),
            // What does not fit the response's type may be the error all the same.
            (Some(_), Ok(body)) if body.is_error() => Error::declared(body, response),
            (Some(error), _) => not_decoded(charset(&response).unwrap_or(error), response).into(),
        })
    }
}

/// A success response of any type, by its media type.
pub(crate) fn decoded<T: DeserializeOwned>(
    response: Response,
) -> Result<ResponseValue<T>, Failure> {
    if let Some(coding) = compressed(&response) {
        return Err(not_decoded(coding, response));
    }
    match decode::<T>(content_type(&response.answer), response.answer.body()) {
        Ok(value) => Ok(ResponseValue { value, response }),
        Err(error) => Err(not_decoded(charset(&response).unwrap_or(error), response)),
    }
}

fn not_decoded(error: DecodeError, response: Response) -> Failure {
    let source: Arc<dyn StdError + Send + Sync> = Arc::new(error);
    let fault = Fault::answer(Kind::Decode, response.answer).source(source);
    Failure::new(fault, Some(response.call))
}

/// Says what a body is compressed with, if nobody decompressed it.
fn compressed(response: &Response) -> Option<DecodeError> {
    let coding = response.headers().get(http::header::CONTENT_ENCODING)?;
    let coding = coding.to_str().unwrap_or("an unknown coding").trim();
    let plain = coding.is_empty() || coding.eq_ignore_ascii_case("identity");
    let advice = if coding.eq_ignore_ascii_case("gzip") && !cfg!(feature = "gzip") {
        ", which the feature gzip reads"
    } else {
        ""
    };
    (!plain).then(|| DecodeError::whole(format!("it is compressed with {coding}{advice}")))
}

/// Says what JSON is written in, if it is not UTF-8.
fn charset(response: &Response) -> Option<DecodeError> {
    let mut parameters = content_type(&response.answer)?.split(';');
    let is_json = parameters.next()?.trim().ends_with("json");
    let charset = parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let name = name.trim().eq_ignore_ascii_case("charset");
        name.then(|| value.trim().trim_matches(['"', '\'']))
    })?;
    let known = ["utf-8", "utf8", "us-ascii"];
    let other = is_json
        && known
            .iter()
            .all(|known| !charset.eq_ignore_ascii_case(known));
    other.then(|| {
        DecodeError::whole(format!(
            "it is in {charset}, and JSON is read in UTF-8 only"
        ))
    })
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
    pub fn ErrorResponse(value: ResponseValue<E>) -> Self {
        Self::declared(value.value, value.response)
    }

    /// A response that the spec does not describe. Generated code calls it, by this name.
    #[doc(hidden)]
    #[expect(
        non_snake_case,
        reason = "progenitor's generated code names an enum's variant here"
    )]
    pub fn UnexpectedResponse(response: Response) -> Self {
        // An error in another shape than the documented one has words for people all the same.
        let words = said(&response);
        Failure::response(Kind::Unexpected(words), response).into()
    }

    fn declared(body: E, response: Response) -> Self {
        let words = said(&response);
        let Failure(report) = Failure::response(Kind::Status(words), response);
        Self {
            inner: Box::new(Inner {
                report: *report,
                body: Some(body),
            }),
        }
    }

    /// The provider's error body, if that is what came.
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
    pub fn kind(&self) -> ErrorKind {
        self.report().kind()
    }

    /// The `operationId` of the call.
    pub fn operation(&self) -> Option<&'static str> {
        Some(self.report().call.as_ref()?.operation.id)
    }

    /// The status of the call, if a response came. The status of a token request is
    /// [`token_status`](Self::token_status).
    pub fn status(&self) -> Option<StatusCode> {
        self.report().status()
    }

    /// The status of the token request, if that is what failed and a response came.
    pub fn token_status(&self) -> Option<StatusCode> {
        self.report()
            .fault
            .status()
            .filter(|_| self.report().is_for_token())
    }

    /// The response's headers, if one came.
    pub fn headers(&self) -> Option<&HeaderMap> {
        Some(self.report().fault.answer.as_ref()?.headers())
    }

    /// As much of the response's body as came, after decompression. Empty for a token request: its response may hold a
    /// token.
    pub fn body(&self) -> &[u8] {
        let answer = self.report().fault.answer.as_ref();
        answer.map_or(&[], |answer| answer.body())
    }

    /// What the provider calls this request in its own logs, if it says so (`X-Request-Id` and its like).
    pub fn request_id(&self) -> Option<String> {
        self.report().request_id()
    }

    /// How often the request was sent.
    pub fn attempts(&self) -> u32 {
        self.report().attempts()
    }

    /// The provider's own code for what went wrong: `CONT-001`.
    pub fn code(&self) -> Option<&str> {
        self.report().words()?.code.as_deref()
    }

    /// The provider's own words for what went wrong, on one line and without any credential.
    pub fn message(&self) -> Option<&str> {
        self.report().words()?.message.as_deref()
    }

    /// How long the provider asks to wait before the next call: up to a day, with a status that may pass (429, 503 and
    /// their like), and `None` otherwise.
    pub fn retry_after(&self) -> Option<Duration> {
        self.report().retry_after()
    }

    /// Whether the same call may succeed later: not reached, broken off, timed out, or one of 408, 425, 429, 500, 502, 503,
    /// 504, 520 to 524 and 529; also if the token endpoint failed like that, or the client's own source of tokens.
    pub fn is_retryable(&self) -> bool {
        self.report().fault.is_retryable()
    }

    /// Where and why decoding failed, if it did.
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.report().fault.source.as_ref()?.downcast_ref()
    }

    fn report(&self) -> &Report {
        &self.inner.report
    }
}

/// The provider's words in a response. An error is rare and its body small: reading it once more serves both media types,
/// whatever its type is.
fn said(response: &Response) -> Words {
    let json = decode::<Value>(content_type(&response.answer), response.answer.body());
    let fields = &response.call.site.provider.error;
    json.map(|json| Words::read(&json, fields))
        .unwrap_or_default()
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
        let source = self.report().fault.source.as_ref()?;
        Some(&**source as &(dyn StdError + 'static))
    }
}
