//! What a generated client stands on: the transport it holds, and the calls that its methods make.

use std::fmt;
use std::future::{self, Future};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Method};
use reqwest::Url;

use crate::Provider;
use crate::auth::credentials::Auth;
use crate::client::connect::Http;
use crate::exchange::report::Failure;
use crate::exchange::send;
use crate::request::message::{Request, RequestBuilder, Response, set};

/// A generated client: a [`Transport`] and the provider it speaks to.
pub trait Api: Clone + Send + Sync + 'static {
    /// What the spec says about the provider.
    const PROVIDER: &'static Provider;

    /// Makes the client.
    fn from_transport(transport: Transport) -> Self;

    /// What it was made from.
    fn transport(&self) -> &Transport;
}

/// What a client sends with: connections, credentials, base URL and settings. Clones share the first three.
#[derive(Clone)]
pub struct Transport {
    pub(crate) site: Arc<Site>,
    pub(crate) http: Arc<Http>,
    pub(crate) settings: Arc<Settings>,
}

/// Where a client's calls go, and as whom.
pub(crate) struct Site {
    pub(crate) provider: &'static Provider,
    /// Without a slash at its end.
    pub(crate) base_url: String,
    /// The length of `base_url` up to its path.
    pub(crate) origin: usize,
    /// The base URL again, parsed, so that no call has to do it.
    pub(crate) url: Url,
    pub(crate) auth: Auth,
}

/// The settings that a single call can change.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) timeout: Duration,
    /// That of a single call, in place of the one that the HTTP client has.
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) attempt_timeout: Duration,
    pub(crate) attempts: u32,
    pub(crate) body_limit: usize,
    pub(crate) accept: Option<MediaType>,
    pub(crate) headers: HeaderMap,
    /// What is wrong with the options of a call; told when the call is made.
    pub(crate) problem: Option<String>,
}

impl Transport {
    /// The same transport with other settings.
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        let mut settings = Settings::clone(&self.settings);
        options.apply(&mut settings);
        Self {
            settings: Arc::new(settings),
            ..self.clone()
        }
    }

    /// What the spec says about the provider.
    #[must_use]
    pub fn provider(&self) -> &'static Provider {
        self.site.provider
    }

    /// The base URL, without a slash at its end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.site.base_url
    }

    /// Starts a `GET` of a URL that begins with the base URL.
    pub fn get(&self, url: String) -> RequestBuilder {
        RequestBuilder::new(Method::GET, url)
    }

    /// Starts a `PUT` of a URL that begins with the base URL.
    pub fn put(&self, url: String) -> RequestBuilder {
        RequestBuilder::new(Method::PUT, url)
    }

    /// Starts a `POST` to a URL that begins with the base URL.
    pub fn post(&self, url: String) -> RequestBuilder {
        RequestBuilder::new(Method::POST, url)
    }

    /// Starts a `PATCH` of a URL that begins with the base URL.
    pub fn patch(&self, url: String) -> RequestBuilder {
        RequestBuilder::new(Method::PATCH, url)
    }

    /// Starts a `DELETE` of a URL that begins with the base URL.
    pub fn delete(&self, url: String) -> RequestBuilder {
        RequestBuilder::new(Method::DELETE, url)
    }
}

impl fmt::Debug for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transport")
            .field("provider", &self.site.provider.name)
            .field("base_url", &self.site.base_url)
            .field("auth", &self.site.auth)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

impl Site {
    /// Host and path of the base URL, for people: `api.sakari.io`.
    pub(crate) fn place(&self) -> &str {
        self.base_url
            .split_once("://")
            .map_or(self.base_url.as_str(), |(_, place)| place)
    }

    /// Scheme, host and port of the base URL: `https://api.sakari.io`.
    pub(crate) fn origin(&self) -> &str {
        self.base_url.get(..self.origin).unwrap_or_default()
    }

    /// The URL of a request that begins with the base URL.
    pub(crate) fn url(&self, request: &Request) -> Url {
        let mut url = self.url.clone();
        url.set_path(request.path().get(self.origin..).unwrap_or_default());
        match (request.query(), self.auth.query()) {
            (None, None) => {}
            (Some(query), None) => url.set_query(Some(query)),
            (None, Some(proof)) => url.set_query(Some(proof)),
            (Some(query), Some(proof)) => url.set_query(Some(&[query, proof].join("&"))),
        }
        url
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("attempts", &self.attempts)
            .field("body_limit", &self.body_limit)
            .field("accept", &self.accept)
            .field("headers", &Names(&self.headers))
            .finish()
    }
}

