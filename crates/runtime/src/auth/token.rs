//! Bearer tokens that credentials are exchanged for: fetched once for all calls, kept, and renewed before they expire.

use std::error::Error as StdError;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, header};
use serde_json::Value;
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::auth::credentials::{Proof, spellings};
use crate::body::json;
use crate::client::api::Transport;
use crate::client::builder::{ConfigError, parse_url};
use crate::exchange::report::{Call, Failure, Kind, stranger, tidy};
use crate::exchange::send::{self, Deadline, Shape};
use crate::request::message::{Answer, Response, set};
use crate::{Operation, Secret, TokenBody, TokenRequest};

/// An error of the caller's own.
pub(crate) type BoxError = Box<dyn StdError + Send + Sync>;

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
    /// A token that is used until the provider answers 401, or until the time in it if it is a JWT.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self {
            secret: token.into(),
            lifetime: None,
        }
    }

    /// Says how long the token is good for, from now.
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }
}

/// Where a client keeps its token. Clones of the client share it.
pub(crate) struct TokenCell {
    origin: Origin,
    held: RwLock<Option<Held>>,
    /// How often a token was asked for, with or without success.
    rounds: AtomicU64,
    /// Whoever has this asks for a token. It keeps the failure of the last round, for those who waited for it.
    turn: Mutex<Option<Failure>>,
}

/// Where tokens come from.
pub(crate) enum Origin {
    Exchange(Exchange),
    Source(Source),
}

/// A request that has a token for an answer.
pub(crate) struct Exchange {
    url: reqwest::Url,
    /// Host and path, for people.
    place: Arc<str>,
    content_type: HeaderValue,
    body: Bytes,
    /// JSON pointer to the token.
    pointer: &'static str,
}

struct Held {
    header: HeaderValue,
    number: u64,
    /// When it is time for another one. Never, if nothing says how long this one is good for.
    renew: Option<Instant>,
    expires: Option<Instant>,
}

/// A token is renewed when a tenth of its life is left, but no more than this before its end.
const MARGIN: Duration = Duration::from_secs(60);

/// How long to leave a token alone that is still good and could not be renewed.
const PAUSE: Duration = Duration::from_secs(5);

impl TokenCell {
    pub(crate) fn new(origin: Origin) -> Self {
        Self {
            origin,
            held: RwLock::default(),
            rounds: AtomicU64::new(0),
            turn: Mutex::default(),
        }
    }

    pub(crate) fn is_source(&self) -> bool {
        matches!(self.origin, Origin::Source(_))
    }

    /// The token, if it need not be renewed yet.
    pub(crate) fn fresh(&self, now: Instant) -> Option<Proof<'static>> {
        self.held(|held| {
            held.renew
                .is_none_or(|renew| now < renew)
                .then(|| held.proof())
        })
    }

    /// A token, from where tokens come from if need be. `stale` is the number of one that the provider refused.
    ///
    /// One call at a time asks; those that wait for it get what it gets, its failure too. If it is given up, one of
    /// those that wait asks in its place.
    pub(crate) async fn obtain(
        &self,
        transport: &Transport,
        operation: &'static Operation,
        deadline: Deadline,
        stale: Option<u64>,
    ) -> Result<Proof<'static>, Failure> {
        let seen = self.rounds.load(Ordering::Acquire);
        let good = self.held(|held| {
            let expired = held
                .expires
                .is_some_and(|expires| expires <= Instant::now());
            (!expired && Some(held.number) != stale).then(|| held.proof())
        });
        let mut turn = match (self.turn.try_lock(), good.clone()) {
            (Ok(turn), _) => turn,
            (Err(_), Some(proof)) => return Ok(proof),
            (Err(_), None) => self.turn.lock().await,
        };
        if let Some(Proof::Token(header, number)) = self.fresh(Instant::now())
            && Some(number) != stale
        {
            return Ok(Proof::Token(header, number));
        }
        if let Some(failure) = turn
            .as_ref()
            .filter(|_| self.rounds.load(Ordering::Acquire) != seen)
        {
            return Err(failure.clone().for_operation(operation));
        }
        let fetched = self
            .fetch(transport, operation, deadline, good.is_some())
            .await;
        match (fetched, good) {
            (Ok(token), _) => {
                *turn = None;
                Ok(self.keep(token, self.rounds.fetch_add(1, Ordering::AcqRel)))
            }
            (Err(_), Some(proof)) => {
                self.leave_alone();
                Ok(proof)
            }
            (Err(failure), None) => {
                // That this call ran out of time says nothing to those with more of it.
                if !failure.is_call_timeout() {
                    *turn = Some(failure.clone());
                    self.rounds.fetch_add(1, Ordering::AcqRel);
                }
                Err(failure)
            }
        }
    }

    /// The token in each of its spellings, to be taken out of texts.
    pub(crate) fn spellings(&self) -> Vec<String> {
        self.held(|held| {
            let token = held.header.to_str().ok()?.strip_prefix("Bearer ")?;
            Some(spellings(token))
        })
        .unwrap_or_default()
    }

    /// The call that gets a token for another call.
    pub(crate) fn call(&self, transport: &Transport, operation: &'static Operation) -> Call {
        let place = match &self.origin {
            Origin::Exchange(exchange) => exchange.place.clone(),
            Origin::Source(_) => "the client's own source of tokens".into(),
        };
        Call {
            site: transport.site.clone(),
            operation,
            token: Some(place),
            attempts: 0,
        }
    }

    fn held<T>(&self, read: impl FnOnce(&Held) -> Option<T>) -> Option<T> {
        self.held
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .as_ref()
            .and_then(read)
    }

    fn keep(&self, token: Fetched, number: u64) -> Proof<'static> {
        let now = Instant::now();
        let Fetched { header, lifetime } = token;
        let held = Held {
            header,
            number,
            renew: lifetime
                .and_then(|life| now.checked_add(life.saturating_sub(MARGIN.min(life / 10)))),
            expires: lifetime.and_then(|life| now.checked_add(life)),
        };
        let proof = held.proof();
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = Some(held);
        proof
    }

    fn leave_alone(&self) {
        if let Some(held) = self
            .held
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .as_mut()
        {
            let later = Instant::now() + PAUSE;
            held.renew = Some(held.expires.map_or(later, |expires| later.min(expires)));
        }
    }

    async fn fetch(
        &self,
        transport: &Transport,
        operation: &'static Operation,
        deadline: Deadline,
        spare: bool,
    ) -> Result<Fetched, Failure> {
        let mut call = self.call(transport, operation);
        match &self.origin {
            Origin::Exchange(exchange) => {
                // While there is a token that still works, nobody waits for retries.
                let attempts = if spare {
                    1
                } else {
                    transport.settings.attempts
                };
                let answer =
                    send::persist(transport, exchange, &mut call, deadline, attempts).await?;
                exchange.read(Response { call, answer })
            }
            Origin::Source(source) => {
                let token = source().await.map_err(|error| {
                    Failure::new(
                        Kind::TokenSource,
                        Some(call.clone()),
                        None,
                        Some(Arc::from(error)),
                    )
                })?;
                let secret = token.secret.expose();
                let header = bearer(secret)
                    .map_err(|problem| Failure::request(Some(call), problem.to_owned()))?;
                Ok(Fetched {
                    header,
                    lifetime: token
                        .lifetime
                        .or_else(|| jwt_lifetime(secret, SystemTime::now())),
                })
            }
        }
    }
}

