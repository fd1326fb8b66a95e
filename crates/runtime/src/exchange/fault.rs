//! The faults of an exchange: their meaning for a program, and their messages.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use crate::body::content_type::{is_html, media_type};
use crate::value::any::Value;
use bytes::Bytes;
use http::StatusCode;

use crate::exchange::retry;
use crate::request::provider::ErrorFields;
use crate::request::url::REDIRECTS;

/// A response, or as much of one as came.
pub(crate) type Answer = http::Response<Bytes>;

/// The kind of an error, to match on.
///
/// | Kind | Cause | Retryable |
/// |---|---|---|
/// | `Request` | an invalid argument or header, or a failed hook; nothing was sent | no |
/// | `Auth` | 401, 403, or a token request with rejected credentials | no |
/// | `Token` | a token request that failed for another reason | see `is_retryable` |
/// | `NotFound` | 404 or 410 | no |
/// | `RateLimited` | 429; `retry_after` has the time to wait | yes |
/// | `Rejected` | another 4xx, or an error in a success response | see `is_retryable` |
/// | `Server` | 5xx | see `is_retryable` |
/// | `Connect` | no connection, no TLS, or a connection that broke | see `is_retryable` |
/// | `Timeout` | a timeout of the call or of its last attempt | yes |
/// | `Decode` | a response that is not as documented, too large, or not HTTP | no |
/// | `Unexpected` | an undocumented response, such as a redirect that is not followed | no |
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An invalid argument; nothing was sent.
    Request,
    /// Invalid credentials or insufficient permissions.
    Auth,
    /// A token request that failed for another reason than the credentials.
    Token,
    /// The object does not exist.
    NotFound,
    /// Too many requests.
    RateLimited,
    /// Another rejected request.
    Rejected,
    /// A failure of the provider.
    Server,
    /// No connection, or one that broke.
    Connect,
    /// A timeout.
    Timeout,
    /// A response that cannot be decoded.
    Decode,
    /// An undocumented response.
    Unexpected,
}

impl ErrorKind {
    /// The name of the kind in traces (`error.type`), such as `rate_limited`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Auth => "auth",
            Self::Token => "token",
            Self::NotFound => "not_found",
            Self::RateLimited => "rate_limited",
            Self::Rejected => "rejected",
            Self::Server => "server",
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Decode => "decode",
            Self::Unexpected => "unexpected",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A fault, with the received part of a response.
#[derive(Clone)]
pub(crate) struct Fault {
    pub(crate) kind: Kind,
    pub(crate) answer: Option<Box<Answer>>,
    pub(crate) source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// The fault.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// The request cannot be made: why.
    Request(String),
    /// No connection.
    Connect,
    /// TLS failed, and would the next time: why.
    Tls(String),
    /// The connection broke before the response was complete.
    Broken,
    /// The server did not begin to process the request.
    #[cfg_attr(
        not(any(feature = "http2", test)),
        expect(dead_code, reason = "only HTTP/2 says so")
    )]
    Refused,
    /// Time ran out.
    Timeout(Limit),
    /// Not HTTP, or an invalid compression.
    Protocol,
    /// Too many redirects.
    Redirects,
    /// A body of more than this many bytes.
    TooLarge(usize),
    /// A body that does not decode.
    Decode,
    /// An error status, or a success status with the provider's error: the provider's own code and message.
    Status(Words),
    /// A status that the spec does not know, or an error status without the documented body.
    Unexpected(Words),
    /// The response to a token request holds no token: why.
    NoToken(String),
    /// The caller's own source of tokens failed.
    TokenSource,
    /// A hook of the caller's failed.
    Hook,
}

/// The timeout.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Limit {
    /// That of one attempt.
    Attempt(Duration),
    /// That of the whole call.
    Call(Duration),
    /// One that the caller's own `reqwest::Client` has.
    Http,
}

/// Whether a request may be retried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// Twice does no more than once.
    Freely,
    /// If the server did not begin to process it.
    IfUnprocessed,
    /// Never: its body is gone.
    Never,
}

/// Whether another attempt may go better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Again {
    No,
    /// Another call may, after a while.
    Later,
    /// The request may have been processed.
    Processed,
    /// The request was not processed.
    Unprocessed,
}

impl Fault {
    pub(crate) fn new(kind: Kind) -> Self {
        Self { kind, answer: None, source: None }
    }

    pub(crate) fn request(problem: impl Into<String>) -> Self {
        Self::new(Kind::Request(problem.into()))
    }

    pub(crate) fn answer(kind: Kind, answer: Answer) -> Self {
        Self { answer: Some(Box::new(answer)), ..Self::new(kind) }
    }

