//! Makes a client: base URL, credentials, limits, and the HTTP client beneath.

use std::fmt;
use std::marker::PhantomData;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, header};
use reqwest::{Url, redirect};

use crate::auth::credentials::{Credentials, scheme};
use crate::auth::token::{BoxError, Token};
use crate::client::api::{Api, CallOptions, MediaType, Settings, Site, Transport};
use crate::client::connect::Http;
use crate::request::message::set;
use crate::{Provider, Scheme, Secret, variable};

/// Makes a client of type `C`. It needs credentials, and a base URL where the provider has no default one.
///
/// The client's calls run within tokio, with its I/O and time enabled.
#[must_use]
pub struct ClientBuilder<C> {
    credentials: Option<Credentials<C>>,
    base_url: Option<String>,
    options: CallOptions,
    http: Beneath,
    api: PhantomData<fn() -> C>,
}

/// Where the HTTP client comes from.
enum Beneath {
    Client(reqwest::Client),
    Builder(Box<dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>),
}

impl<C: Api> ClientBuilder<C> {
    /// A builder with nothing set.
    pub fn new() -> Self {
        Self {
            credentials: None,
            base_url: None,
            options: CallOptions::new(),
            http: Beneath::Builder(Box::new(|builder| builder)),
            api: PhantomData,
        }
    }

    /// A builder with credentials, and base URL if there is one, from environment variables: `SAKARI_TOKEN` and so on,
    /// `SAKARI_BASE_URL`.
    ///
    /// # Errors
    /// No scheme has all of its variables; the error names them.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// As [`from_env`](Self::from_env), with variables that `lookup` knows.
    ///
    /// # Errors
    /// No scheme has all of its variables; the error names them.
    pub fn from_variables(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let base_url =
            lookup(&variable(C::PROVIDER.name, "base_url")).filter(|url| !url.is_empty());
        let builder = Self::new().credentials(Credentials::from_variables(lookup)?);
        Ok(Self {
            base_url,
            ..builder
        })
    }

    /// Credentials of any kind that the provider takes.
    pub fn credentials(mut self, credentials: Credentials<C>) -> Self {
        self.credentials = Some(credentials);
        self
    }

    /// [`Credentials::basic`].
    pub fn basic(self, username: impl Into<String>, password: impl Into<Secret>) -> Self
    where
        C: scheme::Basic,
    {
        self.credentials(Credentials::basic(username, password))
    }

    /// [`Credentials::token`].
    pub fn token(self, token: impl Into<Secret>) -> Self
    where
        C: scheme::Bearer,
    {
        self.credentials(Credentials::token(token))
    }