impl Held {
    fn proof(&self) -> Proof<'static> {
        Proof::Token(self.header.clone(), self.number)
    }
}

struct Fetched {
    header: HeaderValue,
    lifetime: Option<Duration>,
}

impl Exchange {
    /// A request with these fields, posted to a whole URL or to a path below the base URL.
    pub(crate) fn new(
        request: &'static TokenRequest,
        fields: &[(&str, &str)],
        base_url: &str,
    ) -> Result<Self, ConfigError> {
        let text = if request.url.contains("://") {
            request.url.to_owned()
        } else {
            format!("{base_url}/{}", request.url.trim_start_matches('/'))
        };
        let url = parse_url(&text)?;
        let place = text
            .split_once("://")
            .map_or(text.as_str(), |(_, place)| place)
            .into();
        let (content_type, body) = match request.body {
            TokenBody::Json => {
                // A `Map` has an order only where some crate in the build asks serde_json for one.
                let fields: Vec<String> = fields
                    .iter()
                    .map(|(name, value)| format!("{}:{}", json::write(name), json::write(value)))
                    .collect();
                ("application/json", format!("{{{}}}", fields.join(",")))
            }
            TokenBody::Form => {
                let mut form = form_urlencoded::Serializer::new(String::new());
                form.extend_pairs(fields);
                ("application/x-www-form-urlencoded", form.finish())
            }
        };
        Ok(Self {
            url,
            place,
            content_type: HeaderValue::from_static(content_type),
            body: body.into(),
            pointer: request.token,
        })
    }

    fn read(&self, response: Response) -> Result<Fetched, Failure> {
        // An answer to a token request may hold a token, wherever it is: its body goes no further.
        let Response {
            call,
            answer:
                Answer {
                    status,
                    headers,
                    body,
                },
        } = response;
        let fail = |kind| {
            let answer = Answer {
                status,
                headers: HeaderMap::clone(&headers),
                body: Bytes::new(),
            };
            Failure::answer(
                kind,
                Response {
                    call: call.clone(),
                    answer,
                },
                None,
            )
        };
        let json: Option<Value> = json::decode(&body).ok();
        if status.is_redirection() {
            return Err(fail(Kind::Unexpected));
        }
        if !status.is_success() {
            let fields = &call.site.provider.error;
            // RFC 6749, section 5.2, where the provider's own fields are not there.
            let text = |own: Option<&str>, standard: &str| {
                let json = json.as_ref()?;
                let value = own
                    .and_then(|own| json.pointer(own))
                    .or_else(|| json.pointer(standard))?;
                let text = value
                    .as_str()
                    .map_or_else(|| json::write(value), str::to_owned);
                Some(tidy(&text, &call.site))
            };
            return Err(fail(Kind::Status {
                code: text(fields.code, "/error"),
                message: text(fields.message, "/error_description"),
            }));
        }
        let answer = Answer {
            status,
            headers: HeaderMap::clone(&headers),
            body: body.clone(),
        };
        let problem = stranger(&answer).map(|stranger| format!("with {stranger}"));
        let Some(json) = json else {
            return Err(fail(Kind::NoToken(
                problem.unwrap_or_else(|| "its body is not JSON".to_owned()),
            )));
        };
        let token = json
            .pointer(self.pointer)
            .and_then(Value::as_str)
            .filter(|token| !token.is_empty());
        let Some(token) = token else {
            return Err(fail(Kind::NoToken(format!(
                "there is no token at {} in its body",
                self.pointer
            ))));
        };
        let header = bearer(token).map_err(|problem| fail(Kind::NoToken(problem.to_owned())))?;
        let lifetime = json
            .get("expires_in")
            .and_then(seconds)
            .or_else(|| jwt_lifetime(token, SystemTime::now()));
        Ok(Fetched { header, lifetime })
    }
}

