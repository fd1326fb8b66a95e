//! Credentials, and how they go into a request.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use reqwest::Url;

use crate::auth::grant::{Exchange, Origin, Setup, Source};
use crate::auth::redact::Redactor;
use crate::auth::token::TokenCell;
use crate::request::config::{ConfigError, choices, variables};
use crate::request::message::set;
use crate::request::provider::{Provider, Scheme, TokenRequest, variable};
use crate::request::url::escape;
use crate::value::secret::Secret;

/// One of the credentials that a caller gave.
#[derive(Clone)]
pub(crate) enum Given {
    /// Its kind, the name of the header or parameter for one of several API keys, and its values: the last is secret.
    Values(Kind, Option<String>, Vec<Secret>),
    Source(Source),
}

/// The kinds of credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Basic,
    Token,
    ApiKey,
    ClientCredentials,
    Login,
}

impl Kind {
    /// The credentials of a scheme.
    fn of(scheme: &Scheme) -> Option<Self> {
        Some(match scheme {
            Scheme::Basic { .. } => Self::Basic,
            Scheme::Bearer => Self::Token,
            Scheme::ApiKeyQuery { .. } | Scheme::ApiKeyHeader { .. } => Self::ApiKey,
            Scheme::ClientCredentials(_) => Self::ClientCredentials,
            Scheme::Login(_) => Self::Login,
            Scheme::All(_) => return None,
        })
    }
}

impl Given {
    /// The credentials for a scheme that is not of several parts.
    pub(crate) fn new(scheme: &Scheme, values: Vec<Secret>) -> Option<Self> {
        let kind = Kind::of(scheme)?;
        let name =
            scheme.words().first().filter(|_| kind == Kind::ApiKey).map(|&name| name.to_owned());
        Some(Self::Values(kind, name, values))
    }

    /// Its values, in the order of the scheme's names for them.
    fn values(&self) -> Vec<&str> {
        match self {
            Self::Values(.., values) => values.iter().map(Secret::expose).collect(),
            Self::Source(_) => Vec::new(),
        }
    }

    fn fits(&self, scheme: &Scheme) -> bool {
        let kind = Kind::of(scheme);
        match self {
            Self::Values(own, name, _) => {
                let names = scheme.words();
                kind == Some(*own)
                    && name.as_ref().is_none_or(|name| {
                        names.iter().any(|other| other.eq_ignore_ascii_case(name))
                    })
            }
            Self::Source(_) => kind == Some(Kind::Token),
        }
    }
}

impl fmt::Debug for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Values(kind, ..) => write!(f, "{kind:?}"),
            Self::Source(_) => f.write_str("TokenSource"),
        }
    }
}

/// The credentials of a client, by scheme.
#[derive(Default)]
pub(crate) struct Auth {
    /// The scheme of the credentials, if there are any.
    pub(crate) scheme: Option<&'static Scheme>,
    headers: Vec<(HeaderName, HeaderValue)>,
    /// The query parameters of every request: `name=value`, escaped.
    pub(crate) query: Option<String>,
    /// The token cell of the client, if its token can be renewed.
    pub(crate) cell: Option<TokenCell>,
    redactor: Redactor,
    is_source: bool,
}

impl Auth {
    /// Puts credentials to their use. `token_url` takes the place of the one that the spec has.
    pub(crate) fn new(
        provider: &'static Provider,
        given: &[Given],
        token_url: impl Fn(&TokenRequest) -> Result<Url, ConfigError>,
        setup: Setup,
    ) -> Result<Self, ConfigError> {
        let mut auth = Self::default();
        if given.is_empty() {
            return Ok(auth);
        }
        let pairs = provider.security.iter().find_map(|scheme| {
            let mut rest: Vec<&Given> = given.iter().collect();
            let mut pairs = Vec::new();
            for part in scheme.parts() {
                let at = rest.iter().position(|given| given.fits(part))?;
                pairs.push((part, rest.swap_remove(at)));
            }
            rest.is_empty().then_some((scheme, pairs))
        });
        let Some((scheme, pairs)) = pairs else {
            return Err(ConfigError::new(format!(
                "{} does not take these credentials; it takes {}",
                provider.title,
                choices(provider),
            )));
        };
        auth.scheme = Some(scheme);
        for (part, given) in &pairs {
            for (word, value) in part.words().iter().zip(given.values()) {
                if value.is_empty() {
                    return Err(ConfigError::new(format!(
                        "{}: {word} is empty; give it to the builder, or set {}",
                        provider.title,
                        variable(provider.name, word)
                    )));
                }
            }
            if let Some(secret) = given.values().last() {
                auth.redactor.add(secret);
            }
        }
        let mut setup = Some(setup);
        for (part, given) in pairs {
            let origin = auth.add(provider, part, given, &token_url)?;
            if let Some((origin, setup)) = origin.zip(setup.take()) {
                auth.is_source = matches!(origin, Origin::Source(_));
                auth.cell = Some(TokenCell::new(origin, setup));
            }
        }
        Ok(auth)
    }

