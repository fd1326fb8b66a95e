//! What is known about a failed call, and how a person is told.

use std::error::Error as StdError;
use std::fmt::{self, Write as _};
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use crate::auth::token::is_refusal;
use crate::client::api::Site;
use crate::client::error::ErrorKind;
use crate::client::response::Response;
use crate::exchange::fault::{Answer, Fault, Kind, Limit, Words, is_page, stranger};
use crate::exchange::retry;
use crate::request::provider::Operation;

/// A failure before the type of the provider's error body is known: `?` makes an [`Error`](crate::Error) of it.
#[doc(hidden)]
#[derive(Clone)]
pub struct Failure(pub(crate) Box<Report>);

/// Which call it was. Cheap to clone.
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
    /// Which call it was, if that is known.
    pub(crate) call: Option<Call>,
}

impl Failure {
    pub(crate) fn request(problem: impl Into<String>) -> Self {
        Self::new(Fault::request(problem), None)
    }

    pub(crate) fn response(
        kind: Kind,
        response: Response,
        source: Option<Arc<dyn StdError + Send + Sync>>,
    ) -> Self {
        let fault = Fault {
            source,
            ..Fault::answer(kind, response.answer)
        };
        Self::new(fault, Some(response.call))
    }

    pub(crate) fn new(mut fault: Fault, call: Option<Call>) -> Self {
        if let (Kind::Status(words) | Kind::Unexpected(words), Some(call)) =
            (&mut fault.kind, &call)
        {
            for text in [&mut words.code, &mut words.message].into_iter().flatten() {
                *text = tidy(text, &call.site);
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
        let answer = self.fault.answer.as_deref();
        f.debug_struct("Error")
            .field("message", &format_args!("{self}"))
            .field("kind", &self.kind())
            .field("call", &self.call)
            .field("status", &answer.map(Answer::status))
            .field(
                "body",
                &answer.map(|answer| format!("{} bytes", answer.body().len())),
            )
            .field("cause", &self.fault.source.as_ref().map(|_| self.root()))
            .finish()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(call) = &self.call {
            write!(f, "{} {}: ", call.site.provider.name, call.operation.id)?;
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
    /// The status of what came, be it for the call or for its token.
    pub(crate) fn any_status(&self) -> Option<StatusCode> {
        Some(self.fault.answer.as_ref()?.status())
    }

    /// Whether this is about getting a token for the call, not about the call itself.
    pub(crate) fn is_for_token(&self) -> bool {
        self.call.as_ref().is_some_and(|call| call.token.is_some())
    }

    pub(crate) fn status(&self) -> Option<StatusCode> {
        self.any_status().filter(|_| !self.is_for_token())
    }

    pub(crate) fn attempts(&self) -> u32 {
        self.call.as_ref().map_or(0, |call| call.attempts)
    }

    /// OpenTelemetry's `error.type`.
    pub(crate) fn word(&self) -> &'static str {
        if self.is_for_token() {
            "token"
        } else {
            self.fault.word()
        }
    }

    pub(crate) fn kind(&self) -> ErrorKind {
        if self.is_for_token() && !matches!(self.fault.kind, Kind::Timeout(Limit::Call(_))) {
            return if is_refusal(&self.fault) {
                ErrorKind::Auth
            } else {
                ErrorKind::Token
            };
        }
        match &self.fault.kind {
            Kind::Request(_) | Kind::Hook => ErrorKind::Request,
            Kind::Connect | Kind::Tls(_) | Kind::Broken | Kind::Refused => ErrorKind::Connect,
            Kind::Timeout(_) => ErrorKind::Timeout,
            Kind::Protocol | Kind::TooLarge(_) | Kind::Decode | Kind::Encoding(_) => {
                ErrorKind::Decode
            }
            Kind::NoToken(_) | Kind::TokenSource => ErrorKind::Token,
            Kind::Redirects(_) => ErrorKind::Unexpected,
            Kind::Status(_) | Kind::Unexpected(_) => {
                match self.any_status().map_or(0, |status| status.as_u16()) {
                    401 | 403 => ErrorKind::Auth,
                    404 | 410 => ErrorKind::NotFound,
                    429 => ErrorKind::RateLimited,
                    200..=299 if matches!(self.fault.kind, Kind::Status(_)) => ErrorKind::Rejected,
                    400..=499 => ErrorKind::Rejected,
                    500..=599 => ErrorKind::Server,
                    _ => ErrorKind::Unexpected,
                }
            }
        }
    }

    pub(crate) fn is_retryable(&self) -> bool {
        match self.fault.kind {
            Kind::Connect | Kind::Broken | Kind::Refused | Kind::Timeout(_) | Kind::TokenSource => {
                true
            }
            Kind::Status(_) | Kind::Unexpected(_) => {
                self.any_status().is_some_and(retry::is_retryable)
            }
            _ => false,
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

    /// Text from outside, fit for a line of ours: without credentials, control characters and length.
    pub(crate) fn tidy(&self, text: &str) -> String {
        match &self.call {
            Some(call) => tidy(text, &call.site),
            None => shorten(text),
        }
    }

    fn root(&self) -> String {
        self.tidy(&self.fault.root())
    }

    /// Host and path template: `api.sakari.io/v1/accounts/{accountId}`.
    fn place(&self) -> String {
        let Some(call) = &self.call else {
            return "the provider".to_owned();
        };
        match (&call.token, &call.path) {
            (Some(place), _) => place.to_string(),
            (None, Some(path)) => format!("{}{}", call.site.place(), self.tidy(path)),
            (None, None) => format!("{}{}", call.site.place(), call.operation.path),
        }
    }

    fn write_what(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place();
        match &self.fault.kind {
            Kind::Request(problem) => f.write_str(&self.tidy(problem)),
            Kind::Connect => write!(f, "could not connect to {place}: {}", self.root()),
            Kind::Tls(problem) => write!(f, "TLS with {place} failed: {}", self.tidy(problem)),
            Kind::Refused => write!(f, "{place} did not take the request: {}", self.root()),
            Kind::Broken => write!(
                f,
                "the connection broke before the response from {place} was complete: {}",
                self.root()
            ),
            Kind::Timeout(limit) => {
                write!(f, "no complete response from {place} ")?;
                match limit {
                    Limit::Attempt(limit) => {
                        write!(f, "within {limit:?}, the time limit of one attempt")
                    }
                    Limit::Call(limit) => write!(f, "within {limit:?}, the time limit of the call"),
                    Limit::Http => f.write_str("within the time limit of the HTTP client"),
                }
            }
            Kind::Protocol => {
                write!(
                    f,
                    "the response from {place} cannot be read: {}",
                    self.root()
                )
            }
            Kind::Redirects(limit) => write!(f, "{place} redirects more than {limit} times"),
            Kind::TooLarge(limit) => write!(
                f,
                "the body of the response from {place} is larger than {limit} bytes"
            ),
            Kind::Decode => write!(
                f,
                "{} from {place}, but its body cannot be decoded: {}",
                self.status_words(),
                self.root()
            ),
            Kind::Encoding(problem) => write!(
                f,
                "{} from {place}, but its body cannot be decoded: {}",
                self.status_words(),
                self.tidy(problem)
            ),
            Kind::Status(words) => {
                self.write_words(f, words)?;
                write!(f, " from {place}")
            }
            Kind::Unexpected(words) => {
                self.write_words(f, words)?;
                write!(f, " from {place}")?;
                match &self.fault.answer {
                    Some(answer) if !answer.status().is_redirection() => {
                        let stranger = stranger(answer).map(|text| self.tidy(&text));
                        let what = stranger
                            .unwrap_or_else(|| "a body that the spec does not describe".into());
                        write!(f, ", with {what}")
                    }
                    _ => Ok(()),
                }
            }
            Kind::NoToken(problem) => {
                let problem = self.tidy(problem);
                write!(f, "{} from {place}, but {problem}", self.status_words())
            }
            Kind::TokenSource => write!(
                f,
                "the client's own source of tokens failed: {}",
                self.root()
            ),
            Kind::Hook => write!(f, "a hook of the client failed: {}", self.root()),
        }
    }

    /// `403 Forbidden C-1 "No."`
    fn write_words(&self, f: &mut fmt::Formatter<'_>, words: &Words) -> fmt::Result {
        f.write_str(&self.status_words())?;
        if self.any_status().is_some_and(|status| status.is_success())
            && matches!(self.fault.kind, Kind::Status(_))
        {
            f.write_str(", but with an error,")?;
        }
        if let Some(code) = &words.code {
            write!(f, " {}", self.tidy(code))?;
        }
        if let Some(message) = &words.message {
            write!(f, " \"{}\"", self.tidy(message))?;
        }
        Ok(())
    }

    /// `403 Forbidden`.
    fn status_words(&self) -> String {
        let status = self.any_status();
        status.map_or_else(|| "a response".to_owned(), |status| status.to_string())
    }

    fn write_details(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut details = String::new();
        if let Some(id) = self.request_id() {
            write!(details, "request id {id}")?;
        }
        if self.attempts() > 1 {
            let comma = if details.is_empty() { "" } else { ", " };
            write!(details, "{comma}{} attempts", self.attempts())?;
        }
        if details.is_empty() {
            Ok(())
        } else {
            write!(f, " ({details})")
        }
    }

    /// What to do next, where that is known.
    fn advice(&self) -> Option<String> {
        if let Some(wait) = self.retry_after() {
            return Some(format!("the provider asks to wait {wait:?}"));
        }
        let site = &self.call.as_ref()?.site;
        let credentials = || format!("check {}", site.auth.name(site.provider));
        let advice = match &self.fault.kind {
            Kind::Connect => "check the base URL and the network".to_owned(),
            Kind::Tls(_) => match std::env::var_os("SSL_CERT_FILE") {
                Some(_) => "check the base URL, and the certificates in SSL_CERT_FILE".to_owned(),
                None => "check the base URL, and the certificates of this machine".to_owned(),
            },
            Kind::Redirects(_) => "check the base URL".to_owned(),
            Kind::TooLarge(_) => "body_limit allows more".to_owned(),
            Kind::Decode
                if self
                    .fault
                    .answer
                    .as_ref()
                    .is_some_and(|a| is_page(a.body())) =>
            {
                "check the base URL, and what stands between it and here".to_owned()
            }
            Kind::Unexpected(_) if self.any_status().is_some_and(|s| s.is_redirection()) => {
                self.redirect_advice(site)
            }
            Kind::NoToken(_) => "check the base URL".to_owned(),
            Kind::Status(_) | Kind::Unexpected(_)
                if self.is_for_token() && is_refusal(&self.fault) =>
            {
                credentials()
            }
            _ => match (self.any_status()?, self.is_for_token()) {
                (StatusCode::UNAUTHORIZED, _) => credentials(),
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

/// What the provider calls a request in its own logs, if it says so.
pub(crate) fn request_id(answer: &Answer) -> Option<&str> {
    const NAMES: [&str; 5] = [
        "x-request-id",
        "request-id",
        "x-correlation-id",
        "x-amzn-requestid",
        "x-amzn-trace-id",
    ];
    NAMES
        .iter()
        .find_map(|name| answer.headers().get(*name)?.to_str().ok())
        .filter(|id| !id.is_empty())
}

/// Text from outside, fit for a line of ours: without credentials, control characters and length.
pub(crate) fn tidy(text: &str, site: &Site) -> String {
    shorten(&site.auth.redact(text))
}

/// How many characters of a text from outside are shown.
const SHOWN: usize = 300;

fn shorten(text: &str) -> String {
    let mut line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(SHOWN)
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        line.push('…');
    }
    line
}