impl Shape for Exchange {
    fn request(&self, transport: &Transport) -> reqwest::Request {
        let mut request = reqwest::Request::new(Method::POST, self.url.clone());
        let headers = request.headers_mut();
        if let Some(agent) = transport.settings.headers.get(header::USER_AGENT) {
            set(headers, &header::USER_AGENT, agent.clone());
        }
        set(headers, &header::CONTENT_TYPE, self.content_type.clone());
        let json = HeaderValue::from_static("application/json");
        set(headers, &header::ACCEPT, json);
        *request.body_mut() = Some(self.body.clone().into());
        request
    }

    /// A second token does no harm.
    fn is_repeatable(&self) -> bool {
        true
    }
}

fn bearer(token: &str) -> Result<HeaderValue, &'static str> {
    let mut value = HeaderValue::from_str(&format!("Bearer {token}"))
        .map_err(|_| "the token holds a character that HTTP does not allow in a header")?;
    value.set_sensitive(true);
    Ok(value)
}

/// `expires_in`, which some send as a string. 0 says nothing: a token that is good for no time is good for no call.
fn seconds(value: &Value) -> Option<Duration> {
    let seconds = value
        .as_f64()
        .or_else(|| value.as_str()?.trim().parse().ok())?;
    Duration::try_from_secs_f64(seconds)
        .ok()
        .filter(|life| !life.is_zero())
}

/// How long a token is good for by what it says of itself, if it is a JWT: `exp`, in seconds since 1970 (RFC 7519,
/// section 4.1.4). Where it says when it was made (`iat`), nothing depends on the clock here.
fn jwt_lifetime(token: &str, now: SystemTime) -> Option<Duration> {
    let claims = token.split('.').nth(1)?;
    let claims: Value =
        json::decode(&URL_SAFE_NO_PAD.decode(claims.trim_end_matches('=')).ok()?).ok()?;
    let now = now
        .duration_since(SystemTime::UNIX_EPOCH)
        .ok()?
        .as_secs_f64();
    let made = claims.get("iat").and_then(Value::as_f64).unwrap_or(now);
    Duration::try_from_secs_f64(claims.get("exp")?.as_f64()? - made)
        .ok()
        .filter(|life| !life.is_zero())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn seconds_come_as_numbers_and_as_text() {
        let secs = |n| Some(Duration::from_secs(n));
        for (value, expected) in [
            (json!(28_800), secs(28_800)),
            (json!("3600"), secs(3600)),
            (json!(1.5), Some(Duration::from_millis(1500))),
            (json!(0), None),
            (json!(-1), None),
            (json!(1e300), None),
            (json!("NaN"), None),
            (json!("soon"), None),
            (json!(null), None),
        ] {
            assert_eq!(seconds(&value), expected, "{value}");
        }
    }

    #[test]
    fn a_jwt_tells_its_life_and_nothing_else_does() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000);
        let jwt = |claims: &str| format!("h.{}.s", URL_SAFE_NO_PAD.encode(claims));
        let secs = |n| Some(Duration::from_secs(n));
        for (token, expected) in [
            (jwt(r#"{"exp":1060}"#), secs(60)),
            (jwt(r#"{"iat":500,"exp":560}"#), secs(60)),
            (jwt(r#"{"iat":5000,"exp":5060}"#), secs(60)),
            (jwt(r#"{"exp":1060}"#) + "==", secs(60)),
            (jwt(r#"{"exp":1000}"#), None),
            (jwt(r#"{"exp":900}"#), None),
            (jwt(r#"{"exp":"1060"}"#), None),
            (jwt(r#"{"exp":1e300}"#), None),
            (jwt(r#"{"sub":"7"}"#), None),
            (jwt("[]"), None),
            (jwt("{"), None),
            ("h.!.s".to_owned(), None),
            ("opaque".to_owned(), None),
            (String::new(), None),
        ] {
            assert_eq!(jwt_lifetime(&token, now), expected, "{token}");
        }
    }
}
