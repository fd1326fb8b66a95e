//! Responses: undecoded, decoded, or as a stream of bytes.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use crate::client::report::{Call, Failure, request_id};
use crate::exchange::fault::{Answer, Fault, Kind, classify};
use crate::request::message::Names;
use crate::value::text::Texts;

/// The undecoded response of a call.
pub struct Response {
    pub(crate) call: Call,
    pub(crate) answer: Answer,
    pub(crate) stream: Option<reqwest::Response>,
}

impl Response {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.answer.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.answer.headers()
    }

    /// The raw body, after decompression. Empty if the body is streamed.
    pub fn body(&self) -> &Bytes {
        self.answer.body()
    }

    /// The provider's request ID, from `X-Request-Id` or a similar header.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.answer)
    }

    /// The number of attempts.
    pub fn attempts(&self) -> u32 {
        self.call.attempts
    }
}

/// The value of a documented response header; nothing if it is absent or does not fit its type. Generated code calls it.
#[must_use]
pub fn header_value<T: DeserializeOwned>(headers: &HeaderMap, name: &str) -> Option<T> {
    let values = headers.get_all(name).iter();
    let values: Vec<&str> = values.filter_map(|value| value.to_str().ok()).collect();
    match values.is_empty() {
        true => None,
        false => T::deserialize(Texts(&values)).ok(),
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("call", &self.call)
            .field("status", &self.answer.status())
            .field("headers", &Names(self.answer.headers()))
            .field("body", &format_args!("{} bytes", self.answer.body().len()))
            .finish()
    }
}

/// A decoded response body with the status, the headers and the raw body of its response. Dereferences to `T`.
pub struct ResponseValue<T> {
    pub(crate) value: T,
    pub(crate) response: Response,
}

impl<T> ResponseValue<T> {
    /// Returns the decoded body.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.response.headers()
    }

    /// The provider's request ID, from `X-Request-Id` or a similar header.
    pub fn request_id(&self) -> Option<&str> {
        self.response.request_id()
    }

    /// The number of attempts.
    pub fn attempts(&self) -> u32 {
        self.response.attempts()
    }

    /// The raw body, after decompression.
    pub fn body(&self) -> &Bytes {
        self.response.body()
    }

    /// Maps the decoded body and keeps the response.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> ResponseValue<U> {
        ResponseValue { value: f(self.value), response: self.response }
    }
}

impl ResponseValue<()> {
    /// A response whose body means nothing. Generated code calls it.
    #[doc(hidden)]
    #[must_use]
    pub fn empty(response: Response) -> Self {
        Self { value: (), response }
    }
}

impl ResponseValue<ByteStream> {
    /// A response whose body is read by the caller. Generated code calls it.
    #[doc(hidden)]
    #[must_use]
    pub fn stream(mut response: Response) -> Self {
        let value = ByteStream {
            call: response.call.clone(),
            rest: match response.stream.take() {
                Some(stream) => Rest::Stream(Box::pin(next(stream))),
                None => Rest::Whole(response.answer.body().clone()),
            },
        };
        Self { value, response }
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

/// The body of a response as a stream. The client's timeouts do not apply to it.
pub struct ByteStream {
    call: Call,
    rest: Rest,
}

/// The response, and what its next piece is.
type Next =
    Pin<Box<dyn Future<Output = (reqwest::Response, reqwest::Result<Option<Bytes>>)> + Send>>;

enum Rest {
    Stream(Next),
    Whole(Bytes),
    Ended,
}

async fn next(
    mut response: reqwest::Response,
) -> (reqwest::Response, reqwest::Result<Option<Bytes>>) {
    let chunk = response.chunk().await;
    (response, chunk)
}

impl ByteStream {
    /// Returns the next chunk, or `None` at the end.
    ///
    /// # Errors
    /// Returns an error if the connection breaks.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Failure> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await.transpose()
    }

    /// Returns the whole body, if it is not larger than `limit` bytes.
    ///
    /// # Errors
    /// Returns an error if the connection breaks or the body is larger.
    pub async fn bytes(mut self, limit: usize) -> Result<Bytes, Failure> {
        let mut all = BytesMut::new();
        while let Some(chunk) = self.chunk().await? {
            if all.len() + chunk.len() > limit {
                let fault = Fault::new(Kind::TooLarge(limit));
                return Err(Failure::new(fault, Some(self.call)));
            }
            all.extend_from_slice(&chunk);
        }
        Ok(all.freeze())
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Failure>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        match &mut this.rest {
            Rest::Ended => Poll::Ready(None),
            Rest::Whole(bytes) => {
                let bytes = std::mem::take(bytes);
                this.rest = Rest::Ended;
                Poll::Ready((!bytes.is_empty()).then_some(Ok(bytes)))
            }
            Rest::Stream(pending) => match pending.as_mut().poll(context) {
                Poll::Pending => Poll::Pending,
                Poll::Ready((response, Ok(Some(chunk)))) => {
                    this.rest = Rest::Stream(Box::pin(next(response)));
                    Poll::Ready(Some(Ok(chunk)))
                }
                Poll::Ready((_, Ok(None))) => {
                    this.rest = Rest::Ended;
                    Poll::Ready(None)
                }
                Poll::Ready((_, Err(error))) => {
                    this.rest = Rest::Ended;
                    let failure = Failure::new(classify(error), Some(this.call.clone()));
                    Poll::Ready(Some(Err(failure)))
                }
            },
        }
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;
    use crate::{Date, Decimal, Timestamp};

    #[track_caller]
    fn check<T: DeserializeOwned + fmt::Debug>(values: &[&'static str], expected: &str) {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append("x-it", HeaderValue::from_static(value));
        }
        let found: Option<T> = header_value(&headers, "X-It");
        assert_eq!(format!("{found:?}"), expected, "{values:?}");
    }

    #[test]
    fn a_header_is_read_as_its_type() {
        check::<i64>(&["7"], "Some(7)");
        check::<i64>(&["many"], "None");
        check::<i64>(&[], "None");
        check::<i64>(&["1", "2"], "None");
        check::<bool>(&["true"], "Some(true)");
        check::<String>(&[""], "Some(\"\")");
        check::<Decimal>(&["1.50"], "Some(1.50)");
        check::<Date>(&["2026-01-31"], "Some(2026-01-31)");
        check::<Timestamp>(&["2026-01-31T12:00:00Z"], "Some(2026-01-31T12:00:00Z)");
        check::<Vec<String>>(&["a, b,c"], "Some([\"a\", \"b\", \"c\"])");
        check::<Vec<i64>>(&["1", "2"], "Some([1, 2])");
        check::<Vec<i64>>(&["1, x"], "None");
    }
}
