//! The error of a failed call: actionable for people, and with a kind to match on.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::body::content_type::{self, media_type};
use crate::value::any::Value;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use crate::client::report::{Failure, Report};
use crate::client::response::{Response, ResponseValue};
use crate::exchange::fault::{ErrorKind, Fault, Kind, Words, content_type};
use crate::{Answer, DecodeError, decode};

impl<T> ResponseValue<T> {
    /// Decodes a response by its media type. Generated code calls it.
    ///
    /// # Errors
    /// Returns an error if the body does not decode, or if a success response contains the provider's error.
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

/// The compression of a body that was not decompressed.
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
    let content_type = content_type(&response.answer)?;
    let is_json = media_type(content_type).ends_with("json");
    let charset = content_type::charset(content_type)?;
    let known = ["utf-8", "utf8", "us-ascii"];
    let other = is_json && known.iter().all(|known| !charset.eq_ignore_ascii_case(known));
    other.then(|| DecodeError::whole(format!("it is in {charset}, and JSON is read in UTF-8 only")))
}

/// The error of a failed call. `E` is the type of the provider's error body.
///
/// `Display` is one line with the call, the cause, the place and what to do. It never contains credentials, a query or
/// a body; see [`body`](Error::body) for the body.
pub struct Error<E> {
    report: Box<Report>,
    body: Option<Box<E>>,
}

impl<E> From<Failure> for Error<E> {
    fn from(Failure(report): Failure) -> Self {
        let body = None;
        Self { report, body }
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
    #[expect(non_snake_case, reason = "progenitor's generated code names an enum's variant here")]
    pub fn ErrorResponse(value: ResponseValue<E>) -> Self {
        Self::declared(value.value, value.response)
    }

    /// A response that the spec does not describe. Generated code calls it, by this name.
    #[doc(hidden)]
    #[expect(non_snake_case, reason = "progenitor's generated code names an enum's variant here")]
    pub fn UnexpectedResponse(response: Response) -> Self {
        // An error in an undocumented form often has a message too.
        let words = said(&response);
        Failure::response(Kind::Unexpected(words), response).into()
    }

    fn declared(body: E, response: Response) -> Self {
        let words = said(&response);
        let Failure(report) = Failure::response(Kind::Status(words), response);
        let body = Some(Box::new(body));
        Self { report, body }
    }

    /// The provider's decoded error body, if the response has one.
    pub fn error_body(&self) -> Option<&E> {
        self.body.as_deref()
    }

    /// Maps the provider's error body.
    pub fn map<U>(self, f: impl FnOnce(E) -> U) -> Error<U> {
        Error { report: self.report, body: self.body.map(|body| Box::new(f(*body))) }
    }

    /// The kind of the error, to match on.
    pub fn kind(&self) -> ErrorKind {
        self.report.kind()
    }

    /// The `operationId` of the call.
    pub fn operation(&self) -> Option<&'static str> {
        Some(self.report.call.as_ref()?.operation.id)
    }

    /// The status of the response, if there is one. For token requests, see [`token_status`](Self::token_status).
    pub fn status(&self) -> Option<StatusCode> {
        self.report.status()
    }

    /// The status of the token response, if the token request failed.
    pub fn token_status(&self) -> Option<StatusCode> {
        self.report.fault.status().filter(|_| self.report.is_for_token())
    }

    /// The headers of the response, if there is one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        Some(self.report.fault.answer.as_ref()?.headers())
    }

    /// The received part of the response body, after decompression. Empty for a token request, whose response may
    /// contain a token.
    pub fn body(&self) -> &[u8] {
        let answer = self.report.fault.answer.as_ref();
        answer.map_or(&[], |answer| answer.body())
    }

    /// The provider's request ID, from `X-Request-Id` or a similar header.
    pub fn request_id(&self) -> Option<String> {
        self.report.request_id()
    }

    /// The number of attempts.
    pub fn attempts(&self) -> u32 {
        self.report.attempts()
    }

    /// The provider's error code.
    pub fn code(&self) -> Option<&str> {
        self.report.words()?.code.as_deref()
    }

    /// The provider's error message, on one line and without credentials.
    pub fn message(&self) -> Option<&str> {
        self.report.words()?.message.as_deref()
    }

    /// The time that the provider asks to wait, up to one day. `None` without such a header, or with a status that is
    /// not retryable.
    pub fn retry_after(&self) -> Option<Duration> {
        self.report.retry_after()
    }

    /// Whether the same call may succeed later: after a connection failure, a truncated body, a timeout, or one of the
    /// statuses 408, 425, 429, 500, 502, 503, 504, 520 to 524 and 529. The same applies to token requests; a failed
    /// token source is retryable.
    pub fn is_retryable(&self) -> bool {
        self.report.fault.is_retryable()
    }

    /// The decoding error, if the response did not decode.
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.report.fault.source.as_ref()?.downcast_ref()
    }
}

/// The code and message of a response. Errors are rare and small, so parsing the body again is acceptable, and works
/// for both media types.
fn said(response: &Response) -> Words {
    let json = decode::<Value>(content_type(&response.answer), response.answer.body());
    let fields = &response.call.site.provider.error;
    json.map(|json| Words::read(&json, fields)).unwrap_or_default()
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.report, f)
    }
}

/// As `Display`, with further details. The provider's error body is left out: it is text from outside, which may
/// repeat anything.
impl<E> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.report, f)
    }
}

impl<E> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let source = self.report.fault.source.as_ref()?;
        Some(&**source as &(dyn StdError + 'static))
    }
}
