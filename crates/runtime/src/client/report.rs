//! The report of a failed call, and its message.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use crate::body::content_type::is_html;
use crate::client::api::Site;
use crate::client::response::Response;
use crate::exchange::fault::{Answer, ErrorKind, Fault, Kind, Limit, Words, one_line};
use crate::exchange::retry;
use crate::request::provider::Operation;

/// A failure before the type of the provider's error body is known: `?` makes an [`Error`](crate::Error) of it.
#[doc(hidden)]
#[derive(Clone)]
pub struct Failure(pub(crate) Box<Report>);

/// The call. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) site: Arc<Site>,
    pub(crate) operation: &'static Operation,
    /// The path of a request that is not in the spec.
    pub(crate) path: Option<Arc<str>>,
    /// Set where the call failed to get a token: from where.
    pub(crate) token: Option<Arc<str>>,
    pub(crate) attempts: u32,
}

/// Everything that is known about a failure.
#[derive(Clone)]
pub(crate) struct Report {
    pub(crate) fault: Fault,
    /// The call, if it is known.
    pub(crate) call: Option<Call>,
}

impl Failure {
    pub(crate) fn request(problem: impl Into<String>) -> Self {
        Self::new(Fault::request(problem), None)
    }

    pub(crate) fn response(kind: Kind, response: Response) -> Self {
        Self::new(Fault::answer(kind, response.answer), Some(response.call))
    }

