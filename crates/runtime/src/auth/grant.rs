//! Where tokens come from: a request that exchanges credentials for one, or a source of the caller's own.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::value::any::Value;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use bytes::Bytes;
use http::{HeaderValue, Method, header};
use reqwest::Url;
use tokio::time::timeout_at;

use crate::auth::proof::{bearer, sensitive};
use crate::auth::redact::Redactor;
use crate::body::decode::decode;
use crate::exchange::fault::{Answer, Fault, Kind, Repeat, Words, one_line, stranger};
use crate::exchange::hook::{BoxError, CallInfo, Hooks};
use crate::exchange::retry::Budget;
use crate::exchange::send::{self, Deadline, Limits, Sender, Shape, accept_encoding};
use crate::request::message::set;
use crate::request::provider::{Provider, TokenBody, TokenCredentials, TokenRequest};
use crate::request::url::place;
use crate::value::secret::Secret;

/// A source of tokens of the caller's own.
pub(crate) type Source =
    Arc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<Token, BoxError>> + Send>> + Send + Sync>;

/// A bearer token from a source of the caller's own: `Credentials::token_source`.
#[derive(Clone, Debug)]
#[must_use]
pub struct Token {
    secret: Secret,
    lifetime: Option<Duration>,
}

impl Token {
    /// A token that is used until a 401, or until its expiry time if it is a JWT.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self { secret: token.into(), lifetime: None }
    }

    /// Says how long the token is good for, from now.
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }
}

/// The options of token requests: those of the client, independent of the call.
#[derive(Clone)]
pub(crate) struct Setup {
    pub(crate) provider: &'static Provider,
    pub(crate) sender: Arc<dyn Sender>,
    pub(crate) limits: Limits,
    pub(crate) budget: Arc<Budget>,
    /// In place of the HTTP client's own.
    pub(crate) user_agent: Option<HeaderValue>,
    /// More fields for the request.
    pub(crate) fields: Arc<[(String, String)]>,
}

/// The source of tokens.
pub(crate) enum Origin {
    Exchange(Exchange),
    Source(Source),
}

/// A token, and how long it is good for if something says so.
pub(crate) struct Fetched {
    pub(crate) header: HeaderValue,
    pub(crate) lifetime: Option<Duration>,
}

impl Origin {
    /// The place of the source, for messages.
    pub(crate) fn place(&self) -> Arc<str> {
        match self {
            Self::Exchange(exchange) => place(&exchange.url).into(),
            Self::Source(_) => "the client's own source of tokens".into(),
        }
    }

    /// Another token. `attempts` is how often a request for it was sent.
    pub(crate) async fn token(
        &self,
        setup: &Setup,
        place: &str,
        attempts: &mut u32,
    ) -> Result<Fetched, Fault> {
        let deadline = Deadline::after(setup.limits.timeout);
        let token = async {
            match self {
                Self::Exchange(exchange) => exchange.token(setup, place, deadline, attempts).await,
                Self::Source(source) => {
                    let token = source()
                        .await
                        .map_err(|error| Fault::new(Kind::TokenSource).source(error))?;
                    let secret = token.secret.expose();
                    let header = bearer(secret)
                        .map_err(|rule| Fault::request(format!("the token {rule}")))?;
                    let lifetime =
                        token.lifetime.or_else(|| jwt_lifetime(secret, SystemTime::now()));
                    Ok(Fetched { header, lifetime })
                }
            }
        };
        timeout_at(deadline.at, token).await.unwrap_or_else(|_| Err(deadline.fault()))
    }
}

/// A request that has a token for a response.
pub(crate) struct Exchange {
    url: Url,
    request: &'static TokenRequest,
    /// The names of the two fields, unless they go into the header.
    names: Vec<&'static str>,
    name: String,
    secret: Secret,
}

impl Exchange {
    pub(crate) fn new(
        request: &'static TokenRequest,
        url: Url,
        names: Vec<&'static str>,
        name: &str,
        secret: &str,
    ) -> Self {
        Self { url, request, names, name: name.to_owned(), secret: secret.into() }
    }

    async fn token(
        &self,
        setup: &Setup,
        place: &str,
        deadline: Deadline,
        attempts: &mut u32,
    ) -> Result<Fetched, Fault> {
        let mut secrets = Redactor::default();
        secrets.add(self.secret.expose());
        secrets.add(&self.basic_pair());
        let describe =
            |fault: &Fault| fault.describe(place, &|text| one_line(&secrets.redact(text)));
        let run = send::Exchange {
            sender: &*setup.sender,
            limits: setup.limits,
            budget: &setup.budget,
            deadline,
            wait_headers: setup.provider.wait_headers,
            hooks: &Hooks::default(),
            info: CallInfo {
                provider: setup.provider.name,
                operation: "token",
                path: "",
                attempt: 0,
            },
            describe: &describe,
            what: "token",
        };
        let shape = Ask { exchange: self, setup };
        let mut fault = match run.run(&shape, attempts).await {
            Ok(reply) => match read(&reply.answer, self.request.token, setup.provider) {
                Ok(token) => return Ok(token),
                Err(kind) => Fault::answer(kind, reply.answer),
            },
            Err(fault) => fault,
        };
        // The response to a token request may hold a token, wherever it is: its body goes no further.
        if let Some(answer) = &mut fault.answer {
            *answer.body_mut() = Bytes::new();
        }
        Err(fault)
    }