    pub(crate) fn source(self, source: impl Into<Arc<dyn StdError + Send + Sync>>) -> Self {
        Self { source: Some(source.into()), ..self }
    }

    pub(crate) fn status(&self) -> Option<StatusCode> {
        Some(self.answer.as_ref()?.status())
    }

    pub(crate) fn kind(&self) -> ErrorKind {
        self.class().0
    }

    /// Whether the request may be retried at once.
    pub(crate) fn may_repeat(&self, repeat: Repeat) -> bool {
        match self.class().1 {
            Again::Unprocessed => repeat != Repeat::Never,
            Again::Processed => repeat == Repeat::Freely,
            Again::Later | Again::No => false,
        }
    }

    /// Whether the same call may succeed later.
    pub(crate) fn is_retryable(&self) -> bool {
        self.class().1 != Again::No
    }

    /// The meaning of a fault.
    fn class(&self) -> (ErrorKind, Again) {
        let code = self.status().map_or(0, |status| status.as_u16());
        let later = match self.status().is_some_and(retry::is_retryable) {
            true => Again::Later,
            false => Again::No,
        };
        match (&self.kind, code) {
            (Kind::Request(_) | Kind::Hook, _) => (ErrorKind::Request, Again::No),
            (Kind::Connect | Kind::Refused, _) => (ErrorKind::Connect, Again::Unprocessed),
            (Kind::Broken, _) => (ErrorKind::Connect, Again::Processed),
            (Kind::Tls(_), _) => (ErrorKind::Connect, Again::No),
            (Kind::Timeout(Limit::Call(_)), _) => (ErrorKind::Timeout, Again::Later),
            (Kind::Timeout(_), _) => (ErrorKind::Timeout, Again::Processed),
            (Kind::Protocol | Kind::TooLarge(_) | Kind::Decode, _) => {
                (ErrorKind::Decode, Again::No)
            }
            (Kind::NoToken(_), _) => (ErrorKind::Token, Again::No),
            (Kind::TokenSource, _) => (ErrorKind::Token, Again::Later),
            (Kind::Redirects, _) => (ErrorKind::Unexpected, Again::No),
            (_, 401 | 403) => (ErrorKind::Auth, Again::No),
            (_, 404 | 410) => (ErrorKind::NotFound, Again::No),
            (_, 429) => (ErrorKind::RateLimited, later),
            (_, 400..=499) | (Kind::Status(_), 200..=299) => (ErrorKind::Rejected, later),
            (_, 500..=599) => (ErrorKind::Server, later),
            _ => (ErrorKind::Unexpected, Again::No),
        }
    }

    /// Whether a token request failed because of the credentials. RFC 6749, section 5.2: the status may be 400, and
    /// some use 200.
    pub(crate) fn is_refusal(&self) -> bool {
        let status = self.status().map_or(0, |status| status.as_u16());
        matches!(self.kind, Kind::Status(_) | Kind::Unexpected(_))
            && matches!(status, 200..=299 | 400 | 401 | 403)
    }

    /// The message. `place` is the target of the request; `tidy` cleans text from outside.
    pub(crate) fn describe(&self, place: &str, tidy: &dyn Fn(&str) -> String) -> String {
        let root = || tidy(&self.root());
        let status =
            self.status().map_or_else(|| "a response".to_owned(), |status| status.to_string());
        match &self.kind {
            Kind::Request(problem) => tidy(problem),
            Kind::Connect => format!("could not connect to {place}: {}", root()),
            Kind::Tls(problem) => format!("TLS with {place} failed: {}", tidy(problem)),
            Kind::Refused => format!("{place} did not take the request: {}", root()),
            Kind::Broken => format!(
                "the connection broke before the response from {place} was complete: {}",
                root()
            ),
            Kind::Timeout(Limit::Attempt(limit)) => {
                format!(
                    "no complete response from {place} within {limit:?}, the time limit of one attempt"
                )
            }
            Kind::Timeout(Limit::Call(limit)) => {
                format!(
                    "no complete response from {place} within {limit:?}, the time limit of the call"
                )
            }
            Kind::Timeout(Limit::Http) => {
                format!(
                    "no complete response from {place} within the time limit of the HTTP client"
                )
            }
            Kind::Protocol => format!("the response from {place} cannot be read: {}", root()),
            Kind::Redirects => format!("{place} redirects more than {REDIRECTS} times"),
            Kind::TooLarge(limit) => {
                format!("the body of the response from {place} is larger than {limit} bytes")
            }
            Kind::Decode => {
                format!("{status} from {place}, but its body cannot be decoded: {}", root())
            }
            Kind::Status(words) => {
                let success = self.status().is_some_and(|status| status.is_success());
                let but = if success { ", but with an error," } else { "" };
                format!("{status}{but}{} from {place}", words.quote(tidy))
            }
            Kind::Unexpected(words) => {
                let what = match &self.answer {
                    Some(answer) if !answer.status().is_redirection() => match stranger(answer) {
                        Some(what) => format!(", with {}", tidy(&what)),
                        None => ", with an undocumented body".to_owned(),
                    },
                    _ => String::new(),
                };
                format!("{status}{} from {place}{what}", words.quote(tidy))
            }
            Kind::NoToken(problem) => format!("{status} from {place}, but {}", tidy(problem)),
            Kind::TokenSource => format!("the client's own source of tokens failed: {}", root()),
            Kind::Hook => format!("a hook of the client failed: {}", root()),
        }
    }

