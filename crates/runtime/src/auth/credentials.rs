//! Credentials: which kinds a provider takes, where they come from, and how they go into a request.

use std::cmp::Reverse;
use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderName, HeaderValue, header};
use percent_encoding::utf8_percent_encode;
use tokio::time::Instant;

use crate::auth::token::{BoxError, Exchange, Origin, Source, Token, TokenCell};
use crate::client::api::Api;
use crate::client::builder::{ConfigError, variables};
use crate::request::message::RESERVED;
use crate::{Provider, Scheme, Secret, variable};

/// Which kinds of credentials a client takes: its spec's `securitySchemes`, so that another kind does not compile.
pub mod scheme {
    /// HTTP basic: a name and a password with every request.
    #[diagnostic::on_unimplemented(message = "this provider does not take HTTP basic credentials")]
    pub trait Basic: crate::Api {}

    /// A bearer token with every request.
    #[diagnostic::on_unimplemented(message = "this provider does not take a bearer token")]
    pub trait Bearer: crate::Api {}

    /// A key in the query or in a header of every request.
    #[diagnostic::on_unimplemented(message = "this provider does not take an API key")]
    pub trait ApiKey: crate::Api {}

    /// OAuth2 client credentials, exchanged for a token.
    #[diagnostic::on_unimplemented(
        message = "this provider does not take OAuth2 client credentials"
    )]
    pub trait ClientCredentials: crate::Api {}

    /// A user's name and password, exchanged for a token.
    #[diagnostic::on_unimplemented(
        message = "this provider does not take a user name and a password"
    )]
    pub trait Login: crate::Api {}
}

/// Proof of who calls, of a kind that the provider takes. `Debug` shows the kind only.
///
/// ```
/// # use bindery_runtime::{Credentials, scheme};
/// fn credentials<C: scheme::Bearer>() -> Credentials<C> {
///     Credentials::token("made-up-token")
/// }
/// ```
///
/// A kind that the provider does not take does not compile:
///
/// ```compile_fail,E0277
/// # use bindery_runtime::{Credentials, scheme};
/// fn credentials<C: scheme::Bearer>() -> Credentials<C> {
///     Credentials::basic("made-up-id", "made-up-secret")
/// }
/// ```
pub struct Credentials<C> {
    plan: Plan,
    api: PhantomData<fn() -> C>,
}

#[derive(Clone)]
enum Plan {
    Basic(String, Secret),
    Bearer(Secret),
    ApiKey(Secret),
    ClientCredentials(String, Secret),
    Login(String, Secret),
    Source(Source),
}

impl<C: Api> Credentials<C> {
    /// HTTP basic credentials, sent with every request.
    pub fn basic(username: impl Into<String>, password: impl Into<Secret>) -> Self
    where
        C: scheme::Basic,
    {
        Self::new(Plan::Basic(username.into(), password.into()))
    }

    /// A bearer token, sent with every request as it is.
    pub fn token(token: impl Into<Secret>) -> Self
    where
        C: scheme::Bearer,
    {
        Self::new(Plan::Bearer(token.into()))
    }

    /// A source of bearer tokens. It is asked for a token before the first call, again when a token expires, and once
    /// more when the provider answers 401; never by two calls at a time.
    ///
    /// # Errors
    /// An error of the source is the `source()` of the error of each call that waited for the token.
    pub fn token_source<F, R, E>(source: F) -> Self
    where
        C: scheme::Bearer,
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<Token, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        let source = move || {
            let token = source();
            Box::pin(async move { token.await.map_err(Into::into) })
                as Pin<Box<dyn Future<Output = _> + Send>>
        };
        Self::new(Plan::Source(Arc::new(source)))
    }

    /// An API key, sent with every request.
    pub fn api_key(key: impl Into<Secret>) -> Self
    where
        C: scheme::ApiKey,
    {
        Self::new(Plan::ApiKey(key.into()))
    }

    /// OAuth2 client credentials. The client exchanges them for a token when it first needs one, and again when that
    /// expires or is refused.
    pub fn client_credentials(id: impl Into<String>, secret: impl Into<Secret>) -> Self
    where
        C: scheme::ClientCredentials,
    {
        Self::new(Plan::ClientCredentials(id.into(), secret.into()))
    }

    /// A user's name and password. The client exchanges them for a token when it first needs one, and again when that
    /// expires or is refused.
    pub fn login(username: impl Into<String>, password: impl Into<Secret>) -> Self
    where
        C: scheme::Login,
    {
        Self::new(Plan::Login(username.into(), password.into()))
    }

    /// Credentials from environment variables: the first scheme all of whose variables are set.
    ///
    /// # Errors
    /// No scheme has all of its variables; the error names them.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// Credentials from variables that `lookup` knows, under the names that the environment would have.
    ///
    /// # Errors
    /// No scheme has all of its variables; the error names them.
    pub fn from_variables(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let provider = C::PROVIDER;
        for scheme in provider.security {
            let values: Option<Vec<String>> = scheme
                .words()
                .into_iter()
                .map(|word| {
                    lookup(&variable(provider.name, word)).filter(|value| !value.is_empty())
                })
                .collect();
            let plan = match (scheme, values.unwrap_or_default().as_slice()) {
                (Scheme::Basic { .. }, [username, password]) => {
                    Plan::Basic(username.clone(), password.as_str().into())
                }
                (Scheme::Bearer, [token]) => Plan::Bearer(token.as_str().into()),
                (Scheme::ApiKeyQuery { .. } | Scheme::ApiKeyHeader { .. }, [key]) => {
                    Plan::ApiKey(key.as_str().into())
                }
                (Scheme::ClientCredentials(_), [id, secret]) => {
                    Plan::ClientCredentials(id.clone(), secret.as_str().into())
                }
                (Scheme::Login(_), [username, password]) => {
                    Plan::Login(username.clone(), password.as_str().into())
                }
                _ => continue,
            };
            return Ok(Self::new(plan));
        }
        Err(ConfigError::no_variables(provider, lookup))
    }

    fn new(plan: Plan) -> Self {
        Self {
            plan,
            api: PhantomData,
        }
    }

    /// What goes into the requests to a provider below a base URL.
    pub(crate) fn auth(self, base_url: &str) -> Result<Auth, ConfigError> {
        Auth::new(C::PROVIDER, self.plan, base_url)
    }
}