    /// Id and secret for HTTP basic: each in form encoding (RFC 6749, section 2.3.1).
    pub(crate) fn basic_pair(&self) -> String {
        let encode =
            |text: &str| -> String { form_urlencoded::byte_serialize(text.as_bytes()).collect() };
        STANDARD.encode(format!("{}:{}", encode(&self.name), encode(self.secret.expose())))
    }

    /// The body: the fields that the caller set take the place of the spec's.
    fn body(&self, more: &[(String, String)]) -> (&'static str, String) {
        let mut fields: Vec<(&str, &str)> = Vec::new();
        if self.names.first() == Some(&"client_id") {
            fields.push(("grant_type", "client_credentials"));
        }
        if self.request.credentials == TokenCredentials::Body {
            fields
                .extend(self.names.iter().copied().zip([self.name.as_str(), self.secret.expose()]));
        }
        let spec = self.request.fields.iter().copied();
        fields.extend(spec.filter(|(name, _)| !more.iter().any(|(own, _)| own == name)));
        fields.extend(more.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        match self.request.body {
            TokenBody::Json => {
                // A `Map` has an order only where some crate in the build asks serde_json for one.
                let text = |text: &str| Value::from(text).to_string();
                let fields: Vec<String> = fields
                    .iter()
                    .map(|(name, value)| format!("{}:{}", text(name), text(value)))
                    .collect();
                ("application/json", format!("{{{}}}", fields.join(",")))
            }
            TokenBody::Form => {
                let mut form = form_urlencoded::Serializer::new(String::new());
                form.extend_pairs(fields);
                ("application/x-www-form-urlencoded", form.finish())
            }
        }
    }
}

/// A token request with the client's settings.
struct Ask<'a> {
    exchange: &'a Exchange,
    setup: &'a Setup,
}

impl Shape for Ask<'_> {
    fn request(&self) -> Result<reqwest::Request, Fault> {
        let Self { exchange, setup } = self;
        let mut request = reqwest::Request::new(Method::POST, exchange.url.clone());
        let (content_type, body) = exchange.body(&setup.fields);
        let headers = request.headers_mut();
        if let Some(agent) = &setup.user_agent {
            set(headers, &header::USER_AGENT, agent.clone());
        }
        set(headers, &header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        set(headers, &header::ACCEPT, HeaderValue::from_static("application/json"));
        accept_encoding(headers);
        if exchange.request.credentials == TokenCredentials::Basic {
            let value = sensitive(&format!("Basic {}", exchange.basic_pair()));
            let value = value.map_err(Fault::request)?;
            set(headers, &header::AUTHORIZATION, value);
        }
        *request.body_mut() = Some(body.into());
        Ok(request)
    }

    /// A second token does no harm.
    fn repeat(&self) -> Repeat {
        Repeat::Freely
    }

    /// Credentials go to the URL that was configured, and nowhere else.
    fn follow(&self, _: Url) -> Option<Url> {
        None
    }
}

/// The token in a response, or why there is none.
fn read(answer: &Answer, pointer: &str, provider: &Provider) -> Result<Fetched, Kind> {
    let json: Option<Value> = decode(Some("application/json"), answer.body()).ok();
    let words = |body: &Value| Words::read(body, &provider.error);
    if answer.status().is_redirection() {
        return Err(Kind::Unexpected(Words::default()));
    }
    if !answer.status().is_success() {
        return Err(Kind::Status(json.as_ref().map(words).unwrap_or_default()));
    }
    let Some(body) = &json else {
        let problem = stranger(answer).map(|stranger| format!("with {stranger}"));
        return Err(Kind::NoToken(problem.unwrap_or_else(|| "its body is not JSON".to_owned())));
    };
    let token = body.pointer(pointer).and_then(Value::as_str).filter(|token| !token.is_empty());
    let Some(token) = token else {
        // Some refuse with status 200.
        let words = words(body);
        return Err(match words.is_empty() {
            true => Kind::NoToken(format!("there is no token at {pointer} in its body")),
            false => Kind::Status(words),
        });
    };
    let header = bearer(token).map_err(|rule| Kind::NoToken(format!("the token {rule}")))?;
    let life = body.get("expires_in").and_then(seconds);
    let lifetime = life.or_else(|| jwt_lifetime(token, SystemTime::now()));
    Ok(Fetched { header, lifetime })
}

/// `expires_in`, which some send as a string. 0 says nothing: a token that is good for no time is good for no call.
fn seconds(value: &Value) -> Option<Duration> {
    let seconds = value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())?;
    Duration::try_from_secs_f64(seconds).ok().filter(|life| !life.is_zero())
}

/// The lifetime of a token by its own claims, if it is a JWT: `exp`, in seconds since 1970 (RFC 7519, section 4.1.4).
/// With the time of issue (`iat`), it does not depend on the local clock.
fn jwt_lifetime(token: &str, now: SystemTime) -> Option<Duration> {
    let claims = token.split('.').nth(1)?;
    let claims = URL_SAFE_NO_PAD.decode(claims.trim_end_matches('=')).ok()?;
    let claims: Value = decode(Some("application/json"), &claims).ok()?;
    let now = now.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs_f64();
    let made = claims.get("iat").and_then(Value::as_f64).unwrap_or(now);
    Duration::try_from_secs_f64(claims.get("exp")?.as_f64()? - made)
        .ok()
        .filter(|life| !life.is_zero())
}

#[cfg(test)]
mod tests;
