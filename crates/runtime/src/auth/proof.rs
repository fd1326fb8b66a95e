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
use crate::request::provider::{Operation, Provider, Scheme, TokenRequest, variable};
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

/// The credentials of a client.
#[derive(Default)]
pub(crate) struct Auth {
    /// The schemes that the client has credentials for.
    proofs: Vec<(&'static Scheme, Proof)>,
    redactor: Redactor,
}

/// A credential as it is sent.
enum Proof {
    Header(HeaderName, HeaderValue),
    /// A query parameter: `name=value`, escaped.
    Query(String),
    /// A token that can be renewed.
    Token(TokenCell),
}

impl Auth {
    /// Puts credentials to their use. `token_url` takes the place of the one that the spec has.
    pub(crate) fn new(
        provider: &'static Provider,
        given: &[Given],
        token_url: impl Fn(&TokenRequest) -> Result<Url, ConfigError>,
        setup: &Setup,
    ) -> Result<Self, ConfigError> {
        let mut auth = Self::default();
        let ways = provider.schemes();
        for given in given {
            let mut parts = ways.iter().flat_map(|way| way.parts());
            let Some(scheme) = parts.find(|part| given.fits(part) && auth.proof(part).is_none())
            else {
                return Err(misfit(provider));
            };
            for (word, value) in scheme.words().iter().zip(given.values()) {
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
            let proof = auth.prove(provider, scheme, given, &token_url, setup)?;
            auth.proofs.push((scheme, proof));
        }
        match given.is_empty() || ways.iter().any(|way| auth.has(way)) {
            true => Ok(auth),
            false => Err(misfit(provider)),
        }
    }

    /// Makes the proof for a scheme.
    fn prove(
        &mut self,
        provider: &Provider,
        scheme: &'static Scheme,
        given: &Given,
        token_url: &impl Fn(&TokenRequest) -> Result<Url, ConfigError>,
        setup: &Setup,
    ) -> Result<Proof, ConfigError> {
        let problem = |text: String| ConfigError::new(format!("{}: {text}", provider.title));
        let cell = |origin| Ok(Proof::Token(TokenCell::new(origin, setup.clone())));
        let values = match given {
            Given::Source(source) => return cell(Origin::Source(source.clone())),
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
                return Ok(Proof::Query(format!("{}={}", escape(name), escape(key))));
            }
            (Scheme::ClientCredentials(request) | Scheme::Login(request), [name, secret]) => {
                let url = token_url(request)?;
                let exchange = Exchange::new(request, url, scheme.words(), name, secret);
                self.redactor.add(&exchange.basic_pair());
                return cell(Origin::Exchange(exchange));
            }
            _ => return Err(problem("these credentials cannot be used".to_owned())),
        };
        let word = scheme.words().first().copied().unwrap_or_default();
        let value = value.map_err(|rule| problem(format!("{word} {rule}")))?;
        Ok(Proof::Header(name, value))
    }

    fn proof(&self, scheme: &Scheme) -> Option<&Proof> {
        let found = self.proofs.iter().find(|(known, _)| *known == scheme);
        found.map(|(_, proof)| proof)
    }

    /// Whether the client has all credentials of a way to authenticate.
    fn has(&self, way: &Scheme) -> bool {
        way.parts().iter().all(|part| self.proof(part).is_some())
    }

    /// The first way to authenticate an operation's calls that the client has the credentials for; nothing if it takes none.
    pub(crate) fn choose(
        &self,
        provider: &Provider,
        operation: &Operation,
    ) -> Result<Option<&'static Scheme>, String> {
        let ways = provider.security_of(operation);
        if let Some(way) = ways.iter().find(|way| self.has(way)) {
            return Ok(Some(way));
        }
        // Nothing is known of a request that is not in the spec, so it has what there is.
        let is_known = provider.operation(operation.id).is_some();
        match provider.schemes().into_iter().find(|way| !is_known && self.has(way)) {
            None if !ways.is_empty() => Err(format!(
                "this operation needs credentials that the client does not have: {}",
                choices(provider, ways)
            )),
            way => Ok(way),
        }
    }

    fn proofs_of(&self, way: Option<&'static Scheme>) -> impl Iterator<Item = &Proof> {
        way.into_iter().flat_map(Scheme::parts).filter_map(|part| self.proof(part))
    }

    /// The token cell of a way to authenticate, if it has one.
    pub(crate) fn cell(&self, way: Option<&'static Scheme>) -> Option<&TokenCell> {
        self.proofs_of(way).find_map(|proof| match proof {
            Proof::Token(cell) => Some(cell),
            _ => None,
        })
    }

    /// Puts the credentials that are headers into a request; a token among them is `token`.
    pub(crate) fn apply(
        &self,
        way: Option<&'static Scheme>,
        headers: &mut HeaderMap,
        token: Option<&HeaderValue>,
    ) {
        for proof in self.proofs_of(way) {
            if let Proof::Header(name, value) = proof {
                set(headers, name, value.clone());
            }
        }
        if let Some(token) = token {
            set(headers, &header::AUTHORIZATION, token.clone());
        }
    }

    /// Adds the credentials that go into the query, each once.
    pub(crate) fn apply_to_url(&self, way: Option<&'static Scheme>, url: &mut Url) {
        for proof in self.proofs_of(way) {
            let Proof::Query(pair) = proof else { continue };
            match url.query() {
                None | Some("") => url.set_query(Some(pair)),
                Some(query) if query.split('&').any(|other| other == pair) => {}
                Some(query) => url.set_query(Some(&[query, pair].join("&"))),
            }
        }
    }

    /// The credentials of an operation's calls by name, for messages: `the credentials (PROVIDER_TOKEN)`.
    pub(crate) fn name(&self, provider: &Provider, operation: &Operation) -> String {
        let way = self.choose(provider, operation).ok().flatten();
        let way = way.filter(|way| !way.parts().is_empty());
        match way {
            _ if self.cell(way).is_some_and(TokenCell::is_the_callers) => {
                "the client's own source of tokens".to_owned()
            }
            Some(way) => format!("the credentials ({})", variables(provider, way).join(", ")),
            None => "the credentials: this client has none".to_owned(),
        }
    }

    /// The text without any credential that this client has or had.
    pub(crate) fn redact(&self, text: &str) -> String {
        let text = self.redactor.redact(text);
        self.proofs.iter().fold(text, |text, (_, proof)| match proof {
            Proof::Token(cell) => cell.redact(&text),
            _ => text,
        })
    }
}

fn misfit(provider: &Provider) -> ConfigError {
    let takes = choices(provider, provider.schemes());
    ConfigError::new(format!(
        "{} does not take these credentials; it takes {takes}",
        provider.title
    ))
}

impl fmt::Debug for Auth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = self.proofs.iter().map(|(scheme, _)| scheme.words());
        f.debug_list().entries(words).finish()
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