/// The names of headers without their values, which may be secret.
pub(crate) struct Names<'a>(pub(crate) &'a HeaderMap);

impl fmt::Debug for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.0.keys().map(HeaderName::as_str))
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
    pub(crate) connect_timeout: Option<Duration>,
    attempt_timeout: Option<Duration>,
    attempts: Option<u32>,
    body_limit: Option<usize>,
    accept: Option<MediaType>,
    headers: HeaderMap,
    problem: Option<String>,
}

impl CallOptions {
    /// Changes nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// How long the whole call may take: token, attempts and the waits between them. 60 seconds if nobody says otherwise.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How long connecting may take: finding the address, TCP and TLS. 10 seconds if nobody says otherwise.
    ///
    /// Calls that do not have the client's own time for connecting share connections with each other, but not with the
    /// client's other calls. With an HTTP client of your own (`http_client`), they fail.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// How long one attempt may take, from connecting to the end of the body. 30 seconds if nobody says otherwise.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// How often the request is sent at most: 1 sends it once, 0 counts as 1. 3 if nobody says otherwise.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = Some(attempts);
        self
    }

    /// How large an answer's body may be, in bytes, after decompression. 16 MiB if nobody says otherwise.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = Some(bytes);
        self
    }

    /// The media type to ask for, where the operation offers it. Without this, the first that the spec lists.
    pub fn accept(mut self, media_type: MediaType) -> Self {
        self.accept = Some(media_type);
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
            connect_timeout: other.connect_timeout.or(self.connect_timeout),
            attempt_timeout: other.attempt_timeout.or(self.attempt_timeout),
            attempts: other.attempts.or(self.attempts),
            body_limit: other.body_limit.or(self.body_limit),
            accept: other.accept.or(self.accept),
            headers: self.headers,
            problem: other.problem.or(self.problem),
        }
    }

    pub(crate) fn apply(self, settings: &mut Settings) {
        let Self {
            timeout,
            connect_timeout,
            attempt_timeout,
            attempts,
            body_limit,
            accept,
            headers,
            problem,
        } = self;
        settings.timeout = timeout.unwrap_or(settings.timeout);
        settings.connect_timeout = connect_timeout.or(settings.connect_timeout);
        settings.attempt_timeout = attempt_timeout.unwrap_or(settings.attempt_timeout);
        settings.attempts = attempts.unwrap_or(settings.attempts).max(1);
        settings.body_limit = body_limit.unwrap_or(settings.body_limit);
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
            .field("connect_timeout", &self.connect_timeout)
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

/// Which operation a generated method calls.
#[derive(Debug)]
pub struct OperationInfo {
    /// The spec's `operationId`.
    pub operation_id: &'static str,
}

/// What generated methods call, in this order. Every client has it; there is nothing to implement.
pub trait ClientHooks: Api {
    /// Nothing: [`exec`](Self::exec) does all that there is to do. Generated code calls it.
    fn pre(
        &self,
        _request: &mut Request,
        _info: &OperationInfo,
    ) -> impl Future<Output = Result<(), Failure>> + Send {
        future::ready(Ok(()))
    }

    /// Sends the request with credentials, as often as the settings allow, and reads the whole answer.
    ///
    /// # Errors
    /// No whole answer came. An answer with an error status is `Ok` here: the method knows what its body means.
    fn exec(
        &self,
        request: Request,
        info: &OperationInfo,
    ) -> impl Future<Output = Result<Response, Failure>> + Send {
        let transport = self.transport();
        let operation = transport.site.provider.operation(info.operation_id);
        async move {
            match operation {
                Some(operation) => send::call(transport, operation, &request).await,
                None => Err(Failure::request(
                    None,
                    "the provider has no operation of this name".to_owned(),
                )),
            }
        }
    }

    /// Nothing: what follows decodes the answer. Generated code calls it.
    fn post(
        &self,
        _result: &Result<Response, Failure>,
        _info: &OperationInfo,
    ) -> impl Future<Output = Result<(), Failure>> + Send {
        future::ready(Ok(()))
    }
}

impl<C: Api> ClientHooks for C {}