    /// Adds one of the credentials, or gives where its token comes from.
    fn add(
        &mut self,
        provider: &Provider,
        scheme: &'static Scheme,
        given: &Given,
        token_url: &impl Fn(&TokenRequest) -> Result<Url, ConfigError>,
    ) -> Result<Option<Origin>, ConfigError> {
        let problem = |text: String| ConfigError::new(format!("{}: {text}", provider.title));
        let values = match given {
            Given::Source(source) => return Ok(Some(Origin::Source(source.clone()))),
            Given::Values(..) => given.values(),
        };
        let (name, value) = match (scheme, values.as_slice()) {
            (Scheme::Basic { username: word, .. }, [username, password]) => {
                if username.contains(':') {
                    return Err(problem(format!(
                        "{word} holds a colon, which HTTP basic does not allow"
                    )));
                }
                let pair = STANDARD.encode(format!("{username}:{password}"));
                self.redactor.add(&pair);
                (header::AUTHORIZATION, sensitive(&format!("Basic {pair}")))
            }
            (Scheme::Bearer, [token]) => {
                self.redactor.add(without_scheme(token));
                (header::AUTHORIZATION, bearer(token))
            }
            (Scheme::ApiKeyHeader { name }, [key]) => {
                let header = HeaderName::from_bytes(name.as_bytes());
                let header = header.map_err(|_| problem(format!("{name} is not a header name")))?;
                (header, sensitive(key))
            }
            (Scheme::ApiKeyQuery { name }, [key]) => {
                let pair = format!("{}={}", escape(name), escape(key));
                let before = self.query.take().map(|query| query + "&");
                self.query = Some(before.unwrap_or_default() + &pair);
                return Ok(None);
            }
            (Scheme::ClientCredentials(request) | Scheme::Login(request), [name, secret]) => {
                let url = token_url(request)?;
                let exchange = Exchange::new(request, url, scheme.words(), name, secret);
                self.redactor.add(&exchange.basic_pair());
                return Ok(Some(Origin::Exchange(exchange)));
            }
            _ => return Err(problem("these credentials cannot be used".to_owned())),
        };
        let word = scheme.words().first().copied().unwrap_or_default();
        let value = value.map_err(|rule| problem(format!("{word} {rule}")))?;
        self.headers.push((name, value));
        Ok(None)
    }

    /// Puts the credentials that are headers into a request; a token among them is `token`.
    pub(crate) fn apply(&self, headers: &mut HeaderMap, token: Option<&HeaderValue>) {
        for (name, value) in &self.headers {
            set(headers, name, value.clone());
        }
        if let Some(token) = token {
            set(headers, &header::AUTHORIZATION, token.clone());
        }
    }

    /// The credentials by name, for messages: `the credentials (PROVIDER_TOKEN)`.
    pub(crate) fn name(&self, provider: &Provider) -> String {
        match self.scheme {
            _ if self.is_source => "the client's own source of tokens".to_owned(),
            Some(scheme) => format!("the credentials ({})", variables(provider, scheme).join(", ")),
            None => "the credentials: this client has none".to_owned(),
        }
    }

    /// The text without any credential that this client has or had.
    pub(crate) fn redact(&self, text: &str) -> String {
        let text = self.redactor.redact(text);
        match &self.cell {
            Some(cell) => cell.redact(&text),
            None => text,
        }
    }
}

impl fmt::Debug for Auth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.scheme.map(Scheme::words))
    }
}

/// A token without the prefix `Bearer`.
fn without_scheme(token: &str) -> &str {
    match token.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => token.trim_start(),
        _ => token,
    }
}

/// The header for a token.
pub(crate) fn bearer(token: &str) -> Result<HeaderValue, &'static str> {
    sensitive(&format!("Bearer {}", without_scheme(token)))
}

/// A header's value that is not printed.
pub(crate) fn sensitive(value: &str) -> Result<HeaderValue, &'static str> {
    let mut value = HeaderValue::from_str(value)
        .map_err(|_| "holds a character that HTTP does not allow in a header")?;
    value.set_sensitive(true);
    Ok(value)
}