    /// The innermost cause.
    pub(crate) fn root(&self) -> String {
        let Some(source) = &self.source else {
            return "no reason was given".to_owned();
        };
        let mut error: &dyn StdError = &**source;
        loop {
            if is_head_too_large(error) {
                return "the response has more than 100 header lines, or more than 400 kB of them; http1_max_headers of \
                        the HTTP client allows more lines"
                    .to_owned();
            }
            match error.source() {
                Some(inner) => error = inner,
                None => return error.to_string(),
            }
        }
    }
}

/// The provider's code and message, as sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
}

/// Common places of the message in an error body, if the documented place has none.
const GUESSES: [(&str, &str); 6] = [
    ("/error/code", "/error/message"),
    ("/code", "/message"),
    ("/error", "/error_description"),
    ("/status", "/detail"),
    ("/errors/0/code", "/errors/0/message"),
    ("/code", "/Message"),
];

impl Words {
    /// The code and message of an error body: at the documented place, or at one of these.
    pub(crate) fn read(body: &Value, fields: &ErrorFields) -> Self {
        let text = |pointer: &str| {
            let text = match body.pointer(pointer)? {
                Value::String(text) => text.clone(),
                Value::Null | Value::Object(_) | Value::Array(_) => return None,
                other => other.to_string(),
            };
            (!text.is_empty()).then_some(text)
        };
        let own = Self { code: fields.code.and_then(text), message: fields.message.and_then(text) };
        if !own.is_empty() {
            return own;
        }
        let found =
            GUESSES.iter().map(|(code, message)| Self { code: text(code), message: text(message) });
        let mut found = found.filter(|words| !words.is_empty());
        let best = found.clone().find(|words| words.message.is_some());
        let mut words = best.or_else(|| found.next()).unwrap_or_default();
        // One text alone is the message: `{"error": "Not yours."}`.
        if words.message.is_none() {
            words.message = words.code.take();
        }
        words
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.code.is_none() && self.message.is_none()
    }

    /// ` C-1 "No."`
    fn quote(&self, tidy: &dyn Fn(&str) -> String) -> String {
        let code = self.code.as_ref().map(|code| format!(" {}", tidy(code)));
        let message = self.message.as_ref().map(|message| format!(" \"{}\"", tidy(message)));
        code.unwrap_or_default() + &message.unwrap_or_default()
    }
}

/// At most so many characters of a text, on one line.
pub(crate) fn one_line(text: &str) -> String {
    const SHOWN: usize = 300;
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    let line: String = text.chars().map(plain).take(SHOWN).collect();
    match text.chars().nth(SHOWN) {
        Some(_) => line + "…",
        None => line,
    }
}

fn is_head_too_large(error: &(dyn StdError + 'static)) -> bool {
    // hyper has a method for it for servers only.
    let hyper = error.downcast_ref::<hyper::Error>();
    hyper.is_some_and(|error| error.is_parse() && error.to_string() == "message head is too large")
}

/// Sorts an error of reqwest's. Its URL is left out: a query may hold a key.
pub(crate) fn classify(error: reqwest::Error) -> Fault {
    let error = error.without_url();
    if error.is_redirect() {
        // Its source may name the URL that was next.
        return Fault::new(Kind::Redirects);
    }
    if error.is_builder() {
        return Fault::request("the request cannot be sent to this URL");
    }
    let kind = if let Some(problem) = tls(&error) {
        Kind::Tls(problem)
    } else if error.is_connect() {
        Kind::Connect
    } else if error.is_timeout() {
        Kind::Timeout(Limit::Http)
    } else {
        http2(&error).unwrap_or(if is_nonsense(&error) { Kind::Protocol } else { Kind::Broken })
    };
    Fault::new(kind).source(Arc::new(error) as Arc<dyn StdError + Send + Sync>)
}

/// An error and its causes, with what an `io::Error` wraps.
fn causes<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&error| {
        let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        wrapped.map(|inner| inner as &(dyn StdError + 'static)).or_else(|| error.source())
    })
}

/// Whether something came that is not HTTP, or not compressed as it says, rather than nothing more.
fn is_nonsense(error: &reqwest::Error) -> bool {
    causes(error).any(|error| {
        let hyper = error.downcast_ref::<hyper::Error>();
        let io = error.downcast_ref::<io::Error>();
        hyper.is_some_and(hyper::Error::is_parse)
            || io.is_some_and(|error| {
                matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput)
            })
    })
}

