//! Builds clients: base URL, credentials, limits, and the underlying HTTP client.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, header};
use reqwest::redirect::Policy;

use crate::auth::grant::{Setup, Token};
use crate::auth::proof::Auth;

use crate::client::api::{Api, Site, Transport};
use crate::client::credentials::{Credentials, scheme};
use crate::client::options::{CallOptions, MediaType};
use crate::exchange::fault::MAX_HEADERS;
use crate::exchange::hook::{BoxError, Hook, Hooks};
use crate::exchange::pace::Paced;
use crate::exchange::retry::{Budget, RETRIES};
use crate::exchange::send::Sender;
use crate::request::config::ConfigError;
use crate::request::message::set;
use crate::request::provider::{Provider, variable};
use crate::request::url::{is_loopback, parse_url};
use crate::value::secret::Secret;

/// A builder for a client of type `C`. It needs credentials, and a base URL if the provider has no default.
///
/// Calls must run within a tokio runtime with I/O and time enabled.
#[must_use]
pub struct ClientBuilder<C> {
    credentials: Option<Credentials<C>>,
    base_url: Option<String>,
    token_url: Option<String>,
    token_fields: Vec<(String, String)>,
    options: CallOptions,
    connect_timeout: Option<Duration>,
    retries: u32,
    min_interval: Option<Duration>,
    hooks: Hooks,
    changes: Vec<Change>,
    client: Option<reqwest::Client>,
    api: PhantomData<fn() -> C>,
}

