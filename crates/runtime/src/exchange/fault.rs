//! What can go wrong with an exchange, and what an error of the HTTP client means.

use std::error::Error as StdError;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

/// A response, or as much of one as came.
pub(crate) type Answer = http::Response<Bytes>;

/// What went wrong, with as much of a response as came.
#[derive(Clone)]
pub(crate) struct Fault {
    pub(crate) kind: Kind,
    pub(crate) answer: Option<Box<Answer>>,
    pub(crate) source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// What went wrong.
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
    /// What came is not HTTP, or not compressed as it says.
    Protocol,
    /// More than this many redirects.
    Redirects(usize),
    /// A body of more than this many bytes.
    TooLarge(usize),
    /// A body that does not decode.
    Decode,
    /// A body in an encoding that cannot be read: which one.
    Encoding(String),
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

/// The provider's own words for what went wrong, as they came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
}

/// Which time ran out.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Limit {
    /// That of one attempt.
    Attempt(Duration),
    /// That of the whole call.
    Call(Duration),
    /// One that the caller's own `reqwest::Client` has.
    Http,
}

/// Whether a request may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// Twice does no more than once.
    Freely,
    /// If the server did not begin to process it.
    IfUnprocessed,
    /// Never: its body is gone.
    Never,
}

impl Fault {
    pub(crate) fn new(kind: Kind) -> Self {
        Self {
            kind,
            answer: None,
            source: None,
        }
    }

    pub(crate) fn request(problem: impl Into<String>) -> Self {
        Self::new(Kind::Request(problem.into()))
    }

    pub(crate) fn answer(kind: Kind, answer: Answer) -> Self {
        Self {
            answer: Some(Box::new(answer)),
            ..Self::new(kind)
        }
    }

    pub(crate) fn source(self, source: impl Into<Arc<dyn StdError + Send + Sync>>) -> Self {
        Self {
            source: Some(source.into()),
            ..self
        }
    }

    /// Whether another attempt may go better.
    pub(crate) fn may_repeat(&self, repeat: Repeat) -> bool {
        match self.kind {
            Kind::Connect | Kind::Refused => repeat != Repeat::Never,
            Kind::Broken | Kind::Timeout(Limit::Attempt(_) | Limit::Http) => {
                repeat == Repeat::Freely
            }
            _ => false,
        }
    }

    /// What went wrong in a word: OpenTelemetry's `error.type`.
    pub(crate) fn word(&self) -> &'static str {
        match self.kind {
            Kind::Request(_) => "request",
            Kind::Connect => "connect",
            Kind::Tls(_) => "tls",
            Kind::Broken => "broken",
            Kind::Refused => "refused",
            Kind::Timeout(_) => "timeout",
            Kind::Protocol => "protocol",
            Kind::Redirects(_) => "redirects",
            Kind::TooLarge(_) => "too_large",
            Kind::Decode | Kind::Encoding(_) => "decode",
            Kind::Status(_) | Kind::Unexpected(_) => "status",
            Kind::NoToken(_) | Kind::TokenSource => "token",
            Kind::Hook => "hook",
        }
    }

    /// What happened, and the innermost cause, which is the one that says something. It may hold anything that came.
    pub(crate) fn describe(&self) -> String {
        match &self.kind {
            Kind::Request(problem) | Kind::Tls(problem) | Kind::NoToken(problem) => problem.clone(),
            Kind::Timeout(Limit::Attempt(limit) | Limit::Call(limit)) => {
                format!("no complete response within {limit:?}")
            }
            Kind::Connect => format!("no connection: {}", self.root()),
            Kind::Broken => format!("the connection broke: {}", self.root()),
            Kind::Protocol => format!("not readable: {}", self.root()),
            Kind::TooLarge(limit) => format!("the body is larger than {limit} bytes"),
            _ => self.root(),
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
                return format!(
                    "the response has more than {MAX_HEADERS} header lines, or more than 400 kB of them"
                );
            }
            match error.source() {
                Some(inner) => error = inner,
                None => return error.to_string(),
            }
        }
    }
}

/// How many header lines a response may have.
pub(crate) const MAX_HEADERS: usize = 512;

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
        return Fault::new(Kind::Redirects(super::send::REDIRECTS));
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
        http2(&error).unwrap_or(if is_nonsense(&error) {
            Kind::Protocol
        } else {
            Kind::Broken
        })
    };
    Fault::new(kind).source(Arc::new(error) as Arc<dyn StdError + Send + Sync>)
}

/// An error and its causes, with what an `io::Error` wraps.
fn causes<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&error| {
        let wrapped = error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        wrapped
            .map(|inner| inner as &(dyn StdError + 'static))
            .or_else(|| error.source())
    })
}

/// Whether something came that is not HTTP, or not compressed as it says, rather than nothing more.
fn is_nonsense(error: &reqwest::Error) -> bool {
    causes(error).any(|error| {
        let hyper = error.downcast_ref::<hyper::Error>();
        let io = error.downcast_ref::<io::Error>();
        hyper.is_some_and(hyper::Error::is_parse)
            || io.is_some_and(|error| {
                matches!(
                    error.kind(),
                    io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput
                )
            })
    })
}

/// What an error of HTTP/2 means, if it is one.
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

/// Why TLS failed, if rustls says so.
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
        Error::InvalidMessage(_) => "what answers there does not speak TLS".to_owned(),
        other => other.to_string(),
    }
}

/// The `Content-Type` of a response.
pub(crate) fn content_type(answer: &Answer) -> Option<&str> {
    answer
        .headers()
        .get(http::header::CONTENT_TYPE)?
        .to_str()
        .ok()
}

/// What a body is, if it is not even of the kind that a provider sends. It may hold anything that came.
pub(crate) fn stranger(answer: &Answer) -> Option<String> {
    let bytes = answer.body().len();
    if answer.body().trim_ascii_start().is_empty() {
        return Some("an empty body".to_owned());
    }
    if is_page(answer.body()) {
        return Some(format!("an HTML page of {bytes} bytes"));
    }
    let content_type = content_type(answer).unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    let known = media_type.is_empty() || media_type.contains("json") || media_type.contains("xml");
    (!known || media_type.eq_ignore_ascii_case("text/html"))
        .then(|| format!("{bytes} bytes of {media_type}"))
}

/// Whether a body is an HTML page.
pub(crate) fn is_page(body: &[u8]) -> bool {
    let body = body.trim_ascii_start();
    ["<!doctype html", "<html"].iter().any(|start| {
        body.get(..start.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(start.as_bytes()))
    })
}
