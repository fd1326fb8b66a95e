//! Options of calls: those of a client, and the changes of a single call.

use std::str::FromStr;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::exchange::send::Limits;
use crate::request::message::set;

/// Options of calls. Unset options are those of the client.
///
/// ```
/// # use std::time::Duration;
/// # use bindery_runtime::CallOptions;
/// let options = CallOptions::new().timeout(Duration::from_secs(5)).attempts(1);
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct CallOptions {
    timeout: Option<Duration>,
    attempt_timeout: Option<Duration>,
    attempts: Option<u32>,
    body_limit: Option<usize>,
    pub(crate) accept: Option<MediaType>,
    /// Those of a caller are marked as sensitive, so `Debug` does not print their values.
    pub(crate) headers: HeaderMap,
    pub(crate) idempotency_key: Option<HeaderValue>,
    /// The URL of the next page of a list, in place of the URL of the operation.
    pub(crate) page: Option<String>,
    /// The problem of the options, reported when the client is built or the call is made.
    pub(crate) problem: Option<String>,
}

impl CallOptions {
    /// Creates empty options.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the timeout of the whole call: token request, attempts and waits. The default is 60 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets the timeout of one attempt, from connecting to the end of the body. A timed out attempt is retried like one
    /// with a broken connection. The default is 20 seconds.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Sets the maximum number of attempts, including the first. 0 is the same as 1. The default is 3.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = Some(attempts);
        self
    }

    /// Sets the maximum size of a response body, in bytes after decompression. The default is 1 MiB.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = Some(bytes);
        self
    }

    /// Sets the media type to request, if the operation has it. The default is the first media type in the spec.
    pub fn accept(mut self, media_type: MediaType) -> Self {
        self.accept = Some(media_type);
        self
    }

    /// Sets the idempotency key, if the operation takes one. The provider processes requests with the same key once,
    /// also from another process. By default, each call has a new key.
    pub fn idempotency_key(mut self, key: &str) -> Self {
        match HeaderValue::from_str(key) {
            Ok(key) => self.idempotency_key = Some(key),
            Err(_) => {
                self.problem = Some(
                    "the idempotency key holds a character that HTTP does not allow".to_owned(),
                )
            }
        }
        self
    }

    /// Sets a header of every request. It replaces a header of this name from the spec or the client.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::from_str(name), HeaderValue::from_str(value)) {
            (Ok(name), Ok(mut value)) => {
                // A caller's header may contain a secret, so it is never printed.
                value.set_sensitive(true);
                set(&mut self.headers, &name, value);
            }
            (Err(_), _) => self.problem = Some(format!("{name:?} is not a header name")),
            (_, Err(_)) => {
                self.problem = Some(format!(
                    "the value for header {name} holds a character that HTTP does not allow"
                ));
            }
        }
        self
    }

    /// The options of one call over those of its client.
    pub(crate) fn and(mut self, other: Self) -> Self {
        for (name, value) in &other.headers {
            set(&mut self.headers, name, value.clone());
        }
        Self {
            timeout: other.timeout.or(self.timeout),
            attempt_timeout: other.attempt_timeout.or(self.attempt_timeout),
            attempts: other.attempts.or(self.attempts),
            body_limit: other.body_limit.or(self.body_limit),
            accept: other.accept.or(self.accept),
            headers: self.headers,
            idempotency_key: other.idempotency_key.or(self.idempotency_key),
            page: other.page.or(self.page),
            problem: other.problem.or(self.problem),
        }
    }

    /// The limits of a call.
    pub(crate) fn limits(&self) -> Limits {
        Limits {
            timeout: self.timeout.unwrap_or(Duration::from_secs(60)),
            attempt_timeout: self.attempt_timeout.unwrap_or(Duration::from_secs(20)),
            attempts: self.attempts.unwrap_or(3).max(1),
            body_limit: self.body_limit.unwrap_or(1 << 20),
        }
    }
}

/// The media type of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MediaType {
    /// `application/json`
    Json,
    /// `application/xml`
    Xml,
}

impl MediaType {
    /// The value for an `Accept` header.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Xml => "application/xml",
        }
    }
}

impl FromStr for MediaType {
    type Err = String;

    /// Reads `application/json`, `application/xml`, or `json` and `xml` for short.
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "application/json" | "json" => Ok(Self::Json),
            "application/xml" | "xml" => Ok(Self::Xml),
            _ => Err(format!(
                "{text:?} is not a media type that can be asked for: use application/json or application/xml"
            )),
        }
    }
}
