//! Builds clients: base URL, credentials, limits, and the underlying HTTP client.
#![expect(missing_docs, reason = "`client_builder!` has the documentation of these methods")]

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, header};
use reqwest::redirect::Policy;

use crate::auth::grant::Setup;
use crate::auth::proof::Auth;

use crate::client::api::{Api, Site, Transport};
use crate::client::credentials::Credentials;
use crate::client::options::CallOptions;
use crate::exchange::hook::{Hook, Hooks};
use crate::exchange::pace::Paced;
use crate::exchange::retry::{Budget, RETRIES};
use crate::exchange::send::Sender;
use crate::request::config::ConfigError;
use crate::request::message::set;
use crate::request::provider::{Provider, variable};
use crate::request::url::{is_loopback, parse_url};

/// The content of a generated `ClientBuilder`, which has the docs.
#[must_use]
pub struct Builder {
    provider: &'static Provider,
    credentials: Option<Credentials>,
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
}

/// A change to the HTTP client that is built.
type Change = Box<dyn FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>;

impl Builder {
    pub fn new(provider: &'static Provider) -> Self {
        Self {
            provider,
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
        }
    }

    pub fn from_variables(
        provider: &'static Provider,
        lookup: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, ConfigError> {
        let base_url = lookup(&variable(provider.name, "base_url")).filter(|url| !url.is_empty());
        let credentials = Some(Credentials::from_variables(provider, lookup)?);
        Ok(Self { credentials, base_url, ..Self::new(provider) })
    }

    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = Some(credentials);
        self
    }

    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    pub fn token_field(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.token_fields.push((name.into(), value.into()));
        self
    }

    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = self.options.and(options);
        self
    }

    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    pub fn retry_budget(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    pub fn min_interval(mut self, interval: Duration) -> Self {
        self.min_interval = Some(interval);
        self
    }

    pub fn hook(mut self, hook: impl Hook + 'static) -> Self {
        self.hooks.0.push(Arc::new(hook));
        self
    }

    pub fn http(
        mut self,
        change: impl FnOnce(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        self.changes.push(Box::new(change));
        self
    }

    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.client = Some(client);
        self
    }

    pub fn build<C: Api>(self) -> Result<C, ConfigError> {
        let provider = self.provider;
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
                // No credentials of a test go to the provider.
                None if request.url.contains("://") && is_loopback(&url) => {
                    let own = parse_url("token URL", request.url)?;
                    parse_url("token URL", &format!("{base}{}", own.path()))?
                }
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

impl fmt::Debug for Builder {
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

/// The redirect policy for the builder's `http_client`: none. The client itself follows up to ten redirects with the
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