impl<C> Clone for Credentials<C> {
    fn clone(&self) -> Self {
        Self {
            plan: self.plan.clone(),
            api: PhantomData,
        }
    }
}

impl<C> fmt::Debug for Credentials<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.plan {
            Plan::Basic(..) => "basic",
            Plan::Bearer(_) => "token",
            Plan::ApiKey(_) => "api_key",
            Plan::ClientCredentials(..) => "client_credentials",
            Plan::Login(..) => "login",
            Plan::Source(_) => "token_source",
        };
        write!(f, "Credentials({kind}, [redacted])")
    }
}

/// How a client proves who it is.
pub(crate) struct Auth {
    scheme: &'static Scheme,
    means: Means,
    /// What must not be shown, in each of its spellings.
    secrets: Vec<String>,
}

enum Means {
    Header(HeaderName, HeaderValue),
    /// `name=value`, escaped.
    Query(String),
    Token(Box<TokenCell>),
}

impl Means {
    fn token(origin: Origin) -> Self {
        Self::Token(Box::new(TokenCell::new(origin)))
    }
}

/// What goes into one request.
#[derive(Clone)]
pub(crate) enum Proof<'a> {
    Header(&'a HeaderName, HeaderValue),
    /// What [`Auth::query`] adds.
    Query,
    /// A token that can be renewed, with its number.
    Token(HeaderValue, u64),
}