/// The meaning of an HTTP/2 error.
#[cfg(feature = "http2")]
fn http2(error: &reqwest::Error) -> Option<Kind> {
    use h2::Reason;
    let error = causes(error).find_map(|error| error.downcast_ref::<h2::Error>())?;
    Some(match error.reason()? {
        // RFC 9113, sections 6.8 and 8.7: the server did not process the request.
        Reason::REFUSED_STREAM => Kind::Refused,
        Reason::NO_ERROR if error.is_go_away() => Kind::Refused,
        Reason::NO_ERROR | Reason::INTERNAL_ERROR | Reason::CANCEL | Reason::CONNECT_ERROR => {
            Kind::Broken
        }
        Reason::ENHANCE_YOUR_CALM | Reason::STREAM_CLOSED | Reason::SETTINGS_TIMEOUT => {
            Kind::Broken
        }
        // What is left is about this request or this client, and would be the same each time.
        _ => Kind::Protocol,
    })
}

#[cfg(not(feature = "http2"))]
fn http2(_: &reqwest::Error) -> Option<Kind> {
    None
}

/// The cause of a TLS failure, if rustls reports it.
#[cfg(feature = "rustls")]
fn tls(error: &reqwest::Error) -> Option<String> {
    let error = causes(error).find_map(|error| error.downcast_ref::<rustls::Error>())?;
    Some(tls_words(error))
}

#[cfg(not(feature = "rustls"))]
fn tls(_: &reqwest::Error) -> Option<String> {
    None
}

#[cfg(feature = "rustls")]
fn tls_words(error: &rustls::Error) -> String {
    use rustls::{AlertDescription, CertificateError, Error};
    match error {
        Error::InvalidCertificate(error) => match error {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                "its certificate has expired".to_owned()
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                "its certificate is not valid yet; check the clock of this machine".to_owned()
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                "its certificate is for another host".to_owned()
            }
            CertificateError::UnknownIssuer | CertificateError::BadSignature => {
                "no certificate authority that this machine trusts has signed its certificate"
                    .to_owned()
            }
            CertificateError::Revoked => "its certificate has been revoked".to_owned(),
            _ => "its certificate is not one for a server that this machine trusts; it may be \
                  self-signed"
                .to_owned(),
        },
        Error::AlertReceived(AlertDescription::CertificateRequired) => {
            "the server demands a client certificate".to_owned()
        }
        Error::AlertReceived(
            AlertDescription::HandshakeFailure | AlertDescription::BadCertificate,
        ) => "the server refused the connection; it may demand a client certificate".to_owned(),
        Error::AlertReceived(alert) => format!("the server refused the connection ({alert:?})"),
        Error::InvalidMessage(_) => "the server does not speak TLS".to_owned(),
        other => other.to_string(),
    }
}

/// The `Content-Type` of a response.
pub(crate) fn content_type(answer: &Answer) -> Option<&str> {
    answer.headers().get(http::header::CONTENT_TYPE)?.to_str().ok()
}

/// The kind of a body that no provider sends.
pub(crate) fn stranger(answer: &Answer) -> Option<String> {
    let bytes = match answer.body().len() {
        1 => "1 byte".to_owned(),
        bytes => format!("{bytes} bytes"),
    };
    if answer.body().trim_ascii_start().is_empty() {
        return Some("an empty body".to_owned());
    }
    if is_html(answer.body()) {
        return Some(format!("an HTML page of {bytes}"));
    }
    let media_type = media_type(content_type(answer).unwrap_or_default());
    let known = media_type.is_empty() || media_type.contains("json") || media_type.contains("xml");
    (!known || media_type.eq_ignore_ascii_case("text/html"))
        .then(|| format!("{bytes} of {media_type}"))
}