macro_rules! shortcuts {
    (
        credentials { $($(#[$about:meta])* $name:ident($($argument:ident: $type:ty),*) $scheme:ident;)* }
        options { $($(#[$effect:meta])* $option:ident($($value:ident: $of:ty),*);)* }
    ) => {
        /// Credentials, and options of every call. Credentials of a kind that the provider does not take do not compile.
        impl<C: Api> ClientBuilder<C> {
            $(
                $(#[$about])*
                pub fn $name(self, $($argument: $type),*) -> Self
                where
                    C: scheme::$scheme,
                {
                    self.credentials(Credentials::$name($($argument),*))
                }
            )*

            $(
                $(#[$effect])*
                pub fn $option(self, $($value: $of),*) -> Self {
                    self.options(CallOptions::new().$option($($value),*))
                }
            )*
        }
    };
}

shortcuts! {
    credentials {
        /// Sets HTTP basic credentials.
        basic(username: impl Into<String>, password: impl Into<Secret>) Basic;
        /// Sets a bearer token, with or without the prefix `Bearer`.
        token(token: impl Into<Secret>) Bearer;
        /// Sets an API key.
        api_key(key: impl Into<Secret>) ApiKey;
        /// Sets OAuth 2.0 client credentials. The client requests and renews the token.
        client_credentials(id: impl Into<String>, secret: impl Into<Secret>) ClientCredentials;
        /// Sets a user name and a password. The client requests and renews the token.
        login(username: impl Into<String>, password: impl Into<Secret>) Login;
    }
    options {
        /// Sets the timeout of a whole call, see [`CallOptions::timeout`]. The default is 60 seconds.
        timeout(timeout: Duration);
        /// Sets the timeout of one attempt, see [`CallOptions::attempt_timeout`]. The default is 20 seconds.
        attempt_timeout(timeout: Duration);
        /// Sets the maximum number of attempts, including the first. The default is 3.
        attempts(attempts: u32);
        /// Sets the maximum size of a response body, in bytes after decompression. The default is 1 MiB.
        body_limit(bytes: usize);
        /// Sets the media type to request, if the operation has it.
        accept(media_type: MediaType);
        /// Sets a header of every request.
        header(name: &str, value: &str);
    }
}

/// A change to the HTTP client that is built.
type Change = Box<dyn FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>;

impl<C: Api> ClientBuilder<C> {
    /// Creates a builder without credentials.
    pub fn new() -> Self {
        Self {
            credentials: None,
            base_url: None,
            token_url: None,
            token_fields: Vec::new(),
            options: CallOptions::new(),
            connect_timeout: None,
            retries: RETRIES,
            min_interval: None,
            hooks: Hooks::default(),
            changes: Vec::new(),
            client: None,
            api: PhantomData,
        }
    }

    /// Creates a builder with the credentials from environment variables, such as `PROVIDER_TOKEN`, and the base URL if
    /// `PROVIDER_BASE_URL` is set.
    ///
    /// # Errors
    /// Returns an error that names the variables if no credential scheme has all of its variables.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// Like [`from_env`](Self::from_env), with the variables that `lookup` returns.
    ///
    /// # Errors
    /// Returns an error that names the variables if no credential scheme has all of its variables.
    pub fn from_variables(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let base_url =
            lookup(&variable(C::PROVIDER.name, "base_url")).filter(|url| !url.is_empty());
        let builder = Self::new().credentials(Credentials::from_variables(lookup)?);
        Ok(Self { base_url, ..builder })
    }

    /// Sets the credentials.
    pub fn credentials(mut self, credentials: Credentials<C>) -> Self {
        self.credentials = Some(credentials);
        self
    }

    /// Sets a source of bearer tokens; see [`Credentials::token_source`].
    pub fn token_source<F, R, E>(self, source: F) -> Self
    where
        C: scheme::Bearer,
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<Token, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        self.credentials(Credentials::token_source(source))
    }

    /// Sets no credentials, for operations that need none. Calls of other operations fail before anything is sent.
    pub fn without_credentials(self) -> Self {
        self.credentials(Credentials::none())
    }

    /// Sets the base URL, such as `https://api.example.com/v1`. The default is the first server of the spec, if it has
    /// one.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Sets the absolute URL of token requests, in place of the spec's. Needed if that is absolute too and the base URL
    /// is a sandbox.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// Sets a field of token requests, such as `scope` or `audience`. It replaces a field of this name in the spec.
    pub fn token_field(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.token_fields.push((name.into(), value.into()));
        self
    }

    /// Sets the options of every call.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = self.options.and(options);
        self
    }

    /// Sets the timeout of connecting: DNS, TCP and TLS. The default is 10 seconds. An own client
    /// ([`http_client`](Self::http_client)) has its own timeout.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// Sets the retry budget of the client and its clones, so that an outage does not multiply the load. Each retry
    /// takes one from it; five responses without a retryable status return one. The default is 100; 0 allows no
    /// retries.
    pub fn retry_budget(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    /// Sets the minimum interval between requests, for a provider with a rate limit. Every request of the client and
    /// its clones counts: calls, retries, redirects and token requests. The timeouts of a call include the wait.
    pub fn min_interval(mut self, interval: Duration) -> Self {
        self.min_interval = Some(interval);
        self
    }

    /// Adds a hook that runs before and after each attempt of each call.
    pub fn hook(mut self, hook: impl Hook + 'static) -> Self {
        self.hooks.0.push(Arc::new(hook));
        self
    }

    /// Configures the underlying HTTP client: proxies, root certificates, HTTP versions, DNS. Several functions apply
    /// in order. They cannot change redirects and timeouts.
    ///
    /// ```
    /// # use bindery_runtime::{Api, ClientBuilder, reqwest};
    /// # fn f<C: Api>(builder: ClientBuilder<C>) -> Result<(), Box<dyn std::error::Error>> {
    /// let proxy = reqwest::Proxy::https("http://proxy.example:3128")?;
    /// let builder = builder.http(|http| http.proxy(proxy));
    /// # Ok(())
    /// # }
    /// ```
    pub fn http(
        mut self,
        change: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        self.changes.push(Box::new(change));
        self
    }

    /// Uses your own HTTP client, with its timeouts and `User-Agent`. Build it with [`redirects()`], so that no
    /// credentials are sent to another host.
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.client = Some(client);
        self
    }

    /// Builds the client. No request is sent.
    ///
    /// # Errors
    /// Returns an error with the missing or invalid setting, and what to do.
    pub fn build(self) -> Result<C, ConfigError> {
        let provider = C::PROVIDER;
        let base = base_url(provider, self.base_url.as_deref())?;
        let url = parse_url("base URL", &base)?;
        let credentials = match self.credentials {
            Some(credentials) => credentials,
            None if provider.is_open() => Credentials::none(),
            None => return Err(ConfigError::no_credentials(provider)),
        };
        let own_client = self.client.is_some();
        let token_url = |request: &crate::TokenRequest| {
            let url = match &self.token_url {
                Some(url) => parse_url("token URL", url)?,
                None if request.url.contains("://") => parse_url("token URL", request.url)?,
                None => {
                    let path = request.url.trim_start_matches('/');
                    parse_url("token URL", &format!("{base}/{path}"))?
                }
            };
            if !own_client {
                check_tls(provider, "token URL", &url)?;
            }
            Ok(url)
        };
        let client = match self.client {
            Some(_) if !self.changes.is_empty() || self.connect_timeout.is_some() => {
                return Err(ConfigError::new(
                    "http_client brings an HTTP client, which http and connect_timeout cannot change: \
                     use one or the other",
                ));
            }
            Some(client) => client,
            None => build(provider, &url, self.connect_timeout, self.changes)?,
        };
        let mut sender: Arc<dyn Sender> = Arc::new(client);
        if let Some(interval) = self.min_interval {
            sender = Arc::new(Paced::new(sender, interval));
        }
        let mut options = CallOptions::new();
        options.headers = headers(provider)?;
        let options = options.and(self.options);
        if let Some(problem) = options.problem {
            return Err(ConfigError::new(format!("{}: {problem}", provider.title)));
        }
        let budget = Arc::new(Budget::new(self.retries));
        let setup = Setup {
            provider,
            sender: sender.clone(),
            limits: options.limits(),
            budget: budget.clone(),
            user_agent: options.headers.get(header::USER_AGENT).cloned(),
            fields: self.token_fields.into(),
        };
        let auth = Auth::new(provider, &credentials.given, token_url, &setup)?;
        let site = Site { provider, base_url: base.clone(), url, auth, budget, hooks: self.hooks };
        Ok(C::from_transport(Transport {
            site: Arc::new(site),
            sender,
            options: Arc::new(options),
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

/// The HTTP client for a base URL.
fn build(
    provider: &Provider,
    url: &reqwest::Url,
    connect_timeout: Option<Duration>,
    changes: Vec<Change>,
) -> Result<reqwest::Client, ConfigError> {
    check_tls(provider, "base URL", url)?;
    let agent = format!("bindery/{} ({})", env!("CARGO_PKG_VERSION"), provider.name);
    let mut builder = reqwest::Client::builder()
        .user_agent(agent)
        .http1_max_headers(MAX_HEADERS)
        .connect_timeout(connect_timeout.unwrap_or(Duration::from_secs(10)));
    if is_loopback(url) {
        // A proxy cannot reach this machine's loopback: as in Go and in browsers, no HTTP_PROXY applies to it.
        builder = builder.no_proxy();
    }
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    if url.scheme() == "http" && !has_certificates() {
        builder = builder.tls_certs_only([]);
    }
    // Redirects, referrers and a dump of every byte are how credentials get out, whatever else is changed.
    changes
        .into_iter()
        .fold(builder, |builder, change| change(builder))
        .redirect(redirects())
        .referer(false)
        .connection_verbose(false)
        .retry(reqwest::retry::never())
        .build()
        .map_err(|error| {
            let place = ["SSL_CERT_FILE", "SSL_CERT_DIR"]
                .into_iter()
                .find(|name| std::env::var_os(name).is_some());
            let advice = place.map_or(String::new(), |name| {
                format!("; {name} is set: check that it leads to certificates in PEM")
            });
            ConfigError::new(format!("the HTTP client cannot be built: {}{advice}", root(&error)))
        })
}

fn check_tls(provider: &Provider, what: &str, url: &reqwest::Url) -> Result<(), ConfigError> {
    if url.scheme() != "https" || cfg!(any(feature = "rustls", feature = "native-tls")) {
        return Ok(());
    }
    Err(ConfigError::new(format!(
        "the {what} begins with https://, and this program is built without TLS: turn on the feature rustls or \
         native-tls of bindery-{}, or give an HTTP client with http_client",
        provider.name
    )))
}

/// Whether this machine has certificates that TLS can be set up with. Plain HTTP needs none.
#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn has_certificates() -> bool {
    static FOUND: std::sync::OnceLock<bool> = std::sync::OnceLock::new();
    *FOUND.get_or_init(|| reqwest::Client::builder().build().is_ok())
}

/// The redirect policy for [`ClientBuilder::http_client`]: none. The client itself follows up to ten redirects with the
/// same scheme, host and port.
#[must_use]
pub fn redirects() -> Policy {
    Policy::none()
}

/// The base URL without a slash at its end, as the URL parser writes it.
fn base_url(provider: &Provider, given: Option<&str>) -> Result<String, ConfigError> {
    let text =
        given.or_else(|| provider.servers.first().map(|server| server.url)).ok_or_else(|| {
            ConfigError::new(format!(
                "{} has no base URL of its own: give yours with base_url, or set {}",
                provider.title,
                variable(provider.name, "base_url")
            ))
        })?;
    let url = parse_url("base URL", text)?;
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

/// The headers of every request that the spec has.
fn headers(provider: &'static Provider) -> Result<HeaderMap, ConfigError> {
    let mut headers = HeaderMap::with_capacity(provider.headers.len() + 4);
    for (name, value) in provider.headers {
        let (Ok(name), Ok(value)) =
            (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value))
        else {
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