    /// [`Credentials::token_source`].
    pub fn token_source<F, R, E>(self, source: F) -> Self
    where
        C: scheme::Bearer,
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<Token, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        self.credentials(Credentials::token_source(source))
    }

    /// [`Credentials::api_key`].
    pub fn api_key(self, key: impl Into<Secret>) -> Self
    where
        C: scheme::ApiKey,
    {
        self.credentials(Credentials::api_key(key))
    }

    /// [`Credentials::client_credentials`].
    pub fn client_credentials(self, id: impl Into<String>, secret: impl Into<Secret>) -> Self
    where
        C: scheme::ClientCredentials,
    {
        self.credentials(Credentials::client_credentials(id, secret))
    }

    /// [`Credentials::login`].
    pub fn login(self, username: impl Into<String>, password: impl Into<Secret>) -> Self
    where
        C: scheme::Login,
    {
        self.credentials(Credentials::login(username, password))
    }

    /// Where the provider is, such as `https://api.sakari.io`: `https` or `http`, host, and a path if there is one.
    /// The spec's first server if nobody says otherwise.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Settings for every call, in one go.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = self.options.and(options);
        self
    }

    /// [`CallOptions::timeout`] for every call.
    pub fn timeout(self, timeout: Duration) -> Self {
        self.options(CallOptions::new().timeout(timeout))
    }

    /// [`CallOptions::attempt_timeout`] for every call.
    pub fn attempt_timeout(self, timeout: Duration) -> Self {
        self.options(CallOptions::new().attempt_timeout(timeout))
    }

    /// [`CallOptions::connect_timeout`] for every call.
    pub fn connect_timeout(self, timeout: Duration) -> Self {
        self.options(CallOptions::new().connect_timeout(timeout))
    }

    /// [`CallOptions::attempts`] for every call.
    pub fn attempts(self, attempts: u32) -> Self {
        self.options(CallOptions::new().attempts(attempts))
    }

    /// [`CallOptions::body_limit`] for every call.
    pub fn body_limit(self, bytes: usize) -> Self {
        self.options(CallOptions::new().body_limit(bytes))
    }

    /// [`CallOptions::accept`] for every call.
    pub fn accept(self, media_type: MediaType) -> Self {
        self.options(CallOptions::new().accept(media_type))
    }

    /// [`CallOptions::header`] for every call.
    pub fn header(self, name: &str, value: &str) -> Self {
        self.options(CallOptions::new().header(name, value))
    }

    /// Changes the HTTP client that is built for this client: proxies, root certificates, HTTP versions, DNS. Redirects
    /// and timeouts stay this client's.
    ///
    /// ```
    /// # use bindery_runtime::{Api, ClientBuilder, reqwest};
    /// # fn f<C: Api>(builder: ClientBuilder<C>) -> Result<(), Box<dyn std::error::Error>> {
    /// let proxy = reqwest::Proxy::https("http://proxy.example:3128")?;
    /// let builder = builder.http(move |http| http.proxy(proxy.clone()));
    /// # Ok(())
    /// # }
    /// ```
    pub fn http(
        mut self,
        change: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        self.http = Beneath::Builder(Box::new(change));
        self
    }

    /// Sends with an HTTP client of your own. Its redirects and its timeout for connecting apply; give it
    /// [`redirects()`], so that no credential travels to another host.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.http = Beneath::Client(client);
        self
    }

    /// Makes the client. Nothing is sent yet.
    ///
    /// # Errors
    /// What is missing or cannot be used, and what to do about it.
    pub fn build(mut self) -> Result<C, ConfigError> {
        let provider = C::PROVIDER;
        let base = base_url(provider, self.base_url.as_deref())?;
        let url = parse_url(&base)?;
        let credentials = self
            .credentials
            .ok_or_else(|| ConfigError::no_credentials(provider))?;
        let auth = credentials.auth(&base)?;
        let connect_timeout = self
            .options
            .connect_timeout
            .take()
            .unwrap_or(Duration::from_secs(10));
        // A proxy cannot reach this machine's loopback: as in Go and in browsers, no HTTP_PROXY applies to it.
        let no_proxy = is_loopback(&url);
        let http = match self.http {
            Beneath::Client(client) => Http::new(client),
            Beneath::Builder(change) => {
                let make = move |builder: reqwest::ClientBuilder| {
                    let builder = if no_proxy {
                        builder.no_proxy()
                    } else {
                        builder
                    };
                    // Redirects, referrers and a dump of every byte are how credentials get out, whatever else is changed.
                    change(builder)
                        .redirect(redirects())
                        .referer(false)
                        .connection_verbose(false)
                        .retry(reqwest::retry::never())
                        .build()
                };
                Http::build(connect_timeout, Box::new(make)).map_err(|error| {
                    ConfigError::new(format!("the HTTP client cannot be built: {}", root(&error)))
                })?
            }
        };
        let mut settings = Settings {
            timeout: Duration::from_secs(60),
            connect_timeout: None,
            attempt_timeout: Duration::from_secs(30),
            attempts: 3,
            body_limit: 16 << 20,
            accept: None,
            headers: headers(provider)?,
            problem: None,
        };
        self.options.apply(&mut settings);
        if let Some(problem) = settings.problem {
            return Err(ConfigError::new(format!("{}: {problem}", provider.title)));
        }
        let origin = base.len() - url.path().trim_end_matches('/').len();
        let site = Site {
            provider,
            base_url: base,
            origin,
            url,
            auth,
        };
        Ok(C::from_transport(Transport {
            site: Arc::new(site),
            http: Arc::new(http),
            settings: Arc::new(settings),
        }))
    }
}

impl<C: Api> Default for ClientBuilder<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("credentials", &self.credentials)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

/// Follows redirects to the same host only, never from `https` to `http`, and not more than ten: what every client that
/// is built here does, for an HTTP client of your own.
#[must_use]
pub fn redirects() -> redirect::Policy {
    redirect::Policy::custom(|attempt| {
        let from = attempt.previous().last();
        if !from.is_some_and(|from| may_follow(from, attempt.url())) {
            attempt.stop()
        } else if attempt.previous().len() > REDIRECTS {
            attempt.error("too many redirects")
        } else {
            attempt.follow()
        }
    })
}

fn may_follow(from: &Url, to: &Url) -> bool {
    let same_port = from.port_or_known_default() == to.port_or_known_default();
    let to_tls = from.scheme() == "http"
        && to.scheme() == "https"
        && from.port().is_none()
        && to.port().is_none();
    from.host_str() == to.host_str() && (from.scheme() == to.scheme() && same_port || to_tls)
}

/// How many redirects are followed.
pub(crate) const REDIRECTS: usize = 10;

/// The base URL without a slash at its end, as the URL parser writes it.
fn base_url(provider: &Provider, given: Option<&str>) -> Result<String, ConfigError> {
    let text = given
        .or_else(|| provider.servers.first().map(|server| server.url))
        .ok_or_else(|| {
            ConfigError::new(format!(
                "{} has no base URL of its own: give yours with base_url, or set {}",
                provider.title,
                variable(provider.name, "base_url")
            ))
        })?;
    Ok(parse_url(text)?.as_str().trim_end_matches('/').to_owned())
}