impl Auth {
    fn new(provider: &'static Provider, plan: Plan, base_url: &str) -> Result<Self, ConfigError> {
        let scheme = provider
            .security
            .iter()
            .find(|scheme| {
                matches!(
                    (scheme, &plan),
                    (Scheme::Basic { .. }, Plan::Basic(..))
                        | (Scheme::Bearer, Plan::Bearer(_) | Plan::Source(_))
                        | (
                            Scheme::ApiKeyQuery { .. } | Scheme::ApiKeyHeader { .. },
                            Plan::ApiKey(_)
                        )
                        | (Scheme::ClientCredentials(_), Plan::ClientCredentials(..))
                        | (Scheme::Login(_), Plan::Login(..))
                )
            })
            .ok_or_else(|| {
                ConfigError::new(format!("{} does not take such credentials", provider.title))
            })?;
        let given: Vec<&str> = match &plan {
            Plan::Basic(name, secret)
            | Plan::ClientCredentials(name, secret)
            | Plan::Login(name, secret) => {
                vec![name, secret.expose()]
            }
            Plan::Bearer(secret) | Plan::ApiKey(secret) => vec![secret.expose()],
            Plan::Source(_) => vec![],
        };
        if let Some((word, _)) = scheme
            .words()
            .iter()
            .zip(&given)
            .find(|(_, value)| value.is_empty())
        {
            return Err(ConfigError::new(format!(
                "{}: {word} is empty; give it to the builder, or set {}",
                provider.title,
                variable(provider.name, word)
            )));
        }
        let mut secrets: Vec<String> = given
            .last()
            .map(|secret| spellings(secret))
            .unwrap_or_default();
        let means = match (scheme, &plan) {
            (Scheme::Basic { username: word, .. }, Plan::Basic(username, password)) => {
                if username.contains(':') {
                    return Err(ConfigError::new(format!(
                        "{}: {word} holds a colon, which HTTP basic does not allow",
                        provider.title
                    )));
                }
                let pair = STANDARD.encode(format!("{username}:{}", password.expose()));
                let value = sensitive(provider, word, &format!("Basic {pair}"))?;
                secrets.push(pair);
                Means::Header(header::AUTHORIZATION, value)
            }
            (_, Plan::Bearer(token)) => {
                let value = sensitive(provider, "token", &format!("Bearer {}", token.expose()))?;
                Means::Header(header::AUTHORIZATION, value)
            }
            (Scheme::ApiKeyHeader { name }, Plan::ApiKey(key)) => {
                let header = HeaderName::from_bytes(name.as_bytes()).map_err(|_| {
                    ConfigError::new(format!("{}: {name} is not a header name", provider.title))
                })?;
                Means::Header(header, sensitive(provider, name, key.expose())?)
            }
            (Scheme::ApiKeyQuery { name }, Plan::ApiKey(key)) => Means::Query(format!(
                "{}={}",
                utf8_percent_encode(name, RESERVED),
                utf8_percent_encode(key.expose(), RESERVED)
            )),
            (Scheme::ClientCredentials(request), Plan::ClientCredentials(id, secret)) => {
                let fields = [
                    ("grant_type", "client_credentials"),
                    ("client_id", id.as_str()),
                    ("client_secret", secret.expose()),
                ];
                Means::token(Origin::Exchange(Exchange::new(request, &fields, base_url)?))
            }
            (Scheme::Login(request), Plan::Login(username, password)) => {
                let fields = [
                    ("username", username.as_str()),
                    ("password", password.expose()),
                ];
                Means::token(Origin::Exchange(Exchange::new(request, &fields, base_url)?))
            }
            (_, Plan::Source(source)) => Means::token(Origin::Source(source.clone())),
            _ => {
                return Err(ConfigError::new(format!(
                    "{} does not take such credentials",
                    provider.title
                )));
            }
        };
        // One may be a part of another.
        secrets.sort_unstable_by_key(|secret| Reverse(secret.len()));
        Ok(Self {
            scheme,
            means,
            secrets,
        })
    }

    /// What a request needs at this moment, if no token has to be fetched for it.
    pub(crate) fn ready(&self, now: Instant) -> Option<Proof<'_>> {
        match &self.means {
            Means::Header(name, value) => Some(Proof::Header(name, value.clone())),
            Means::Query(_) => Some(Proof::Query),
            Means::Token(cell) => cell.fresh(now),
        }
    }

    /// What goes into the query of every request.
    pub(crate) fn query(&self) -> Option<&str> {
        match &self.means {
            Means::Query(pair) => Some(pair),
            Means::Header(..) | Means::Token(_) => None,
        }
    }

    /// The place where tokens come from.
    pub(crate) fn cell(&self) -> Option<&TokenCell> {
        match &self.means {
            Means::Token(cell) => Some(cell),
            Means::Header(..) | Means::Query(_) => None,
        }
    }

    /// The credentials by name, to tell which ones to look at: `the credentials (SAKARI_TOKEN)`.
    pub(crate) fn name(&self, provider: &Provider) -> String {
        if self.cell().is_some_and(TokenCell::is_source) {
            return "the client's own source of tokens".to_owned();
        }
        format!(
            "the credentials ({})",
            variables(provider, self.scheme).join(", ")
        )
    }

    /// The text without any credential that this client has.
    pub(crate) fn redact(&self, text: &str) -> String {
        let token = self.cell().map(TokenCell::spellings).unwrap_or_default();
        let mut text = text.to_owned();
        for secrets in [&self.secrets, &token] {
            for secret in secrets {
                text = text.replace(secret.as_str(), "[redacted]");
            }
        }
        text
    }
}

impl fmt::Debug for Auth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.scheme.words())
    }
}

/// A secret as it is, percent-encoded, and in base64. One that is too short is a part of every text.
pub(crate) fn spellings(secret: &str) -> Vec<String> {
    if secret.len() < 4 {
        return Vec::new();
    }
    vec![
        secret.to_owned(),
        utf8_percent_encode(secret, RESERVED).to_string(),
        STANDARD.encode(secret),
    ]
}

fn sensitive(provider: &Provider, word: &str, value: &str) -> Result<HeaderValue, ConfigError> {
    let mut value = HeaderValue::from_str(value).map_err(|_| {
        ConfigError::new(format!(
            "{}: {word} holds a character that HTTP does not allow in a header",
            provider.title
        ))
    })?;
    value.set_sensitive(true);
    Ok(value)
}