    pub(crate) fn new(mut fault: Fault, call: Option<Call>) -> Self {
        if let (Kind::Status(words) | Kind::Unexpected(words), Some(call)) =
            (&mut fault.kind, &call)
        {
            for text in [&mut words.code, &mut words.message].into_iter().flatten() {
                *text = call.tidy(text);
            }
        }
        Self(Box::new(Report { fault, call }))
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

impl StdError for Failure {}

impl Call {
    /// Text from outside, fit for a line of ours: without credentials, control characters and length.
    pub(crate) fn tidy(&self, text: &str) -> String {
        one_line(&self.site.auth.redact(text))
    }

    /// The message for a request of this call.
    pub(crate) fn describe(&self, fault: &Fault) -> String {
        fault.describe(&self.place(), &|text| self.tidy(text))
    }

    /// Host and path template, such as `api.example.com/v1/accounts/{accountId}`.
    fn place(&self) -> String {
        match (&self.token, &self.path) {
            (Some(place), _) => place.to_string(),
            (None, Some(path)) => format!("{}{}", self.site.place(), self.tidy(path)),
            (None, None) => format!("{}{}", self.site.place(), self.operation.path),
        }
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
        let body = self.fault.answer.as_ref().map(|answer| answer.body().len());
        f.debug_struct("Error")
            .field("message", &format_args!("{self}"))
            .field("kind", &self.kind())
            .field("call", &self.call)
            .field("status", &self.fault.status())
            .field("body", &body.map(|bytes| format!("{bytes} bytes")))
            .field("cause", &self.fault.source.as_ref().map(|_| self.tidy(&self.fault.root())))
            .finish()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.call {
            Some(call) => {
                let token = if call.token.is_some() { "no token: " } else { "" };
                write!(f, "{} {}: {token}", call.site.provider.name, call.operation.id)?;
                f.write_str(&call.describe(&self.fault))?;
            }
            None => f.write_str(&self.fault.describe("the provider", &one_line))?,
        }
        let id = self.request_id().map(|id| format!("request id {id}"));
        let attempts = (self.attempts() > 1).then(|| format!("{} attempts", self.attempts()));
        let details: Vec<String> = id.into_iter().chain(attempts).collect();
        if !details.is_empty() {
            write!(f, " ({})", details.join(", "))?;
        }
        match self.advice() {
            Some(advice) => write!(f, "; {advice}"),
            None => Ok(()),
        }
    }
}

impl Report {
    /// Whether this is about getting a token for the call, not about the call itself.
    pub(crate) fn is_for_token(&self) -> bool {
        self.call.as_ref().is_some_and(|call| call.token.is_some())
    }

    /// The status of the call, not of a request for its token.
    pub(crate) fn status(&self) -> Option<StatusCode> {
        self.fault.status().filter(|_| !self.is_for_token())
    }

    pub(crate) fn attempts(&self) -> u32 {
        self.call.as_ref().map_or(0, |call| call.attempts)
    }

    pub(crate) fn kind(&self) -> ErrorKind {
        match self.fault.kind {
            Kind::Timeout(Limit::Call(_)) => ErrorKind::Timeout,
            _ if !self.is_for_token() => self.fault.kind(),
            _ if self.fault.is_refusal() => ErrorKind::Auth,
            _ => ErrorKind::Token,
        }
    }

    pub(crate) fn retry_after(&self) -> Option<Duration> {
        let answer = self.fault.answer.as_ref()?;
        let names = self.call.as_ref()?.site.provider.wait_headers;
        retry::asked_wait(answer.status(), answer.headers(), names)
    }

    pub(crate) fn request_id(&self) -> Option<String> {
        Some(self.tidy(request_id(self.fault.answer.as_ref()?)?))
    }

    pub(crate) fn words(&self) -> Option<&Words> {
        match &self.fault.kind {
            Kind::Status(words) | Kind::Unexpected(words) => Some(words),
            _ => None,
        }
    }

    fn tidy(&self, text: &str) -> String {
        match &self.call {
            Some(call) => call.tidy(text),
            None => one_line(text),
        }
    }

    /// The advice, if there is one.
    fn advice(&self) -> Option<String> {
        if let Some(wait) = self.retry_after() {
            return Some(format!("the provider asks to wait {wait:?}"));
        }
        let Call { site, operation, .. } = self.call.as_ref()?;
        let credentials = || Some(format!("check {}", site.auth.name(site.provider, operation)));
        let advice = match (&self.fault.kind, self.fault.status()) {
            (Kind::Connect, _) => "check the base URL and the network",
            (Kind::Tls(_), _) => match std::env::var_os("SSL_CERT_FILE") {
                Some(_) => "check the base URL, and the certificates in SSL_CERT_FILE",
                None => "check the base URL, and the certificates of this machine",
            },
            (Kind::Redirects | Kind::NoToken(_), _) => "check the base URL",
            (Kind::TooLarge(_), _) => "body_limit allows more",
            (Kind::Decode, _) if self.fault.answer.as_ref().is_some_and(|a| is_html(a.body())) => {
                "check the base URL, and any proxy in between"
            }
            (Kind::Unexpected(_), Some(status)) if status.is_redirection() => {
                return Some(self.redirect_advice(site));
            }
            _ if self.is_for_token() && self.fault.is_refusal() => return credentials(),
            (_, Some(StatusCode::UNAUTHORIZED)) => return credentials(),
            (_, Some(StatusCode::NOT_FOUND)) if self.is_for_token() => "check the base URL",
            (_, Some(StatusCode::NOT_FOUND)) => "check the id",
            (_, Some(StatusCode::FORBIDDEN)) => "these credentials may not do this",
            (_, Some(status)) if retry::is_retryable(status) => "try again later",
            _ => return None,
        };
        Some(advice.to_owned())
    }

    /// Names the origin that a redirect leads to, and nothing else of its URL.
    fn redirect_advice(&self, site: &Site) -> String {
        let answer = self.fault.answer.as_deref();
        if answer.is_some_and(|answer| answer.status() == StatusCode::NOT_MODIFIED) {
            return "the request was conditional, and there is nothing new".to_owned();
        }
        let origin = answer
            .and_then(|answer| answer.headers().get(http::header::LOCATION)?.to_str().ok())
            .and_then(|location| site.url.join(location).ok())
            .map(|url| url.origin().ascii_serialization());
        let own = site.url.origin().ascii_serialization();
        match origin {
            Some(origin) if origin == own && self.is_for_token() => {
                "it redirects, which a token request does not follow: set token_url to where it leads"
                    .to_owned()
            }
            Some(origin) if origin == own => {
                "it redirects, which this request does not follow; check the base URL".to_owned()
            }
            Some(origin) if origin.strip_prefix("https") == own.strip_prefix("http") => format!(
                "it leads to {origin}, which is not followed: give that as the base URL"
            ),
            Some(origin) => format!(
                "it leads to {origin}, which is not followed: credentials stay with {own}"
            ),
            None => "it does not say where it leads".to_owned(),
        }
    }
}

/// The provider's request ID, if there is one.
pub(crate) fn request_id(answer: &Answer) -> Option<&str> {
    const NAMES: [&str; 5] =
        ["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid", "x-amzn-trace-id"];
    NAMES
        .iter()
        .find_map(|name| answer.headers().get(*name)?.to_str().ok())
        .filter(|id| !id.is_empty())
}