/// A URL that requests can be sent to. What is wrong with it is told without the URL, which may hold a password.
pub(crate) fn parse_url(text: &str) -> Result<Url, ConfigError> {
    let wrong = |problem: &str| {
        Err(ConfigError::new(format!(
            "the base URL {problem}; it should look like https://api.example.com"
        )))
    };
    let Ok(url) = Url::parse(text.trim()) else {
        return wrong("cannot be read");
    };
    if !matches!(url.scheme(), "http" | "https") {
        return wrong("begins with neither https:// nor http://");
    }
    if url.host_str().is_none_or(str::is_empty) {
        return wrong("has no host");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return wrong("holds a user name or a password, which belong into the credentials");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return wrong("holds a query or a fragment");
    }
    Ok(url)
}

/// Whether a URL leads to this machine.
fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost"
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// The headers of every request: the spec's, and who is asking.
fn headers(provider: &'static Provider) -> Result<HeaderMap, ConfigError> {
    let mut headers = HeaderMap::with_capacity(provider.headers.len() + 4);
    let agent = format!("bindery/{} ({})", env!("CARGO_PKG_VERSION"), provider.name);
    for (name, value) in provider
        .headers
        .iter()
        .copied()
        .chain([(header::USER_AGENT.as_str(), agent.as_str())])
    {
        let (Ok(name), Ok(value)) = (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_str(value),
        ) else {
            return Err(ConfigError::new(format!(
                "{}: the spec's header {name} cannot be sent",
                provider.title
            )));
        };
        set(&mut headers, &name, value);
    }
    Ok(headers)
}

fn root(error: &dyn std::error::Error) -> String {
    error.source().map_or_else(|| error.to_string(), root)
}

/// Why a client cannot be made: what is missing or cannot be used, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    message: String,
}

impl ConfigError {
    pub(crate) fn new(message: String) -> Self {
        Self { message }
    }

    /// The builder was given no credentials.
    fn no_credentials(provider: &Provider) -> Self {
        Self::new(format!(
            "{} needs credentials: give them to the builder, or use from_env with {} set",
            provider.title,
            choices(provider)
        ))
    }

    /// No scheme has all of its variables: says which there could be, and what is wrong with those that were begun.
    pub(crate) fn no_variables(
        provider: &Provider,
        lookup: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let mut problems = Vec::new();
        for scheme in provider.security {
            let states: Vec<_> = variables(provider, scheme)
                .into_iter()
                .map(|name| (lookup(&name), name))
                .collect();
            if states.iter().all(|(value, _)| value.is_none()) {
                continue;
            }
            problems.extend(
                states
                    .iter()
                    .filter_map(|(value, name)| match value.as_deref() {
                        None => Some(format!("{name} is missing")),
                        Some("") => Some(format!("{name} is empty")),
                        Some(_) => None,
                    }),
            );
        }
        let mut message = format!(
            "no credentials for {}: set {}",
            provider.title,
            choices(provider)
        );
        if !problems.is_empty() {
            message.push_str(&format!(" ({})", problems.join(", ")));
        }
        Self::new(message)
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ConfigError {}

/// `SAKARI_CLIENT_ID and SAKARI_CLIENT_SECRET, or SAKARI_TOKEN`
fn choices(provider: &Provider) -> String {
    let sets: Vec<String> = provider
        .security
        .iter()
        .map(|scheme| variables(provider, scheme).join(" and "))
        .collect();
    sets.join(", or ")
}

/// The environment variables for a scheme.
pub(crate) fn variables(provider: &Provider, scheme: &Scheme) -> Vec<String> {
    scheme
        .words()
        .into_iter()
        .map(|word| variable(provider.name, word))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(from: &str, to: &str, expected: &str) {
        let found = may_follow(&Url::parse(from).unwrap(), &Url::parse(to).unwrap());
        assert_eq!(if found { "yes" } else { "no" }, expected, "{from} {to}");
    }

    #[test]
    fn redirects_stay_where_the_credentials_belong() {
        check("https://a.example/1", "https://a.example/2", "yes");
        check("https://a.example/1", "https://a.example:443/2", "yes");
        check("http://a.example:8080/1", "http://a.example:8080/2", "yes");
        check("http://a.example/1", "https://a.example/2", "yes");
        check("https://a.example/1", "http://a.example/2", "no");
        check("https://a.example:8443/1", "http://a.example:8443/2", "no");
        check("http://a.example:443/1", "https://a.example/2", "no");
        check("https://a.example/1", "https://b.example/2", "no");
        check("https://a.example/1", "https://sub.a.example/2", "no");
        check("https://a.example/1", "https://a.example:8443/2", "no");
        check("https://a.example/1", "ftp://a.example/2", "no");
    }
}
