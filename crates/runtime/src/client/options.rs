//! Settings: those of a client, and what a call changes about them.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::exchange::send::Limits;
use crate::request::message::{Names, set};

/// The settings that a single call can change.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) timeout: Duration,
    pub(crate) limits: Limits,
    pub(crate) accept: Option<MediaType>,
    pub(crate) headers: HeaderMap,
    pub(crate) idempotency_key: Option<HeaderValue>,
    /// What is wrong with the options of a call; told when the call is made.
    pub(crate) problem: Option<String>,
}

impl Settings {
    pub(crate) fn new(headers: HeaderMap) -> Self {
        Self {
            timeout: Duration::from_secs(60),
            limits: Limits {
                attempt_timeout: Duration::from_secs(20),
                attempts: 3,
                body_limit: 1 << 20,
            },
            accept: None,
            headers,
            idempotency_key: None,
            problem: None,
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("timeout", &self.timeout)
            .field("limits", &self.limits)
            .field("accept", &self.accept)
            .field("headers", &Names(&self.headers))
            .finish()
    }
}

/// Settings for some calls, or for one: what is not set stays as the client has it.
///
/// ```
/// # use std::time::Duration;
/// # use bindery_runtime::CallOptions;
/// let options = CallOptions::new().timeout(Duration::from_secs(5)).attempts(1);
/// ```
#[derive(Clone, Default)]
#[must_use]
pub struct CallOptions {
    timeout: Option<Duration>,
    attempt_timeout: Option<Duration>,
    attempts: Option<u32>,
    body_limit: Option<usize>,
    accept: Option<MediaType>,
    headers: HeaderMap,
    idempotency_key: Option<HeaderValue>,
    problem: Option<String>,
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
                );
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

    /// These options, and others that go before them.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.headers.extend(other.headers);
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

    pub(crate) fn apply(self, settings: &mut Settings) {
        let Self {
            timeout,
            attempt_timeout,
            attempts,
            body_limit,
            accept,
            headers,
            idempotency_key,
            problem,
        } = self;
        settings.timeout = timeout.unwrap_or(settings.timeout);
        let limits = &mut settings.limits;
        limits.attempt_timeout = attempt_timeout.unwrap_or(limits.attempt_timeout);
        limits.attempts = attempts.unwrap_or(limits.attempts).max(1);
        limits.body_limit = body_limit.unwrap_or(limits.body_limit);
        settings.idempotency_key = idempotency_key.or(settings.idempotency_key.take());
        settings.accept = accept.or(settings.accept);
        for (name, value) in &headers {
            set(&mut settings.headers, name, value.clone());
        }
        settings.problem = problem.or_else(|| settings.problem.take());
    }
}

impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("attempts", &self.attempts)
            .field("body_limit", &self.body_limit)
            .field("accept", &self.accept)
            .field("headers", &Names(&self.headers))
            .finish()
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
