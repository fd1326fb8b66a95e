//! Options for calls: those of a client, and what a call changes about them.

use std::str::FromStr;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::exchange::send::Limits;
use crate::request::message::set;

/// Options for some calls, or for one: what is not set stays as the client has it.
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
    /// What is wrong with the options; told when the client is built or the call is made.
    pub(crate) problem: Option<String>,
}

impl CallOptions {
    /// Changes nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// How long the whole call may take: token, attempts and the waits between them. The default is 60 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How long one attempt may take, from connecting to the end of the body. An attempt that takes longer is retried like
    /// one whose connection broke. The default is 20 seconds.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// How often the request is sent at most: 1 sends it once, whatever happens; 0 counts as 1. The default is 3.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = Some(attempts);
        self
    }

    /// How large the body of a response may be, in bytes, after decompression. The default is 1 MiB.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = Some(bytes);
        self
    }

    /// The media type to ask for, where the operation offers it. Without this, the first that the spec lists.
    pub fn accept(mut self, media_type: MediaType) -> Self {
        self.accept = Some(media_type);
        self
    }

    /// The idempotency key of a call, where the operation takes one: the same key with the same request does its work
    /// once, also when another process sends it again. Without this, each call has a new one.
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

    /// A header for every request, in place of one with this name that the spec or the client sets.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::from_str(name), HeaderValue::from_str(value)) {
            (Ok(name), Ok(mut value)) => {
                // Nobody knows what a caller's header holds, so nothing below may print it.
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
            problem: other.problem.or(self.problem),
        }
    }

    /// What bounds a call.
    pub(crate) fn limits(&self) -> Limits {
        Limits {
            timeout: self.timeout.unwrap_or(Duration::from_secs(60)),
            attempt_timeout: self.attempt_timeout.unwrap_or(Duration::from_secs(20)),
            attempts: self.attempts.unwrap_or(3).max(1),
            body_limit: self.body_limit.unwrap_or(1 << 20),
        }
    }
}

/// What a body is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MediaType {
    /// `application/json`
    Json,
    /// `application/xml`
    Xml,
}

impl MediaType {
    /// As it stands in an `Accept` header.
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
